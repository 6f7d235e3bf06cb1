import ActiveRecord
import Testing

/// Tasks that wait for a server hold no thread: many of them wait at once, however few threads there are.
@Suite(.serialized) struct WaitingTests {
  private static let tasks = 12

  @Test(arguments: Engine.ofManyWriters) func manyTasksWaitAtOnce(_ engine: Engine) async throws {
    var configuration = DatabaseConfiguration()
    configuration.maximumConnections = Self.tasks + 1
    try await engine.database(configuration: configuration) { database, _ async throws in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<Self.tasks {
          group.addTask {
            do { _ = try await database.query(engine.pause) } catch is DatabaseError { return true }
            return false
          }
        }
        // If each held a thread, none would be left for this.
        let end = ContinuousClock.now + .seconds(300)
        var waiting = 0
        while waiting < Self.tasks, .now < end {
          try await Task.sleep(for: .milliseconds(20))
          waiting = try await database.query(engine.pausing, as: Int.self)[0]
        }
        #expect(waiting == Self.tasks)
        group.cancelAll()
        for try await wasCancelled in group { #expect(wasCancelled) }
      }
      #expect(try await database.query("SELECT 1", as: Int.self) == [1])
    }
  }
}

extension Engine {
  /// A query that takes longer than a test, in which the server does nothing.
  fileprivate var pause: SQL {
    switch self {
    case .sqlite: "SELECT 1"
    #if PostgreSQL
      case .postgresql: "SELECT pg_sleep(3600)"
    #endif
    #if MySQL
      case .mysql: "SELECT SLEEP(3600)"
    #endif
    }
  }

  /// How many connections of the database are in such a query.
  fileprivate var pausing: SQL {
    switch self {
    case .sqlite: "SELECT 0"
    #if PostgreSQL
      case .postgresql: "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    #endif
    #if MySQL
      case .mysql: "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND state = 'User sleep'"
    #endif
    }
  }
}
