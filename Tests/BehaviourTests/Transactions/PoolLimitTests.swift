import ActiveRecord
import ActiveRecordTesting
import Testing

/// How long the connections of a pool live, which of them are tried before they are used, and how many tasks may wait for one.
@Suite struct PoolLimitTests {
  private func run(
    _ engine: Engine, _ configure: (inout DatabaseConfiguration) -> Void, _ body: nonisolated(nonsending) (Database) async throws -> Void
  ) async throws {
    var configuration = DatabaseConfiguration()
    configuration.maximumConnections = 2
    configuration.checkoutTimeout = .seconds(300)
    configure(&configuration)
    try await engine.database(configuration: configuration) { database, _ async throws in try await body(database) }
  }

  @Test(arguments: Engine.ofManyWriters) func whatNobodyUsesIsClosedAfterAWhile(_ engine: Engine) async throws {
    try await run(engine) {
      $0.idleTimeout = .milliseconds(100)
    } _: { database async throws in
      _ = try await engine.connectionNumber(database)
      #expect(database.connections(for: .writing).open > 0)
      let upkeep = Task { await database.maintain(every: .milliseconds(20)) }
      let end = ContinuousClock.now + .seconds(300)
      while database.connections(for: .writing).open > 0, .now < end { try await Task.sleep(for: .milliseconds(10)) }
      upkeep.cancel()
      #expect(database.connections(for: .writing).open == 0)
      // There is another one as soon as it is needed.
      _ = try await engine.connectionNumber(database)
    }
  }

  @Test(arguments: Engine.ofManyWriters) func whatIsTooOldIsReplaced(_ engine: Engine) async throws {
    try await run(engine) {
      $0.maximumLifetime = .milliseconds(100)
    } _: { database async throws in
      let first = try await engine.connectionNumber(database)
      try await Task.sleep(for: .milliseconds(200))
      #expect(try await engine.connectionNumber(database) != first)
      // A transaction keeps the one that it has.
      try await database.transaction {
        let own = try await engine.connectionNumber(database)
        try await Task.sleep(for: .milliseconds(200))
        #expect(try await engine.connectionNumber(database) == own)
      }
    }
  }

  @Test(arguments: Engine.ofManyWriters) func whatIsTooOldIsNotHandedOn(_ engine: Engine) async throws {
    try await run(engine) {
      ($0.maximumConnections, $0.maximumLifetime) = (1, .milliseconds(100))
    } _: { database async throws in
      let (own, waiting) = try await database.transaction {
        let own = try await engine.connectionNumber(database)
        let waiting = Task.detached { try await engine.connectionNumber(database) }
        while database.connections(for: .writing).waiting == 0 { try await Task.sleep(for: .milliseconds(5)) }
        try await Task.sleep(for: .milliseconds(200))
        return (own, waiting)
      }
      #expect(try await waiting.value != own)
      #expect(database.connections(for: .writing).open <= 1)
    }
  }

  @Test(arguments: Engine.ofManyWriters) func whatDiedWhileItLayIdleIsNotUsed(_ engine: Engine) async throws {
    try await run(engine) {
      $0.trustedIdleTime = .zero
    } _: { database async throws in
      try await engine.database { other, _ async throws in
        for _ in 0..<3 {
          let number = try await engine.connectionNumber(database)
          try await engine.end(connection: number, from: other)
          #expect(try await engine.connectionNumber(database) != number)
        }
      }
    }
  }

  @Test(arguments: Engine.allCases) func moreThanMayWaitAreRefusedAtOnce(_ engine: Engine) async throws {
    try await run(engine) {
      ($0.maximumConnections, $0.maximumWaiters) = (1, 1)
    } _: { database async throws in
      let waiting = try await database.transaction {
        try await Sheet.create { $0.title = "a" }
        let waiting = Task.detached { try await database.execute("UPDATE sheets SET pages = 1") }
        while database.connections(for: .writing).waiting == 0 { try await Task.sleep(for: .milliseconds(5)) }
        let refused = Task.detached { try await database.execute("UPDATE sheets SET pages = 2") }
        let error = await #expect(throws: DatabaseError.self) { try await refused.value }
        #expect(error?.code == .busy)
        return waiting
      }
      #expect(try await waiting.value == 1)
      #expect(try await Sheet.pluck(\.pages) == [1])
    }
  }
}

extension Engine {
  /// The number by which the server knows a connection of the pool.
  func connectionNumber(_ database: Database) async throws -> Int {
    switch self {
    case .sqlite: return 0
    #if PostgreSQL
      case .postgresql: return try await database.query("SELECT pg_backend_pid()", as: Int.self)[0]
    #endif
    #if MySQL
      case .mysql: return try await database.query("SELECT CONNECTION_ID()", as: Int.self)[0]
    #endif
    }
  }

  /// Has the server end a connection, and waits until it is gone.
  func end(connection number: Int, from other: Database) async throws {
    switch self {
    case .sqlite: return
    #if PostgreSQL
      case .postgresql: _ = try await other.query("SELECT pg_terminate_backend(\(number)::int, 30000)")
    #endif
    #if MySQL
      case .mysql:
        try await other.execute(SQL(raw: "KILL \(number)"))
        while try await !other.query("SELECT id FROM information_schema.processlist WHERE id = \(number)").isEmpty {
          try await Task.sleep(for: .milliseconds(5))
        }
    #endif
    }
  }
}
