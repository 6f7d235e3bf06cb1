import ActiveRecordCore
import ActiveRecordSQLite
import Foundation
import Testing

@Suite struct OpeningTests {
  private let database: TemporaryDatabase

  init() throws { database = try TemporaryDatabase() }

  private func pragma(_ name: String, _ connection: any DriverConnection) async throws -> DatabaseValue? {
    try await connection.rows("PRAGMA \(name)").first?.first
  }

  @Test func usualSettings() async throws {
    let connection = try await database.connect()
    #expect(try await pragma("journal_mode", connection) == .text("wal"))
    #expect(try await pragma("foreign_keys", connection) == .int(1))
    #expect(try await pragma("synchronous", connection) == .int(1))
    #expect(try await pragma("busy_timeout", connection) == .int(0))
    let reader = try await database.connect(.reading)
    #expect(try await pragma("foreign_keys", reader) == .int(1))
    let memory = try await memory()
    #expect(try await pragma("foreign_keys", memory) == .int(1))
  }

  @Test func otherSettings() async throws {
    let connection = try await database.connect {
      $0.journalMode = .truncate
      $0.synchronous = .extra
      $0.checksForeignKeys = false
      $0.cacheKibibytes = 512
      $0.pragmas = ["recursive_triggers = ON", "user_version = 7"]
    }
    #expect(try await pragma("journal_mode", connection) == .text("truncate"))
    #expect(try await pragma("foreign_keys", connection) == .int(0))
    #expect(try await pragma("synchronous", connection) == .int(3))
    #expect(try await pragma("cache_size", connection) == .int(-512))
    #expect(try await pragma("recursive_triggers", connection) == .int(1))
    #expect(try await pragma("user_version", connection) == .int(7))
  }

  @Test func readersCannotWrite() async throws {
    let writer = try await database.connect()
    try await writer.execute("CREATE TABLE things (id)")
    let reader = try await database.connect(.reading)
    let error = try await databaseError { try await reader.execute("INSERT INTO things VALUES (1)") }
    #expect(error.code == .readOnly)
    #expect(try await reader.rows("SELECT count(*) FROM things") == [[.int(0)]])
  }

  @Test func readOnlyDatabases() async throws {
    try await database.connect().execute("CREATE TABLE things (id)")
    for purpose in [ConnectionPurpose.reading, .writing] {
      let connection = try await database.connect(purpose) { $0.isReadOnly = true }
      #expect(try await connection.rows("SELECT count(*) FROM things") == [[.int(0)]])
      #expect(try await databaseError { try await connection.execute("DROP TABLE things") }.code == .readOnly)
    }
  }

  @Test func theFirstReaderMakesTheFile() async throws {
    let reader = try await database.connect(.reading)
    #expect(try await reader.rows("SELECT count(*) FROM sqlite_schema") == [[.int(0)]])
    #expect(try await databaseError { try await reader.execute("CREATE TABLE things (id)") }.code == .readOnly)
    let writer = try await database.connect()
    try await writer.execute("CREATE TABLE things (id)")
    #expect(try await reader.rows("SELECT count(*) FROM things") == [[.int(0)]])
    #expect(try await pragma("journal_mode", reader) == .text("wal"))
  }

  @Test func manyAtOnce() async throws {
    let path = database.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<16 {
        group.addTask {
          var options = SQLiteOptions(path: path)
          options.busyTimeout = .seconds(300)
          let connection = try await SQLiteDriver(options).connect(for: index % 2 == 0 ? .reading : .writing)
          if index % 2 == 1 { try await connection.execute("CREATE TABLE things\(index) (id)") }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await database.connect(.reading).rows("SELECT count(*) FROM sqlite_schema") == [[.int(8)]])
  }

  @Test func missingFiles() async throws {
    for purpose in [ConnectionPurpose.reading, .writing] {
      for change in [{ $0.isReadOnly = true }, { $0.createsFile = false }] as [@Sendable (inout SQLiteOptions) -> Void] {
        let error = try await databaseError { _ = try await self.database.connect(purpose, change) }
        #expect(error.code == .cannotOpen)
        #expect(error.message.contains(database.path))
        #expect(error.message.contains("no such file"))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: database.path))
  }

  @Test(arguments: [ConnectionPurpose.reading, .writing]) func impossiblePaths(purpose: ConnectionPurpose) async throws {
    let directory = database.directory
    try Data("text".utf8).write(to: URL(fileURLWithPath: directory + "/file"))
    for (path, reason) in [
      (directory, "it is a directory"), (directory + "/none/test.db", "no such"), (directory + "/file/test.db", "not a directory"),
      ("", "empty"), (directory + "/a\0b", "zero byte"),
    ] {
      let error = try await databaseError { _ = try await SQLiteDriver(SQLiteOptions(path: path)).connect(for: purpose) }
      #expect(error.code == .cannotOpen)
      #expect(error.message.contains(reason), "\(path): \(error)")
    }
  }

  @Test(arguments: [ConnectionPurpose.reading, .writing]) func filesThatAreNoDatabase(purpose: ConnectionPurpose) async throws {
    let text = String(repeating: "This is a text and no database. ", count: 100)
    try Data(text.utf8).write(to: URL(fileURLWithPath: database.path))
    let error = try await databaseError { _ = try await self.database.connect(purpose) }
    #expect(error.code == .cannotOpen)
    #expect(error.message.contains("not a SQLite database"))
    #expect(try String(contentsOfFile: database.path, encoding: .utf8) == text)
  }

  @Test func damagedFiles() async throws {
    let connection = try await database.connect { $0.journalMode = .delete }
    try await connection.execute("CREATE TABLE things (name TEXT)")
    for _ in 0..<3 { try await connection.rows("INSERT INTO things VALUES (?)", [.text(String(repeating: "x", count: 5000))]) }
    connection.close()
    let handle = try #require(FileHandle(forUpdatingAtPath: database.path))
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0xAB, count: 8192))
    try handle.close()
    let damaged = try await database.connect(.reading)
    let error = try await databaseError { try await damaged.rows("SELECT * FROM things") }
    #expect(error.code == .other)
    #expect(error.message.contains("damaged"))
  }

  @Test func filesThatCannotBeWritten() async throws {
    try await database.connect { $0.journalMode = .delete }.execute("CREATE TABLE things (id)")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: database.path)
    // The superuser may write everywhere.
    guard !FileManager.default.isWritableFile(atPath: database.path) else { return }
    #expect(try await databaseError { _ = try await self.database.connect() }.code == .readOnly)
    #expect(try await database.connect(.reading).rows("SELECT count(*) FROM things") == [[.int(0)]])
  }

  @Test func pragmasThatAreWrong() async throws {
    let error = try await databaseError { _ = try await self.database.connect { $0.pragmas = ["= 3"] } }
    #expect(error.code == .syntax)
  }
}
