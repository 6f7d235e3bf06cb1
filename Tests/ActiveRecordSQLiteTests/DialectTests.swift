import ActiveRecordCore
import ActiveRecordSQLite
import Testing

@Suite struct DialectTests {
  @Test func facts() {
    let dialect = SQLiteDriver(.inMemory).dialect
    #expect(dialect.name == "SQLite")
    #expect(!dialect.hasLocks)
    #expect(dialect.hasReturning)
    #expect(dialect.hasTransactionalSchema)
    #expect(dialect.unlimited == "-1")
    #expect(dialect.beginWrite == "BEGIN IMMEDIATE")
    #expect(dialect.beginRead == "BEGIN")
    #expect(dialect.identifierLimit == nil)
    #expect(dialect.maximumBindings == 32_766)
  }

  @Test func limitWithoutLimit() async throws {
    let connection = try await memory()
    let unlimited = try #require(Dialect.sqlite.unlimited)
    #expect(try await connection.rows("SELECT * FROM (VALUES (1), (2), (3)) LIMIT \(unlimited) OFFSET 1").count == 2)
  }

  @Test func asManyBindingsAsPromised() async throws {
    let connection = try await memory()
    let count = Dialect.sqlite.maximumBindings
    let sql = "SELECT 1 WHERE ? IN (" + Array(repeating: "?", count: count - 1).joined(separator: ",") + ")"
    let values = (1...count).map { DatabaseValue.int($0 == 1 ? Int64(count) : Int64($0)) }
    #expect(try await connection.rows(sql, values) == [[.int(1)]])
  }

  @Test(
    arguments: [
      "plain", "select", "two words", "with\"quote", "\"", "\"\"", "'; DROP TABLE victim; --", "[brackets]", "`ticks`", "dot.ted",
      "naïve 日本語", "?", ":name", "100%", "new\nline", "-- comment", "\\",
    ])
  func hostileNames(name: String) async throws {
    let dialect = Dialect.sqlite
    let table = dialect.quote(name)
    let connection = try await memory("CREATE TABLE victim (id)")
    try await connection.execute("CREATE TABLE \(table) (\(dialect.quote(name)) TEXT)")
    try await connection.rows("INSERT INTO \(table) (\(dialect.quote(name))) VALUES (?)", [.text("value")])
    let statement = try await connection.prepare("SELECT \(dialect.quote(name)) FROM \(table)")
    #expect(statement.columnName(0) == name)
    #expect(try await statement.rows() == [[.text("value")]])
    #expect(try await connection.rows("SELECT name FROM sqlite_schema ORDER BY rowid") == [[.text("victim")], [.text(name)]])
  }

  @Test func namesWithZeroBytes() async throws {
    let connection = try await memory("CREATE TABLE victim (id)")
    let error = try await databaseError { try await connection.execute("CREATE TABLE \(Dialect.sqlite.quote("a\0b")) (id)") }
    #expect(error.code == .syntax)
  }

  @Test func renderedStatementsRun() async throws {
    let connection = try await memory("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)")
    let insert = InsertStatement(into: "things", columns: ["name"], rows: [[.text("a")], [.text("b")]], returning: ["id"]).rendered(.sqlite)
    #expect(try await connection.rows(insert.text, insert.bindings) == [[.int(1)], [.int(2)]])
    let empty = InsertStatement(into: "things", columns: [], rows: [[]]).rendered(.sqlite)
    try await connection.rows(empty.text, empty.bindings)
    var select = SelectStatement(from: .table("things", alias: nil))
    select.offset = 1
    let rendered = select.rendered(.sqlite)
    #expect(try await connection.rows(rendered.text, rendered.bindings) == [[.int(2), .text("b")], [.int(3), .null]])
  }
}
