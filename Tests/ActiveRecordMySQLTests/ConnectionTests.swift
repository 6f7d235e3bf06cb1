#if MySQL
  import ActiveRecordCore
  import ActiveRecordMySQL
  import Testing

  @Suite("Connections to MySQL")
  struct ConnectionTests {
    private static let things = "CREATE TABLE things (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(50))"

    @Test("The session has UTC, strict values and utf8mb4, whatever the server's settings are")
    func session() async throws {
      try await Server.withDatabase { connection in
        let row = try await connection.rows("SELECT @@time_zone, @@character_set_client, @@character_set_results, @@sql_mode")[0]
        #expect(row[0] == .text("+00:00") && row[1] == .text("utf8mb4") && row[2] == .text("utf8mb4"))
        let mode = try String(databaseValue: row[3])
        #expect(mode.contains("STRICT_ALL_TABLES") && !mode.contains("ANSI_QUOTES"))
      }
    }

    @Test("What a node of a cluster waits for is set for the session")
    func clusters() async throws {
      let plain = try await Server.connect()
      defer { plain.close() }
      #expect(try await plain.rows("SELECT @@session.wsrep_sync_wait") == [[.int(0)]])
      let waiting = try await Server.connect { $0.wsrepSyncWait = 3 }
      defer { waiting.close() }
      #expect(try await waiting.rows("SELECT @@session.wsrep_sync_wait") == [[.int(3)]])
    }

    @Test("The key of the row inserted last, and how many rows were found to change")
    func counts() async throws {
      try await Server.withDatabase(Self.things) { connection in
        try await connection.rows("INSERT INTO things (name) VALUES (?)", [.text("a")])
        #expect(connection.lastInsertedID == 1 && connection.changes == 1)
        try await connection.rows("INSERT INTO things (name) VALUES ('b'), ('c')")
        #expect(connection.lastInsertedID == 2 && connection.changes == 2)
        // Rows that have the value already count: they were found.
        try await connection.rows("UPDATE things SET name = 'a'")
        #expect(connection.changes == 3)
        try await connection.rows("SELECT 1")
        #expect(connection.changes == 0)
        try await connection.execute("DELETE FROM things WHERE id > 1")
        #expect(connection.changes == 2)
      }
    }

    @Test("Scripts of several statements, also such as return rows; the first that fails ends them")
    func scripts() async throws {
      try await Server.withDatabase(Self.things) { connection in
        try await connection.execute("INSERT INTO things (name) VALUES ('a'); SELECT * FROM things; INSERT INTO things (name) VALUES ('b')")
        #expect(try await connection.rows("SELECT COUNT(*) FROM things") == [[.int(2)]])
        let error = try await databaseError { try await connection.execute("DELETE FROM things; SELECT nothing; DROP TABLE things") }
        #expect(error.code == .missingColumn)
        #expect(try await connection.rows("SELECT COUNT(*) FROM things") == [[.int(0)]])
      }
    }

    @Test("Two statements cannot be prepared as one; one that cannot be prepared is sent as it stands")
    func preparing() async throws {
      try await Server.withDatabase(Self.things) { connection in
        #expect(try await databaseError { _ = try await connection.prepare("SELECT 1; SELECT 2") }.code == .syntax)
        try await connection.rows("CREATE TRIGGER loud BEFORE INSERT ON things FOR EACH ROW SET NEW.name = UPPER(NEW.name)")
        try await connection.rows("LOCK TABLES things WRITE")
        try await connection.rows("UNLOCK TABLES")
        try await connection.rows("INSERT INTO things (name) VALUES ('a')")
        #expect(try await connection.rows("SELECT name FROM things") == [[.text("A")]])
      }
    }

    @Test("Placeholders that are missing, too many, or without a value are errors")
    func placeholders() async throws {
      try await Server.withDatabase { connection in
        let statement = try await connection.prepare("SELECT ?, ?")
        #expect(try await databaseError { try statement.bind(.int(1), at: 3) }.code == .misuse)
        #expect(try await databaseError { try statement.bind(.int(1), at: 0) }.code == .misuse)
        try statement.bind(.int(1), at: 1)
        #expect(try await databaseError { _ = try await statement.rows() }.code == .misuse)
      }
    }

    @Test("Rows that nobody reads any more are out of the way of the next statement")
    func leftovers() async throws {
      try await Server.withDatabase { connection in
        for count in [2, 100, 3000, 2_000_000] {
          let statement = try await connection.prepare("SELECT seq, REPEAT('x', 100) FROM seq_1_to_\(count)")
          #expect(try await statement.next())
          #expect(statement.int64(0) == 1)
          statement.reset()
          #expect(try await connection.rows("SELECT ?", [.int(7)]) == [[.int(7)]])
          // The statement itself can be read again.
          #expect(try await statement.next() && statement.int64(0) == 1)
          statement.reset()
        }
        #expect(connection.isUsable)
      }
    }

    @Test("A second statement between the rows of a first is refused, and the first goes on")
    func interleaving() async throws {
      try await Server.withDatabase { connection in
        let first = try await connection.prepare("SELECT seq FROM seq_1_to_3")
        let second = try await connection.prepare("SELECT 1")
        #expect(try await first.next())
        let error = try await databaseError { _ = try await second.rows() }
        #expect(error.code == .misuse && error.message.contains("still being read"))
        #expect(try await first.next() && first.int64(0) == 2)
        first.reset()
        second.reset()
        #expect(try await second.rows() == [[.int(1)]])
      }
    }

    @Test("A table that is changed gives a prepared statement its new columns")
    func changedColumns() async throws {
      try await Server.withDatabase(Self.things + "; INSERT INTO things VALUES (1, '42')") { connection in
        let statement = try await connection.prepare("SELECT * FROM things")
        #expect(try await statement.rows() == [[.int(1), .text("42")]])
        statement.reset()
        try await connection.execute("ALTER TABLE things MODIFY name INT; ALTER TABLE things ADD COLUMN more VARCHAR(5) DEFAULT 'x'")
        #expect(try await statement.rows() == [[.int(1), .int(42), .text("x")]])
        #expect(statement.columnName(2) == "more")
      }
    }

    @Test("The results of a procedure are read to their end")
    func procedures() async throws {
      let script = "CREATE PROCEDURE two() BEGIN SELECT 1; SELECT 2, 3; END"
      try await Server.withDatabase { connection in
        try await connection.rows(script)
        #expect(try await connection.rows("CALL two()") == [[.int(1)]])
        #expect(try await connection.rows("SELECT 4") == [[.int(4)]])
      }
    }

    @Test("A closed connection says so")
    func closed() async throws {
      let connection = try await Server.connect()
      let statement = try await connection.prepare("SELECT 1")
      connection.close()
      #expect(!connection.isUsable && !connection.isAlive)
      #expect(try await databaseError { _ = try await statement.rows() }.code == .closed)
      #expect(try await databaseError { try await connection.execute("SELECT 1") }.code == .closed)
    }

    @Test("A connection that the server ended is told from one that lives")
    func killed() async throws {
      let connection = try await Server.connect()
      let admin = try await Server.connect()
      defer { admin.close() }
      #expect(connection.isAlive)
      let number = try await connection.serverNumber()
      let box = Box(connection)
      async let sleeping = databaseError { try await box.value.rows("SELECT SLEEP(600)") }
      try await Server.waitForQuery(of: number)
      try await admin.execute("KILL \(number)")
      let error = try await sleeping
      #expect(error.code == .connectionLost && !error.isRetryable)
      #expect(!connection.isUsable && !connection.isAlive)

      let idle = try await Server.connect()
      try await admin.execute("KILL \(idle.serverNumber())")
      let end = ContinuousClock.now + .seconds(300)
      while idle.isAlive, .now < end { try await Task.sleep(for: .milliseconds(10)) }
      #expect(!idle.isAlive)
    }

    @Test("Whoever cannot get in is told why, without a password")
    func refused() async throws {
      let wrong = try await databaseError { _ = try await Server.connect { ($0.user, $0.password) = ("nobody", "secret") } }
      #expect(wrong.code == .cannotOpen && wrong.message.contains("does not let the user in"))
      #expect(!wrong.description.contains("secret"))
      let missing = try await databaseError { _ = try await Server.connect { $0.database = "no_such_database" } }
      #expect(missing.code == .cannotOpen)
      let nowhere = try await databaseError { _ = try await Server.connect { ($0.socket, $0.port) = (nil, 1) } }
      #expect(nowhere.code == .cannotOpen && nowhere.message.contains("127.0.0.1:1"))
    }

    @Test("A server that stays silent is given up after the read timeout")
    func silence() async throws {
      let connection = try await Server.connect { $0.readTimeout = .seconds(1) }
      defer { connection.close() }
      let start = ContinuousClock.now
      #expect(try await databaseError { try await connection.rows("SELECT SLEEP(600)") }.code == .connectionLost)
      #expect(start.duration(to: .now) < .seconds(300))
      #expect(!connection.isUsable)
    }

    @Test("A statement with its values that is longer than the server takes")
    func tooLong() async throws {
      let connection = try await Server.connect()
      let size = try Int(databaseValue: try await connection.rows("SELECT @@max_allowed_packet")[0][0])
      let error = try await databaseError {
        try await connection.rows("SELECT LENGTH(?)", [.text(String(repeating: "x", count: size + 1))])
      }
      #expect(error.code == .valueOutOfRange || error.code == .connectionLost)
      connection.close()
    }
  }
#endif
