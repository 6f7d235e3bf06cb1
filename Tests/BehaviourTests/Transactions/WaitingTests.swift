import ActiveRecord
import Testing

/// Tasks that wait for a server hold no thread: many of them wait at once, however few threads there are.
@Suite(.serialized) struct WaitingTests {
  private static let tasks = 12

  @Test(arguments: Engine.ofManyWriters) func manyTasksWaitAtOnce(_ engine: Engine) async throws {
    var configuration = DatabaseConfiguration()
    configuration.maximumConnections = Self.tasks
    try await engine.database(configuration: configuration) { database, _ async throws in
      // Opens the connections.
      try await wait(engine, database, seconds: 0.2)
      let start = ContinuousClock.now
      try await wait(engine, database, seconds: 1)
      // With two threads, each held by one task, it would take six seconds.
      #expect(start.duration(to: .now) < .seconds(4))
    }
  }

  private func wait(_ engine: Engine, _ database: Database, seconds: Double) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.tasks {
        group.addTask { _ = try await database.query(engine.pause(seconds)) }
      }
      try await group.waitForAll()
    }
  }
}

extension Engine {
  /// A query that takes a while, in which the server does nothing.
  fileprivate func pause(_ seconds: Double) -> SQL {
    switch self {
    case .sqlite: "SELECT 1"
    #if PostgreSQL
      case .postgresql: "SELECT pg_sleep(\(seconds))"
    #endif
    #if MySQL
      case .mysql: "SELECT SLEEP(\(seconds))"
    #endif
    }
  }
}
