#if MySQL
  import ActiveRecordCore
  @testable import ActiveRecordMySQL
  import Foundation
  import Testing

  @Suite("Errors that the server sends")
  struct ServerErrorTests {
    private static let schema = """
      CREATE TABLE authors (id BIGINT PRIMARY KEY AUTO_INCREMENT, email VARCHAR(10) NOT NULL, name VARCHAR(10), age TINYINT,
        CONSTRAINT grown CHECK (age >= 18), UNIQUE KEY by_email_and_name (email, name));
      CREATE TABLE posts (id BIGINT PRIMARY KEY AUTO_INCREMENT, author_id BIGINT,
        CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES authors (id));
      INSERT INTO authors (id, email, name) VALUES (1, 'a', 'secret'); INSERT INTO posts VALUES (1, 1)
      """

    private func error(_ sql: String, _ values: [DatabaseValue] = []) async throws -> DatabaseError {
      try await Server.withDatabase(Self.schema) { connection in
        let error = try await databaseError { try await connection.rows(sql, values) }
        #expect(connection.isUsable)
        #expect(error.sql == sql)
        #expect(!error.message.contains("secret"))
        return error
      }
    }

    @Test("A key that is there already: table, columns and the key's name")
    func unique() async throws {
      let error = try await error("INSERT INTO `authors` (`email`, `name`) VALUES (?, ?)", [.text("a"), .text("secret")])
      #expect(error.code == .uniqueViolation)
      #expect(error.table == "authors" && error.columns == ["email", "name"] && error.constraint == "by_email_and_name")
    }

    @Test("Rows that point at nothing, and rows that are pointed at")
    func foreignKeys() async throws {
      let missing = try await error("INSERT INTO posts (author_id) VALUES (?)", [.int(99)])
      #expect(missing.code == .foreignKeyViolation && missing.columns == ["author_id"] && missing.constraint == "fk_author")
      #expect(missing.table == "posts")
      let needed = try await error("DELETE FROM authors WHERE id = ?", [.int(1)])
      #expect(needed.code == .foreignKeyViolation && needed.constraint == "fk_author")
    }

    @Test("NULL, nothing, too much and the wrong thing name the column")
    func columns() async throws {
      let null = try await error("INSERT INTO authors (email) VALUES (?)", [.null])
      #expect(null.code == .notNullViolation && null.columns == ["email"])
      let nothing = try await error("INSERT INTO authors (name) VALUES (?)", [.text("x")])
      #expect(nothing.code == .notNullViolation && nothing.columns == ["email"])
      let long = try await error("INSERT INTO authors (email) VALUES (?)", [.text("secret secret")])
      #expect(long.code == .valueOutOfRange && long.columns == ["email"])
      let great = try await error("INSERT INTO authors (email, age) VALUES ('x', ?)", [.int(300)])
      #expect(great.code == .valueOutOfRange && great.columns == ["age"])
      let wrong = try await error("INSERT INTO authors (email, age) VALUES ('x', ?)", [.text("secret")])
      #expect(wrong.code == .valueOutOfRange && wrong.columns == ["age"])
    }

    @Test(
      "A value that does not fit names its column, of whatever type that is",
      arguments: [
        (.int(-1), "INT UNSIGNED"), (.int(300), "TINYINT"), (.int(40_000), "SMALLINT"), (.double(1e30), "BIGINT"),
        (.decimal(Decimal(string: "18446744073709551616")!), "BIGINT UNSIGNED"), (.text("secret"), "TINYINT"), (.int(9), "BIT(2)"),
        (.int(1000), "DECIMAL(4, 2)"), (.text("secret"), "DECIMAL(4, 2)"), (.text("secret"), "DOUBLE"), (.double(1e300), "FLOAT"),
        (.text("secret"), "ENUM('a', 'b')"), (.text("secret"), "SET('a', 'b')"), (.text("secret"), "CHAR(3)"), (.text("secret"), "UUID"),
        (.bytes(Data(count: 6)), "VARBINARY(5)"), (.text("2025-13-01"), "DATE"), (.text("secret"), "DATETIME(6)"),
        (.text("secret"), "TIME"), (.int(3000), "YEAR"), (.text("{secret"), "JSON"),
      ] as [(DatabaseValue, String)])
    func misfits(value: DatabaseValue, type: String) async throws {
      try await Server.withDatabase("CREATE TABLE cells (cell \(type))") { connection in
        let error = try await databaseError { try await connection.rows("INSERT INTO cells VALUES (?)", [value]) }
        // MariaDB's JSON is a text with a check.
        #expect(error.code == (type == "JSON" ? .checkViolation : .valueOutOfRange))
        #expect(error.columns == ["cell"])
        #expect(!error.description.contains("secret") && !error.message.contains("2025-13-01"))
        #expect(try await connection.rows("SELECT COUNT(*) FROM cells") == [[.int(0)]])
      }
    }

    @Test("A check that does not hold")
    func check() async throws {
      let error = try await error("INSERT INTO authors (email, age) VALUES ('x', ?)", [.int(3)])
      #expect(error.code == .checkViolation && error.constraint == "grown" && error.table == "authors")
    }

    @Test("SQL that is not understood, tables and columns that are missing")
    func syntax() async throws {
      #expect(try await error("SELEC 1").code == .syntax)
      let table = try await error("SELECT * FROM books")
      #expect(table.code == .missingTable && table.table == "books")
      let column = try await error("SELECT authors.titel FROM authors")
      #expect(column.code == .missingColumn && column.columns == ["titel"] && column.table == "authors")
      #expect(try await error("SELECT id FROM authors, posts").code == .syntax)
    }

    @Test("A read-only transaction does not write")
    func readOnly() async throws {
      try await Server.withDatabase(Self.schema) { connection in
        try await connection.execute("START TRANSACTION READ ONLY")
        #expect(try await databaseError { try await connection.rows("DELETE FROM posts") }.code == .readOnly)
        try await connection.execute("ROLLBACK")
      }
    }

    @Test("A statement that takes too long, and a lock that does not come free")
    func timeouts() async throws {
      let hasty = try await Server.connect { ($0.statementTimeout, $0.database) = (.seconds(1), "mysql") }
      defer { hasty.close() }
      let endless = "SELECT COUNT(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE a.seq + b.seq = 3"
      let slow = try await databaseError { try await hasty.rows(endless) }
      #expect(slow.code == .statementTimeout, "\(slow)")
      try await Server.withDatabase(Self.schema) {
        $0.lockTimeout = .seconds(1)
      } _: { connection in
        let other = try await Server.connect { $0.database = connection.options.database }
        defer { other.close() }
        try await other.execute("BEGIN")
        try await other.rows("UPDATE authors SET name = 'y' WHERE id = 1")
        #expect(try await databaseError { try await connection.rows("UPDATE authors SET name = 'z' WHERE id = 1") }.code == .busy)
        try await other.execute("ROLLBACK")
      }
    }

    @Test("Two transactions that wait for each other: one fails, and nothing runs in it until it is rolled back")
    func deadlock() async throws {
      let schema = Self.schema + "; INSERT INTO authors (id, email) VALUES (2, 'b')"
      try await Server.withDatabase(schema) { connection in
        let other = try await Server.connect { $0.database = connection.options.database }
        defer { other.close() }
        for (one, key) in [(connection, 1), (other, 2)] {
          try await one.execute("BEGIN")
          try await one.rows("UPDATE authors SET name = 'x' WHERE id = \(key)")
        }
        // The one that changed more rows survives.
        try await other.rows("INSERT INTO posts (author_id) VALUES (2), (2), (2)")
        let number = try await connection.serverNumber(), box = Box(connection)
        async let first = databaseError { try await box.value.rows("UPDATE authors SET name = 'y' WHERE id = 2") }
        // It is a deadlock only if the first one waits already.
        let waiting = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = \(number) AND trx_state = 'LOCK WAIT'"
        let end = ContinuousClock.now + .seconds(300)
        while try await other.rows(waiting) != [[.int(1)]], .now < end { try await Task.sleep(for: .milliseconds(10)) }
        try await other.rows("UPDATE authors SET name = 'y' WHERE id = 1")
        #expect(try await first.code == .deadlock)
        #expect(!connection.isUsable)
        #expect(try await databaseError { try await connection.execute("INSERT INTO posts (author_id) VALUES (1)") }.code == .misuse)
        try await connection.execute("ROLLBACK TO SAVEPOINT active_record_1")
        #expect(!connection.isUsable)
        try await connection.execute("ROLLBACK")
        #expect(connection.isUsable)
        try await other.execute("ROLLBACK")
      }
    }
  }
#endif
