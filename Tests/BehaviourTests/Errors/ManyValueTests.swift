import ActiveRecord
import ActiveRecordTesting
import Testing

/// More values than a statement binds.
@Suite struct ManyValueTests {
  @Test(arguments: Engine.allCases) func theErrorSaysWhatToDoAndNoValue(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let names = (0..<300_000).map { "n\($0)" }
      let told = await failure { _ = try await Sluice.where { $0.name.isIn(names) }.load() }
      #expect(told?.contains("the statement binds more values than the database takes at once") == true)
      #expect(told?.contains("Ask in pieces") == true)
      // The statement is shown by its beginning.
      #expect((told?.utf8.count ?? .max) < 5000 && told?.contains("n17") == false)
      // The connection can be used further on.
      #expect(try await Sluice.count() == 0)
    }
  }
}
