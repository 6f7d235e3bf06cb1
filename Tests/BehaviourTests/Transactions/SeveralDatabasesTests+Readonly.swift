import ActiveRecord
import ActiveRecordTesting
import Testing

/// What one database would keep although the other refuses.
extension SeveralDatabasesTests {
  @Test(arguments: Engine.allCases) func aReadonlyOwnerKeepsWhatAnotherDatabaseHolds(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      try await places.fill()
      let keeper = try await Keeper.find(1)
      keeper.makeReadonly()
      places.clear()
      let told = await failure { try await keeper.destroy() }
      #expect(told?.contains("read-only") == true)
      #expect(places.counts == [0, 0, 0])
      #expect(try await Hound.count() == 2)
    }
  }
}
