import ActiveRecordCore
import ActiveRecordSQLite
import CSQLite
import Foundation
import Testing

/// Closing a database leaves its file alone there, and nothing that is still held crashes.
@Suite struct ClosingTests {
  private static let schema = "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)"

  private func files(_ database: TemporaryDatabase) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: database.directory).sorted()
  }

  @Test func theLogGoesWithTheDatabase() async throws {
    let file = try TemporaryDatabase()
    let database = try await Database.connect(.sqlite(file.path))
    try await database.execute(SQL(raw: Self.schema))
    for name in ["a", "b", "c"] { try await database.execute("INSERT INTO things (name) VALUES (\(name))") }
    #expect(try await database.query("SELECT name FROM things").count == 3)
    #expect(try files(file) == ["test.db", "test.db-shm", "test.db-wal"])
    await database.close()
    #expect(try files(file) == ["test.db"])
    let again = try await Database.connect(.sqlite(file.path))
    #expect(try await again.query("SELECT name FROM things ORDER BY id").map { $0["name"] } == [.text("a"), .text("b"), .text("c")])
    await again.close()
    #expect(try files(file) == ["test.db"])
  }

  @Test func theLogGoesThoughStatementsAreHeld() async throws {
    let file = try TemporaryDatabase()
    let connection = try await file.connect()
    try await connection.execute(Self.schema + "; INSERT INTO things (name) VALUES ('a'), ('b')")
    let running = try await connection.prepare("SELECT name FROM things")
    let waiting = try await connection.prepare("INSERT INTO things (name) VALUES (?)")
    try waiting.bind(.text("bound"), at: 1)
    #expect(try running.step() == .row)
    connection.close()
    #expect(try files(file) == ["test.db"])
    for statement in [running, waiting] {
      let error = try await databaseError { _ = try statement.step() }
      #expect(error.code == .closed && error.sql?.hasSuffix("things") != error.sql?.hasPrefix("INSERT"))
      #expect(try await databaseError { try statement.bind(.text("late"), at: 1) }.code == .closed)
      statement.bind(integer: 1, at: 1)
      #expect(statement.columnCount == 0 && statement.columnName(0) == "" && statement.isNull(0))
      #expect(statement.int64(0) == 0 && statement.double(0) == 0 && statement.text(0) == nil && statement.bytes(0) == nil)
      #expect(statement.value(0) == .null && statement.date(0) == nil)
      statement.reset()
      #expect(try await databaseError { _ = try statement.step() }.code == .closed)
    }
    connection.close()
  }

  @Test func statementsGoInAnyOrder() async throws {
    let file = try TemporaryDatabase()
    let connection = try await file.connect()
    try await connection.execute(Self.schema)
    var statements: [any DriverStatement] = []
    for number in 0..<6 { statements.append(try await connection.prepare("SELECT \(number)")) }
    for position in [4, 0, 2] { statements.remove(at: position) }
    for number in 6..<9 { statements.append(try await connection.prepare("SELECT \(number)")) }
    var values: [DatabaseValue] = []
    for statement in statements { values += try await statement.rows().flatMap { $0 } }
    #expect(values == [1, 2, 5, 6, 7, 8].map { .int($0) })
    connection.close()
    statements = []
    #expect(try files(file) == ["test.db"])
  }
}
