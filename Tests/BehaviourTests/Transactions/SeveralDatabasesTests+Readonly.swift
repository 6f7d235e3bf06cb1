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

  @Test(arguments: Engine.allCases) func soDoesWhatDependsOnItsDependents(_ engine: Engine) async throws {
    try await SeveralDatabases.use(engine) { places async throws in
      let moorage = try await Moorage.create { $0.name = "north" }
      let jetty = try await moorage.jetties.create { $0.name = "long" }
      try await jetty.watchdogs.create { $0.name = "Rex" }
      let found = try await Moorage.find(moorage.id ?? 0)
      found.makeReadonly()
      places.clear()
      let told = await failure { try await found.destroy() }
      #expect(told?.contains("read-only") == true)
      #expect(places.counts == [0, 0, 0])
      #expect(try await Watchdog.count() == 1)
    }
  }
}
