#if MySQL
  import ActiveRecordCore
  import ActiveRecordMySQL
  import Testing

  @Suite("Tasks that are cancelled while MySQL works for them")
  struct CancellationTests {
    private static let endless = "SELECT COUNT(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE a.seq + b.seq = 3"

    /// Runs `body` in a task that is cancelled when the server works on its long query.
    private func cancelled(
      _ script: String = "", _ body: @escaping @Sendable (MySQLConnection) async throws -> Void,
      after: (MySQLConnection) async throws -> Void
    ) async throws {
      try await Server.withDatabase(script) { connection in
        let number = try await connection.serverNumber()
        let box = Box(connection)
        let task = Task { try await body(box.value) }
        try await Server.waitForQuery(of: number)
        task.cancel()
        try await task.value
        try await after(connection)
        #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
      }
    }

    @Test("A query ends, and the connection can be used after")
    func query() async throws {
      try await cancelled { connection in
        let error = try await databaseError { try await connection.rows(Self.endless) }
        #expect(error.code == .cancelled && error.sql == Self.endless && !error.isRetryable)
        #expect(connection.isUsable)
        // The task stays cancelled: each of these is told to stop at once, and the connection survives that.
        for _ in 0..<3 { _ = try? await connection.rows("SELECT 1") }
      } after: { connection in
        #expect(connection.isUsable && connection.isAlive)
      }
    }

    @Test("A script ends; what ends a transaction still runs")
    func script() async throws {
      try await cancelled("CREATE TABLE things (n INT)") { connection in
        try await connection.execute("BEGIN; INSERT INTO things VALUES (1)")
        #expect(try await databaseError { try await connection.execute(Self.endless) }.code == .cancelled)
        try await connection.execute("ROLLBACK")
      } after: { connection in
        let rows = try await connection.rows("SELECT COUNT(*) FROM things")
        #expect(rows == [[.int(0)]])
      }
    }

    @Test("A statement can be used again after its reset")
    func again() async throws {
      try await Server.withDatabase { connection in
        let number = try await connection.serverNumber()
        let statement = Box(try await connection.prepare("SELECT SLEEP(?) + 0"))
        let task = Task {
          try statement.value.bind(.double(600), at: 1)
          #expect(try await databaseError { _ = try await statement.value.rows() }.code == .cancelled)
          #expect(try await databaseError { _ = try await statement.value.rows() }.code == .misuse)
        }
        try await Server.waitForQuery(of: number)
        task.cancel()
        try await task.value
        statement.value.reset()
        try statement.value.bind(.int(0), at: 1)
        #expect(try await statement.value.rows() == [[.int(0)]])
      }
    }

    @Test("A cancellation in the middle of the rows leaves nothing behind")
    func rows() async throws {
      try await cancelled { connection in
        let statement = try await connection.prepare("SELECT seq, REPEAT('x', 200) FROM seq_1_to_100000000")
        let error = try await databaseError { while try await statement.next() {} }
        #expect(error.code == .cancelled)
        statement.reset()
      } after: { connection in
        #expect(connection.isUsable)
      }
    }

    @Test("Other connections are not touched")
    func others() async throws {
      let other = try await Server.connect()
      defer { other.close() }
      let box = Box(other)
      async let slow = box.value.rows("SELECT SLEEP(1)")
      try await cancelled { connection in
        _ = try await databaseError { try await connection.rows(Self.endless) }
      } after: { _ in
      }
      #expect(try await slow == [[.int(0)]])
    }
  }

  /// A connection that goes from one task to another, which wait for each other.
  struct Box<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
#endif
