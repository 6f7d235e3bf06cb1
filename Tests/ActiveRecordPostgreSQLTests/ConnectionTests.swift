#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  @Suite("PostgreSQL: connections")
  struct ConnectionTests {
    @Test("A Unix socket")
    func unixSocket() async throws {
      let directory = try #require(ProcessInfo.processInfo.environment["AR_POSTGRESQL_SOCKET"])
      let port = try #require(URL(string: try Server.url())?.port)
      let driver = try PostgreSQLDriver(PostgreSQLOptions(url: "postgres://postgres@/postgres?host=\(directory)&port=\(port)"))
      let connection = try await driver.connect(for: .writing)
      #expect(try await connection.rows("SELECT inet_server_addr() IS NULL") == [[.bool(true)]])
    }

    @Test("Settings of the session come with the connection")
    func settings() async throws {
      let connection = try await Server.connect {
        $0.searchPath = "pg_temp, public"
        $0.settings = ["application_name": "a b\\c", "work_mem": "1MB"]
      }
      let sql = "SELECT current_setting('search_path'), current_setting('application_name'), current_setting('TimeZone')"
      #expect(try await connection.rows(sql) == [[.text("pg_temp, public"), .text("ActiveRecord"), .text("UTC")]])
      #expect(try await connection.rows("SHOW work_mem") == [[.text("1MB")]])
    }

    @Test("A password is never part of an error or a location")
    func secrets() async throws {
      let driver = try PostgreSQLDriver(PostgreSQLOptions(url: "postgres://ada:hunter2@127.0.0.1:1/blog"))
      #expect(driver.location == "PostgreSQL at 127.0.0.1:1/blog")
      let error = try await databaseError { _ = try await driver.connect(for: .writing) }
      #expect(error.code == .cannotOpen)
      #expect(!error.description.contains("hunter2"))
      let wrong = try await databaseError { _ = try PostgreSQLDriver(PostgreSQLOptions(url: "postgres://ada:hunter2@host/x?nonsense=1")) }
      #expect(wrong.code == .cannotOpen)
      #expect(!wrong.description.contains("hunter2"))
    }

    @Test("A server that does not answer is given up in time")
    func connectTimeout() async throws {
      // A listener whose queue nobody empties: the kernel accepts, and nobody answers.
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(listener) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let port: UInt16 = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          bind(listener, pointer, length)
          getsockname(listener, pointer, &length)
        }
        return UInt16(bigEndian: $0.pointee.sin_port)
      }
      listen(listener, 1)
      var options = PostgreSQLOptions(url: "postgres://postgres@127.0.0.1:\(port)/x")
      options.connectTimeout = .milliseconds(100)
      let error = try await databaseError { _ = try await PostgreSQLDriver(options).connect(for: .writing) }
      #expect(error.code == .cannotOpen)
      #expect(error.message.contains("did not answer in time"))
    }

    @Test("A task that is cancelled stops its statement, and the connection is usable after")
    func cancellation() async throws {
      let database = try await Database.connect(.postgres(Server.options()))
      let number = Int.random(in: 1_000_000..<10_000_000)
      let task = Task { try await database.use { try await database.execute(SQL(raw: "SELECT pg_sleep(\(number))")) } }
      try await Server.waitForQuery("pg_sleep(\(number))")
      task.cancel()
      let error = try await databaseError { _ = try await task.value }
      #expect(error.code == .cancelled)
      #expect(try await database.use { try await database.query("SELECT 1", as: Int.self) } == [1])
      await database.close()
    }

    @Test("A cancelled task can still be rolled back, and commits nothing")
    func cancelledTransaction() async throws {
      let name = "t\(UInt32.random(in: 0 ... .max))"
      let database = try await Database.connect(.postgres(Server.options()))
      try await database.execute(SQL(raw: "CREATE TABLE \(name) (n int)"))
      let number = Int.random(in: 1_000_000..<10_000_000)
      let task = Task {
        try await database.transaction {
          try await database.execute(SQL(raw: "INSERT INTO \(name) VALUES (1)"))
          try await database.execute(SQL(raw: "SELECT pg_sleep(\(number))"))
        }
      }
      try await Server.waitForQuery("pg_sleep(\(number))")
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      #expect(try await database.query(SQL(raw: "SELECT count(*) FROM \(name)"), as: Int.self) == [0])
      try await database.execute(SQL(raw: "DROP TABLE \(name)"))
      await database.close()
    }

    @Test("A statement survives a change of its table, and one that the server forgot")
    func staleStatements() async throws {
      let connection = try await Server.connect("CREATE TEMPORARY TABLE things (id int); INSERT INTO things VALUES (1)")
      let statement = try await connection.prepare("SELECT * FROM things")
      #expect(try await statement.rows() == [[.int(1)]])
      statement.reset()
      try await connection.execute("ALTER TABLE things ADD COLUMN name text DEFAULT 'one'")
      #expect(try await statement.rows() == [[.int(1), .text("one")]])
      let other = try await connection.prepare("SELECT id FROM things WHERE id = $1")
      try await connection.execute("DEALLOCATE ALL")
      #expect(try await other.rows([.int(1)]) == [[.int(1)]])
    }

    @Test("Statements that nobody holds any more are forgotten by the server")
    func deallocation() async throws {
      let connection = try await Server.connect()
      for number in 0..<20 { try await connection.rows("SELECT \(number)") }
      #expect(try await connection.rows("SELECT count(*) FROM pg_prepared_statements") == [[.int(1)]])
    }

    @Test("A connection whose server process ends is lost, and says so")
    func killed() async throws {
      let connection = try await Server.connect(), other = try await Server.connect()
      let process = try await connection.rows("SELECT pg_backend_pid()")[0][0]
      let sleeping = try await connection.prepare("SELECT pg_sleep(30)")
      #expect(try sleeping.step() == .pending)
      try await other.rows("SELECT pg_terminate_backend($1)", [process])
      let error = try await databaseError { try await sleeping.wait() }
      #expect(error.code == .connectionLost)
      #expect(!connection.isUsable)
      let next = try await databaseError { try await connection.execute("SELECT 1") }
      #expect(next.code == .connectionLost)
    }

    @Test("Without prepared statements nothing is kept on the server")
    func unprepared() async throws {
      let connection = try await PostgreSQLDriver(Server.options("prepared_statements=false")).connect(for: .writing)
      #expect(try await connection.rows("SELECT 1 + $1", [.int(2)]) == [[.int(3)]])
      #expect(try await connection.rows("SELECT count(*) FROM pg_prepared_statements") == [[.int(0)]])
    }

    @Test("The rows that a statement changed are counted")
    func changes() async throws {
      let connection = try await Server.connect("CREATE TEMPORARY TABLE things (id int)")
      try await connection.rows("INSERT INTO things SELECT generate_series(1, 5)")
      #expect(connection.changes == 5)
      try await connection.rows("UPDATE things SET id = id + 1 WHERE id > $1", [.int(3)])
      #expect(connection.changes == 2)
      try await connection.rows("SELECT * FROM things")
      #expect(connection.changes == 0)
    }

    @Test("A result that is larger than the socket's buffer, and values that are")
    func large() async throws {
      let connection = try await Server.connect()
      let text = String(repeating: "x", count: 5_000_000)
      #expect(try await connection.rows("SELECT length($1), $1", [.text(text)]) == [[.int(5_000_000), .text(text)]])
      #expect(try await connection.rows("SELECT generate_series(1, 100000)").count == 100_000)
    }
  }
#endif
