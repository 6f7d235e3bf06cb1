import ActiveRecord
import ActiveRecordTesting
import Testing

/// More members than are in memory at once go with their owner.
@Suite struct LargeDependentTests {
  private func run(
    _ engine: Engine, _ body: nonisolated(nonsending) (Database, SaddleRack, SQLRecorder) async throws -> Void
  ) async throws {
    try await engine.database { database, recorder async throws in
      let rack = try await SaddleRack.create { $0.name = "long" }, other = try await SaddleRack.create { $0.name = "other" }
      try await SaddleHook.insertAll((1...1_100).map { _ in SaddleHook { $0.saddleRackID = rack.id } })
      try await other.hooks.create()
      let found = try await SaddleRack.find(rack.id ?? 0)
      recorder.clear()
      try await body(database, found, recorder)
    }
  }

  @Test(arguments: Engine.allCases) func theyAreReadInPieces(_ engine: Engine) async throws {
    try await run(engine) { _, rack, recorder async throws in
      try await rack.destroy()
      let statements = recorder.sql.filter { $0.contains(#""saddle_hooks""#) }
      #expect(statements.count(where: { $0.hasPrefix("SELECT") }) > 1)
      #expect(statements.count(where: { $0.hasPrefix("DELETE") }) == 1_100)
      #expect(try await SaddleHook.count() == 1)
      #expect(try rack.hooks.loaded.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aRollbackGivesAllOfThemBack(_ engine: Engine) async throws {
    try await run(engine) { database, rack, _ async throws in
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await rack.destroy()
          throw Refused()
        }
      }
      #expect(try await SaddleHook.count() == 1_101 && rack.isPersisted)
      #expect(try await rack.hooks.load().count == 1_100)
    }
  }
}
