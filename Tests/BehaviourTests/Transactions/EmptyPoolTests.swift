import ActiveRecord
import ActiveRecordTesting
import Testing

/// A pool whose only connection is taken, on each engine.
@Suite struct EmptyPoolTests {
  private func run(
    _ engine: Engine, patience: Duration = .milliseconds(200), _ body: nonisolated(nonsending) (Database) async throws -> Void
  ) async throws {
    var configuration = DatabaseConfiguration()
    configuration.maximumConnections = 1
    configuration.checkoutTimeout = patience
    try await engine.database(configuration: configuration) { database, _ async throws in try await body(database) }
  }

  @Test(arguments: Engine.allCases) func whoWaitsTooLongIsToldWhoHasIt(_ engine: Engine) async throws {
    try await run(engine) { database async throws in
      try await database.transaction {
        try await Sheet.create { $0.title = "a" }
        let other = Task.detached { try await database.execute("UPDATE sheets SET pages = 1") }
        let error = await #expect(throws: DatabaseError.self) { try await other.value }
        #expect(error?.code == .busy && error?.message.contains("1 of 1 are in use: a transaction begun at ") == true)
        #expect(error?.message.contains("EmptyPoolTests.swift:") == true)
      }
      #expect(try await database.execute("UPDATE sheets SET pages = 2") == 1)
    }
  }

  @Test(arguments: Engine.allCases) func whoGivesUpWaitingLeavesThePlaceToTheNext(_ engine: Engine) async throws {
    try await run(engine, patience: .seconds(600)) { database async throws in
      try await database.transaction {
        try await Sheet.create { $0.title = "a" }
        let cancelled = Task.detached { try await database.execute("UPDATE sheets SET pages = 1") }
        while database.connections(for: .writing).waiting == 0 { try await Task.sleep(for: .milliseconds(2)) }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
      }
      #expect(try await Sheet.pluck(\.pages) == [0])
      #expect(try await database.execute("UPDATE sheets SET pages = 2") == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aStreamHasItUntilItEnds(_ engine: Engine) async throws {
    try await run(engine) { database async throws in
      try await Sheet.insertAll([Sheet(title: "a"), Sheet(title: "b")])
      var seen: [Int] = []
      for try await id in database.stream("SELECT id FROM sheets ORDER BY id", as: Int.self) {
        let other = Task.detached { try await database.execute("UPDATE sheets SET pages = 1") }
        // SQLite in memory has one connection for everything; so has this pool.
        let error = await #expect(throws: DatabaseError.self) { try await other.value }
        #expect(error?.code == .busy)
        seen.append(id)
      }
      #expect(seen == [1, 2])
      #expect(try await database.execute("UPDATE sheets SET pages = 2") == 2)
    }
  }
}
