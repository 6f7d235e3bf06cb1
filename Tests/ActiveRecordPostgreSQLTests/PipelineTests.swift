#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Testing

  /// Statements that go to the server together, and rows that come one by one.
  @Suite("PostgreSQL: pipelines and streams") struct PipelineTests {
    private static let insert = "INSERT INTO pipe_things (n, name) VALUES ($1, $2)"

    /// Runs `body` with a connection in a transaction, and a statement that inserts.
    private func run(_ body: (any DriverConnection, any DriverStatement) async throws -> Void) async throws {
      let connection = try await Server.connect("CREATE TEMPORARY TABLE pipe_things (n int UNIQUE, name varchar(5))")
      try await connection.execute("BEGIN")
      try await body(connection, connection.prepare(Self.insert))
      connection.close()
    }

    @Test("Many runs of a statement, with what each changed")
    func runs() async throws {
      try await run { connection, statement in
        var changes: [Int] = []
        try await connection.run(statement, times: 1000) { run in
          statement.bind(integer: Int64(run), at: 1)
          try statement.bind(.text("n"), at: 2)
        } ran: {
          changes.append($0)
        }
        #expect(changes == [Int](repeating: 1, count: 1000))
        #expect(try await connection.rows("SELECT count(*), sum(n) FROM pipe_things") == [[.int(1000), .int(499_500)]])
        let update = try await connection.prepare("UPDATE pipe_things SET name = 'm' WHERE n < $1")
        changes = []
        try await connection.run(update, times: 3) {
          update.bind(integer: Int64($0), at: 1)
        } ran: {
          changes.append($0)
        }
        #expect(changes == [0, 1, 2])
        try await connection.execute("COMMIT")
      }
    }

    @Test("The first run that fails is told, none after it counts, and the transaction can be rolled back to a savepoint")
    func failing() async throws {
      try await run { connection, statement in
        try await connection.execute("SAVEPOINT one")
        var ran = 0
        let error = try await databaseError {
          try await connection.run(statement, times: 100) { run in
            statement.bind(integer: Int64(run % 40), at: 1)
            try statement.bind(.text("n"), at: 2)
          } ran: { _ in
            ran += 1
          }
        }
        #expect(error.code == .uniqueViolation && error.columns == ["n"] && ran == 40)
        try await connection.execute("ROLLBACK TO SAVEPOINT one")
        #expect(try await connection.rows("SELECT count(*) FROM pipe_things") == [[.int(0)]])
      }
    }

    @Test("A value that does not fit is told by its placeholder, whether the server refuses it or we do")
    func values() async throws {
      for (text, number) in [("too long", Int64(1)), ("n", 5_000_000_000)] {
        try await run { connection, statement in
          let error = try await databaseError {
            try await connection.run(statement, times: 50) { run in
              statement.bind(integer: run == 20 ? number : Int64(run + 100), at: 1)
              try statement.bind(.text(run == 20 ? text : "n"), at: 2)
            } ran: { _ in
            }
          }
          #expect(error.code == .valueOutOfRange && error.parameter == (text == "n" ? 1 : 2))
          try await connection.execute("ROLLBACK")
          #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
        }
      }
      try await run { connection, statement in
        let error = try await databaseError {
          try await connection.run(statement, times: 50) { run in
            statement.bind(integer: Int64(run), at: 1)
            try statement.bind(.text(run == 20 ? "a\0b" : "n"), at: 2)
          } ran: { _ in
          }
        }
        #expect(error.code == .valueOutOfRange)
        try await connection.execute("ROLLBACK")
        #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
      }
    }

    @Test("A task that is cancelled stops the runs, and the connection is usable after")
    func cancelling() async throws {
      // The task is over before this one goes on with them.
      nonisolated(unsafe) let connection = try await Server.connect()
      try await connection.execute("BEGIN")
      let number = Int.random(in: 1_000_000..<10_000_000)
      nonisolated(unsafe) let statement = try await connection.prepare("SELECT pg_sleep($1) /* \(number) */")
      let task = Task {
        try await connection.run(statement, times: 1000) { _ in
          try statement.bind(.double(600), at: 1)
        } ran: { _ in
        }
      }
      try await Server.waitForQuery("/* \(number) */")
      task.cancel()
      let error = try await databaseError { try await task.value }
      #expect(error.code == .cancelled)
      try await connection.execute("ROLLBACK")
      #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
    }

    @Test("A stream that fails after some rows says so after them", arguments: [false, true])
    func failingStream(_ inTransaction: Bool) async throws {
      let connection = try await Server.connect()
      if inTransaction { try await connection.execute("BEGIN") }
      let statement = try await connection.prepareOnce("SELECT n, 100 / (5000 - n) FROM generate_series(1, 10000) n")
      statement.streamRows()
      var rows = 0
      let error = try await databaseError {
        while true {
          switch try statement.step() {
          case .row: rows += 1
          case .done: return
          case .pending: try await statement.wait()
          }
        }
      }
      #expect(rows == 4999 && error.message.contains("division by zero"))
      statement.reset()
      if inTransaction { try await connection.execute("ROLLBACK") }
      #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
    }

    @Test("A stream whose server ends is lost, and says so")
    func lostStream() async throws {
      let connection = try await Server.connect(), other = try await Server.connect()
      let process = try await connection.rows("SELECT pg_backend_pid()")[0][0]
      let statement = try await connection.prepareOnce("SELECT n, pg_sleep(0.02) FROM generate_series(1, 10000) n")
      statement.streamRows()
      #expect(try statement.step() == .pending)
      try await other.rows("SELECT pg_terminate_backend($1)", [process])
      let error = try await databaseError {
        while try statement.step() != .done { try await statement.wait() }
      }
      #expect(error.code == .connectionLost && !connection.isUsable)
      statement.reset()
    }
  }
#endif
