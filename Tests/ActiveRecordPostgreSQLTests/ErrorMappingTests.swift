#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  @Suite("PostgreSQL: errors")
  struct ErrorMappingTests {
    private static let tables = """
      CREATE TEMPORARY TABLE authors (id int PRIMARY KEY, email text NOT NULL, name text, UNIQUE (email, name));
      CREATE TEMPORARY TABLE posts (
        id int PRIMARY KEY, author_id int CONSTRAINT by_author REFERENCES authors (id), views int CONSTRAINT no_minus CHECK (views >= 0));
      INSERT INTO authors VALUES (1, 'secret@example.com', 'Ada')
      """

    private func failure(_ sql: String, _ values: [DatabaseValue] = []) async throws -> DatabaseError {
      let connection = try await Server.connect(Self.tables)
      let error = try await databaseError { try await connection.rows(sql, values) }
      #expect(connection.isUsable)
      #expect(!error.description.contains("secret"))
      #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
      return error
    }

    @Test("A unique violation names constraint, table and columns, and no value")
    func unique() async throws {
      let error = try await failure("INSERT INTO authors VALUES (2, $1, 'Ada')", [.text("secret@example.com")])
      #expect(error.code == .uniqueViolation)
      #expect(error.table == "authors")
      #expect(error.columns == ["email", "name"])
      #expect(error.constraint == "authors_email_name_key")
    }

    @Test("A missing value names its column")
    func notNull() async throws {
      let error = try await failure("INSERT INTO authors (id) VALUES (2)")
      #expect(error.code == .notNullViolation)
      #expect(error.table == "authors")
      #expect(error.columns == ["email"])
    }

    @Test("A foreign key that points nowhere names constraint and column")
    func foreignKey() async throws {
      let error = try await failure("INSERT INTO posts VALUES (1, 99, 0)")
      #expect(error.code == .foreignKeyViolation)
      #expect(error.constraint == "by_author")
      #expect(error.columns == ["author_id"])
    }

    @Test("A check that fails names its constraint")
    func check() async throws {
      let error = try await failure("INSERT INTO posts VALUES (1, 1, -1)")
      #expect(error.code == .checkViolation)
      #expect(error.constraint == "no_minus")
    }

    @Test(
      "SQL that is not understood",
      arguments: [
        ("SELEC 1", DatabaseError.Code.syntax), ("SELECT no_such_function(1)", .syntax), ("SELECT 1 + 'a'::text", .syntax),
        ("SELECT * FROM nowhere", .missingTable), ("SELECT titel FROM posts", .missingColumn),
        ("SELECT p.titel FROM posts p", .missingColumn),
      ])
    func syntax(sql: String, code: DatabaseError.Code) async throws {
      let error = try await failure(sql)
      #expect(error.code == code)
      #expect(error.sql == sql)
      if code == .missingTable { #expect(error.table == "nowhere") }
      if code == .missingColumn { #expect(error.columns == ["titel"]) }
    }

    @Test("A text that is no number is refused without being repeated")
    func noNumber() async throws {
      let error = try await failure("SELECT id FROM posts WHERE id = $1", [.text("secret")])
      #expect(error.code == .valueOutOfRange)
    }

    @Test("Two statements in one are refused")
    func several() async throws {
      #expect(try await failure("SELECT 1; SELECT 2").code == .syntax)
    }

    @Test("A read-only transaction refuses to write")
    func readOnly() async throws {
      let connection = try await Server.connect(Self.tables)
      try await connection.execute("BEGIN READ ONLY")
      let error = try await databaseError { try await connection.execute("CREATE TABLE things ()") }
      #expect(error.code == .readOnly)
      try await connection.execute("ROLLBACK")
    }

    @Test("After a failure, the transaction takes nothing until it is rolled back to a savepoint")
    func aborted() async throws {
      let connection = try await Server.connect(Self.tables)
      try await connection.execute("BEGIN; SAVEPOINT one")
      _ = try await databaseError { try await connection.rows("SELECT * FROM nowhere") }
      let error = try await databaseError { try await connection.rows("SELECT 1") }
      #expect(error.code == .misuse)
      try await connection.execute("ROLLBACK TO SAVEPOINT one")
      #expect(try await connection.rows("SELECT count(*) FROM authors") == [[.int(1)]])
      try await connection.execute("ROLLBACK")
    }

    @Test("A statement that takes too long, and a lock that is not to be had")
    func timeouts() async throws {
      let connection = try await Server.connect { $0.statementTimeout = .milliseconds(50) }
      let slow = try await databaseError { try await connection.rows("SELECT pg_sleep(5)") }
      #expect(slow.code == .statementTimeout)
      let holder = try await Server.connect()
      let key = Int64.random(in: 1 ... .max)
      try await holder.rows("SELECT pg_advisory_lock($1)", [.int(key)])
      let waiter = try await Server.connect { $0.lockTimeout = .milliseconds(50) }
      let locked = try await databaseError { try await waiter.rows("SELECT pg_advisory_lock($1)", [.int(key)]) }
      #expect(locked.code == .busy)
    }

    @Test("Deadlocks and transactions that cannot both stand may be run again")
    func retryable() async throws {
      let name = "t\(UInt32.random(in: 0 ... .max))"
      let one = try await Server.connect("CREATE TABLE \(name) AS SELECT 1 AS n"), two = try await Server.connect()
      for connection in [one, two] { try await connection.execute("BEGIN ISOLATION LEVEL SERIALIZABLE") }
      for connection in [one, two] { try await connection.rows("SELECT * FROM \(name)") }
      try await one.rows("UPDATE \(name) SET n = 2")
      try await one.execute("COMMIT")
      let error = try await databaseError { try await two.rows("UPDATE \(name) SET n = 3") }
      #expect(error.code == .serializationFailure)
      #expect(error.isRetryable)
      try await two.execute("ROLLBACK; DROP TABLE \(name)")
    }
  }
#endif
