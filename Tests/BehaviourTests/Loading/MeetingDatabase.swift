import ActiveRecord
import ActiveRecordTesting
import Testing

/// A database with the tables of the theatre's world, whose statements can be made to wait for each other.
enum MeetingDatabase {
  /// Runs `body` on it, with as many idle connections as it may have.
  ///
  /// - Parameter aside: Whether the driver says that a server does the work.
  nonisolated(nonsending) static func use(
    _ engine: Engine, atOnce: Int = 4, connections: Int = 4, aside: Bool = true,
    _ body: nonisolated(nonsending) (Database, SQLRecorder, Meeting) async throws -> Void
  ) async throws {
    try await ShelterDatabase.use(engine) { driver async throws in
      let meeting = Meeting()
      var configuration = DatabaseConfiguration()
      configuration.maximumConnections = connections
      configuration.maximumQueriesAtOnce = atOnce
      (configuration.checkoutTimeout, configuration.peerAnswerLifetime) = (.seconds(600), .seconds(86_400))
      // However long a busy machine takes, none of them is closed or tried before it is used.
      (configuration.idleTimeout, configuration.maximumLifetime, configuration.trustedIdleTime) = (nil, nil, .seconds(86_400))
      let database = Database(MeetingDriver(base: driver, meeting: meeting, runsQueriesAside: aside), configuration: configuration)
      do {
        try await database.use {
          for table in Worlds.theatre { try await database.execute(SQL(raw: engine.spelled(table))) }
          try await open(connections, of: database, meeting)
          let recorder = SQLRecorder(database, spelling: .common)
          defer { recorder.stop() }
          try await body(database, recorder, meeting)
        }
      } catch {
        await database.close()
        throw error
      }
      await database.close()
    }
  }

  /// Opens connections by statements that wait for each other.
  private nonisolated(nonsending) static func open(_ count: Int, of database: Database, _ meeting: Meeting) async throws {
    meeting.arm(count, ["4711"])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count { group.addTask { _ = try await database.query("SELECT 4711 AS number") } }
      try await group.waitForAll()
    }
    #expect(database.connections(for: .writing).idle == count)
    meeting.arm(1, [])
  }
}
