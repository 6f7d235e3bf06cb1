import ActiveRecordCore
import ActiveRecordSQLite
import Testing

@Suite struct ConnectionTests {
  private static let schema = "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)"

  @Test func statementsRunAgain() async throws {
    let connection = try await memory(Self.schema)
    let insert = try await connection.prepare("INSERT INTO things (name) VALUES (?)")
    for round in 1...3 {
      try insert.bind(.text("round \(round)"), at: 1)
      #expect(try insert.step() == .done)
      #expect(connection.lastInsertedID == Int64(round))
      #expect(connection.changes == 1)
      insert.reset()
    }
    let select = try await connection.prepare("SELECT name FROM things WHERE id = ?")
    for round in 1...3 {
      select.bind(integer: Int64(round), at: 1)
      #expect(try await select.rows() == [[.text("round \(round)")]])
      select.reset()
    }
  }

  @Test func doneStaysDone() async throws {
    let connection = try await memory(Self.schema)
    let insert = try await connection.prepare("INSERT INTO things DEFAULT VALUES")
    #expect(try insert.step() == .done)
    #expect(try insert.step() == .done)
    #expect(try await connection.rows("SELECT count(*) FROM things") == [[.int(1)]])
  }

  @Test func resetClearsBindings() async throws {
    let connection = try await memory()
    let statement = try await connection.prepare("SELECT ?, ?, ?")
    try statement.bind(.text("text"), at: 1)
    try statement.bind(.int(1), at: 2)
    #expect(try await statement.rows() == [[.text("text"), .int(1), .null]])
    statement.reset()
    #expect(try await statement.rows() == [[.null, .null, .null]])
  }

  @Test func columns() async throws {
    let connection = try await memory()
    let statement = try await connection.prepare("SELECT 1 AS one, 2 AS \"two words\", 3")
    #expect(statement.columnCount == 3)
    #expect((0..<3).map { statement.columnName($0) } == ["one", "two words", "3"])
    #expect(statement.columnName(9) == "")
    #expect(statement.value(0) == .null)
    #expect(try statement.step() == .row)
    #expect(statement.value(9) == .null)
    #expect(statement.value(-1) == .null)
    #expect(statement.text(9) == nil)
  }

  @Test func changesAreThoseOfTheLastStatement() async throws {
    let connection = try await memory(Self.schema)
    #expect(connection.changes == 0)
    try await connection.execute("INSERT INTO things (name) VALUES ('a'), ('b'), ('c')")
    #expect(connection.changes == 3)
    try await connection.rows("SELECT * FROM things")
    #expect(connection.changes == 0)
    try await connection.rows("UPDATE things SET name = ? WHERE id < 3 RETURNING id", [.text("x")])
    #expect(connection.changes == 2)
    try await connection.execute("CREATE TABLE others (id)")
    #expect(connection.changes == 0)
    try await connection.rows("DELETE FROM things WHERE id = 99")
    #expect(connection.changes == 0)
  }

  @Test func executeRunsSeveralStatements() async throws {
    let connection = try await memory()
    try await connection.execute(
      """
      -- A comment; with a semicolon.
      CREATE TABLE a (x); ;
      INSERT INTO a VALUES ('one; two'); /* and */ INSERT INTO a VALUES ("x");
      """
      .replacing("\"x\"", with: "'x'"))
    #expect(try await connection.rows("SELECT x FROM a") == [[.text("one; two")], [.text("x")]])
    try await connection.execute("")
    try await connection.execute(" -- nothing")
  }

  @Test func executeStopsAtTheFirstError() async throws {
    let connection = try await memory(Self.schema)
    let error = try await databaseError {
      try await connection.execute("INSERT INTO things DEFAULT VALUES; INSERT INTO nowhere VALUES (1); INSERT INTO things DEFAULT VALUES")
    }
    #expect(error.code == .missingTable)
    #expect(try await connection.rows("SELECT count(*) FROM things") == [[.int(1)]])
  }

  @Test func bindingErrors() async throws {
    let connection = try await memory()
    let statement = try await connection.prepare("SELECT ?")
    for index: Int32 in [0, 2, -1] {
      let error = try await databaseError { try statement.bind(.int(1), at: index) }
      #expect(error.code == .misuse)
    }
    statement.bind(integer: 1, at: 2)
    #expect(try await databaseError { _ = try statement.step() }.code == .misuse)
    statement.reset()
    #expect(try statement.step() == .row)
    let error = try await databaseError { try statement.bind(.int(1), at: 1) }
    #expect(error.code == .misuse)
    #expect(error.message.contains("reset"))
  }

  @Test func closedConnections() async throws {
    let connection = try await memory(Self.schema + "; INSERT INTO things (name) VALUES ('a'), ('b')")
    let running = try await connection.prepare("SELECT name FROM things WHERE ? IS NULL")
    let waiting = try await connection.prepare("SELECT name FROM things WHERE ? IS NULL")
    #expect(try running.step() == .row)
    connection.close()
    #expect(!connection.isUsable)
    #expect(connection.lastInsertedID == 0)
    #expect(connection.changes == 0)
    #expect(running.text(0) == nil)
    #expect(running.value(0) == .null)
    for statement in [running, waiting] {
      #expect(try await databaseError { _ = try statement.step() }.code == .closed)
      statement.reset()
      #expect(try await databaseError { try statement.bind(.null, at: 1) }.code == .closed)
    }
    #expect(try await databaseError { try await connection.execute("SELECT 1") }.code == .closed)
    #expect(try await databaseError { try await connection.execute("ROLLBACK") }.code == .closed)
    #expect(try await databaseError { _ = try await connection.prepare("SELECT 1") }.code == .closed)
    connection.close()
  }

  @Test func closingRollsBack() async throws {
    let database = try TemporaryDatabase()
    let first = try await database.connect()
    try await first.execute(Self.schema + "; BEGIN IMMEDIATE; INSERT INTO things DEFAULT VALUES")
    let reading = try await first.prepare("SELECT * FROM things")
    #expect(try reading.step() == .row)
    first.close()
    let second = try await database.connect { $0.busyTimeout = .zero }
    try await second.execute("INSERT INTO things (name) VALUES ('second')")
    #expect(try await second.rows("SELECT name FROM things") == [[.text("second")]])
    withExtendedLifetime(reading) {}
  }

  @Test func rollingBackEndsReading() async throws {
    let connection = try await memory(Self.schema + "; INSERT INTO things (name) VALUES ('a'), ('b')")
    try await connection.execute("BEGIN; CREATE TABLE others (id)")
    let reading = try await connection.prepare("SELECT * FROM things")
    #expect(try reading.step() == .row)
    try await connection.execute("ROLLBACK")
    #expect(try await databaseError { _ = try reading.step() }.code == .misuse)
    reading.reset()
    #expect(try await reading.rows().count == 2)
  }

  @Test func longScripts() async throws {
    let connection = try await memory(Self.schema)
    try await connection.execute(String(repeating: "INSERT INTO things DEFAULT VALUES;\n", count: 20_000))
    #expect(try await connection.rows("SELECT count(*) FROM things") == [[.int(20_000)]])
  }

  @Test func statementsKeepTheirConnection() async throws {
    func orphan() async throws -> any DriverStatement {
      try await memory(Self.schema + "; INSERT INTO things (name) VALUES ('a')").prepare("SELECT name FROM things")
    }
    #expect(try await orphan().rows() == [[.text("a")]])
  }

  @Test func statementsOutliveAChangeOfTheSchema() async throws {
    let connection = try await memory(Self.schema + "; INSERT INTO things (name) VALUES ('a')")
    let statement = try await connection.prepare("SELECT * FROM things")
    #expect(try await statement.rows() == [[.int(1), .text("a")]])
    statement.reset()
    try await connection.execute("ALTER TABLE things ADD COLUMN extra TEXT DEFAULT 'x'")
    #expect(try await statement.rows() == [[.int(1), .text("a"), .text("x")]])
  }

  @Test func memoryIsNotShared() async throws {
    try await memory(Self.schema).close()
    let error = try await databaseError { try await memory().rows("SELECT * FROM things") }
    #expect(error.code == .missingTable)
    #expect(SQLiteDriver(.inMemory).capacity == .single)
    #expect(SQLiteDriver(SQLiteOptions(path: ":memory:")).capacity == .single)
    #expect(SQLiteDriver(SQLiteOptions(path: "x.db")).capacity == .oneWriter)
  }
}
