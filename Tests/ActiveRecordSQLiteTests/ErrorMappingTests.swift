import ActiveRecordCore
import ActiveRecordSQLite
import Testing

@Suite struct ErrorMappingTests {
  private static let schema = """
    CREATE TABLE authors (id INTEGER PRIMARY KEY, email TEXT UNIQUE, name TEXT NOT NULL DEFAULT '',
      age INTEGER CONSTRAINT grown_up CHECK (age > 17), UNIQUE (email, name));
    CREATE TABLE posts (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors, count INTEGER CHECK (count > 0));
    CREATE UNIQUE INDEX by_lower_name ON posts (lower(count));
    CREATE TABLE pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
    CREATE TABLE strict (number INTEGER) STRICT;
    CREATE TABLE "odd, table" ("first, column" UNIQUE, "second" , UNIQUE ("first, column", "second"));
    CREATE TRIGGER no_delete BEFORE DELETE ON pairs BEGIN SELECT RAISE(ABORT, 'pairs stay'); END;
    INSERT INTO authors VALUES (1, 'a@example.org', 'Ann', 30);
    INSERT INTO posts VALUES (1, 1, 1);
    INSERT INTO pairs VALUES (1, 2);
    INSERT INTO strict VALUES (1);
    INSERT INTO "odd, table" VALUES (1, 2);
    """

  private func failure(_ sql: String, _ values: [DatabaseValue] = []) async throws -> DatabaseError {
    let connection = try await memory(Self.schema)
    let error = try await databaseError { try await connection.rows(sql, values) }
    #expect(connection.isUsable)
    #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
    return error
  }

  @Test(
    arguments: [
      ("INSERT INTO authors (email) VALUES ('a@example.org')", "authors", ["email"]),
      ("INSERT INTO authors (id) VALUES (1)", "authors", ["id"]),
      ("INSERT INTO pairs VALUES (1, 2)", "pairs", ["a", "b"]),
      ("INSERT INTO \"odd, table\" VALUES (1, 3)", "odd, table", ["first, column"]),
    ])
  func uniqueViolations(sql: String, table: String, columns: [String]) async throws {
    let error = try await failure(sql)
    #expect(error.code == .uniqueViolation)
    #expect(error.table == table)
    #expect(error.columns == columns)
    #expect(error.sql == sql)
  }

  @Test func uniqueIndexOnAnExpression() async throws {
    let error = try await failure("INSERT INTO posts (count) VALUES (1)")
    #expect(error.code == .uniqueViolation)
    #expect(error.constraint == "by_lower_name")
    #expect(error.table == nil)
  }

  @Test func notNull() async throws {
    let error = try await failure("UPDATE authors SET name = NULL")
    #expect(error.code == .notNullViolation)
    #expect(error.table == "authors")
    #expect(error.columns == ["name"])
  }

  @Test(arguments: ["INSERT INTO posts (author_id) VALUES (99)", "DELETE FROM authors"])
  func foreignKeys(sql: String) async throws {
    #expect(try await failure(sql).code == .foreignKeyViolation)
  }

  @Test func checks() async throws {
    let named = try await failure("UPDATE authors SET age = 3")
    #expect(named.code == .checkViolation)
    #expect(named.constraint == "grown_up")
    let nameless = try await failure("UPDATE posts SET count = 0")
    #expect(nameless.code == .checkViolation)
    #expect(nameless.constraint == "count > 0")
    let trigger = try await failure("DELETE FROM pairs")
    #expect(trigger.code == .checkViolation)
    #expect(trigger.message == "pairs stay")
  }

  @Test func typesOfStrictTables() async throws {
    let error = try await failure("INSERT INTO strict VALUES (?)", [.text("secret")])
    #expect(error.code == .valueOutOfRange)
    #expect(error.table == "strict")
    #expect(error.columns == ["number"])
    #expect(!"\(error)".contains("secret"))
  }

  @Test func mismatch() async throws {
    #expect(try await failure("INSERT INTO authors (id) VALUES ('x')").code == .valueOutOfRange)
  }

  @Test(arguments: ["SELECT * FROM nowhere", "INSERT INTO main.nowhere VALUES (1)", "DELETE FROM nowhere"])
  func missingTables(sql: String) async throws {
    let error = try await failure(sql)
    #expect(error.code == .missingTable)
    #expect(error.table == "nowhere")
  }

  @Test(
    arguments: [
      ("SELECT titel FROM posts", nil), ("SELECT posts.titel FROM posts", "posts"), ("UPDATE posts SET titel = 1", nil),
      ("INSERT INTO posts (titel) VALUES (1)", "posts"), ("SELECT \"titel\" FROM posts", nil),
      ("SELECT * FROM posts ORDER BY \"titel\"", nil), ("SELECT * FROM posts WHERE \"posts\".\"titel\" = 1", "posts"),
    ])
  func missingColumns(sql: String, table: String?) async throws {
    let error = try await failure(sql)
    #expect(error.code == .missingColumn)
    #expect(error.columns == ["titel"])
    #expect(error.table == table)
  }

  @Test(
    arguments: [
      "SELEC 1", "SELECT * FROM", "SELECT 'open", "SELECT (1", "SELECT id FROM posts, authors", "SELECT nothing(1)", "SELECT @", "",
      "  ; -- nothing", "SELECT 1\0",
    ])
  func syntax(sql: String) async throws {
    #expect(try await failure(sql).code == .syntax)
  }

  @Test(arguments: ["SELECT 1; SELECT 2", "SELECT 1; DROP TABLE posts"]) func severalStatements(sql: String) async throws {
    #expect(try await failure(sql).code == .misuse)
  }

  @Test(arguments: ["SELECT 1;", " ; SELECT 1 ; ", "SELECT 1 -- end", "/* a */ SELECT 1 /* b */; /* c */ -- d"])
  func oneStatementWithBlanksAround(sql: String) async throws {
    #expect(try await memory().rows(sql) == [[.int(1)]])
  }

  @Test func overflow() async throws {
    #expect(try await failure("SELECT sum(n) FROM (SELECT ? AS n UNION ALL SELECT 1)", [.int(.max)]).code == .valueOutOfRange)
  }

  @Test func tooBig() async throws {
    #expect(try await failure("SELECT zeroblob(2000000000)").code == .valueOutOfRange)
  }

  @Test func transactionsInTheWrongOrder() async throws {
    let connection = try await memory()
    for sql in ["COMMIT", "RELEASE nowhere", "ROLLBACK TO nowhere", "ROLLBACK"] {
      let error = try await databaseError { try await connection.execute(sql) }
      #expect(error.code == .misuse)
    }
    try await connection.execute("BEGIN")
    let error = try await databaseError { try await connection.execute("BEGIN") }
    #expect(error.code == .misuse)
    try await connection.execute("ROLLBACK")
  }

  @Test func lockedByTheSameConnection() async throws {
    let connection = try await memory(Self.schema)
    let reading = try await connection.prepare("SELECT * FROM strict")
    #expect(try reading.step() == .row)
    let error = try await databaseError { try await connection.execute("DROP TABLE strict") }
    #expect(error.code == .busy)
    #expect(error.message.contains("this connection"))
    reading.reset()
    try await connection.execute("DROP TABLE strict")
  }

  @Test func valuesStayOut() async throws {
    let error = try await failure("INSERT INTO authors (email) VALUES (?)", [.text("a@example.org")])
    #expect(error.description.contains("INSERT INTO authors (email) VALUES (?)"))
    #expect(!error.description.contains("example.org"))
  }
}
