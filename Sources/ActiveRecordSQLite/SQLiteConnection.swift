public import ActiveRecordCore
import CSQLite

/// One connection to a SQLite database; it is in one task's hands at a time.
///
/// SQLite's own mutexes are off. Statements run in the task that calls; waiting for a lock suspends the task.
public final class SQLiteConnection: DriverConnection {
  let options: SQLiteOptions
  /// SQLite's connection; `nil` after it was closed.
  @exclusivity(unchecked) private(set) var handle: OpaquePointer?
  /// Whether statements may run: the connection is open, and its transaction is what the caller thinks it is.
  @exclusivity(unchecked) private(set) var isReady = true
  /// Whether the last statement could change nothing; SQLite's count is that of the last one that could.
  @exclusivity(unchecked) var lastOnlyRead = true
  /// Whether a transaction was begun here and not ended.
  private var isInTransaction = false
  /// The statements that are alive, to be finalized before the connection closes. Unretained: each takes itself out when it goes.
  @exclusivity(unchecked) private var statements: ContiguousArray<Unmanaged<SQLiteStatement>> = []

  init(opening options: SQLiteOptions, for purpose: ConnectionPurpose) throws {
    self.options = options
    handle = try Self.open(options, purpose)
  }

  deinit { close() }

  /// Whether the connection can still be used.
  public var isUsable: Bool { isReady }

  /// The key of the row inserted last.
  public var lastInsertedID: Int64 {
    guard let handle else { return 0 }
    return sqlite3_last_insert_rowid(handle)
  }

  /// How many rows the last statement inserted, updated or deleted itself; those that triggers and cascades changed do not count.
  public var changes: Int {
    guard let handle, !lastOnlyRead else { return 0 }
    return Int(sqlite3_changes(handle))
  }

  /// Prepares a statement, which may be kept and run again.
  ///
  /// - Throws: ``ActiveRecordCore/DatabaseError`` where the SQL is not understood, or is more than one statement.
  public nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement {
    guard isReady else { throw refusal(sql: sql) }
    var text = StatementText(sql)
    guard let statement = try await next(in: &text, keeps: true) else {
      throw DatabaseError(.syntax, "there is no statement in the text", sql: sql)
    }
    if !text.isAtEnd, try await next(in: &text, keeps: false) != nil {
      throw DatabaseError(.misuse, "the text holds more than one statement, of which only the first would run", sql: sql)
    }
    return statement
  }

  /// Runs statements that bind nothing and return nothing; several are separated by semicolons.
  ///
  /// A statement that meets a lock waits for it. Where SQLite rolled the transaction back by itself, `ROLLBACK` just says so.
  public nonisolated(nonsending) func execute(_ sql: String) async throws {
    if !isReady, handle != nil, rollsBackWhatIsGone(sql) { return }
    guard isReady, let handle else { throw refusal(sql: sql) }
    let before = sqlite3_total_changes(handle)
    var text = StatementText(sql)
    while let statement = try await next(in: &text, keeps: false) {
      defer { noteTransaction() }
      try await statement.run()
    }
    lastOnlyRead = sqlite3_total_changes(handle) == before
  }

  /// Closes the connection: statements end, and an open transaction is rolled back.
  ///
  /// Statements that are still held throw ``ActiveRecordCore/DatabaseError`` with the code `closed` from now on. SQLite closes a
  /// connection only when its last statement is gone; the last connection to a file takes the files of its log away.
  public func close() {
    guard let handle else { return }
    for statement in statements { statement.takeUnretainedValue().finalize() }
    statements = []
    if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    self.handle = nil
    isReady = false
    sqlite3_close_v2(handle)
  }

  /// The next statement in a text, or `nil` at its end.
  private nonisolated(nonsending) func next(in text: inout StatementText, keeps: Bool) async throws -> SQLiteStatement? {
    let busy = BusyWait()
    while !text.isAtEnd {
      guard isReady, let handle else { throw refusal(sql: text.sql) }
      let compiled = try text.compileNext(handle, keeps: keeps)
      if let statement = compiled.statement { return SQLiteStatement(statement, self) }
      if compiled.code == SQLITE_OK { continue }
      guard ErrorMapping.isWaitable(compiled.code) else { throw failure(compiled.code, sql: text.sql) }
      try await Task.sleep(for: busy.delay(options, sql: text.sql))
    }
    return nil
  }

  /// Notes a statement that was prepared.
  func add(_ statement: SQLiteStatement) {
    statement.position = statements.count
    statements.append(.passUnretained(statement))
  }

  /// Forgets a statement that goes; the last one takes its place.
  func remove(_ statement: SQLiteStatement) {
    guard statement.handle != nil, let last = statements.popLast() else { return }
    if statement.position < statements.count {
      statements[statement.position] = last
      last.takeUnretainedValue().position = statement.position
    }
  }

  private func noteTransaction() {
    guard let handle else { return }
    isInTransaction = isReady && sqlite3_get_autocommit(handle) == 0
  }
}

extension SQLiteConnection {
  /// The error behind a result code, with SQLite's message about it.
  func failure(_ code: Int32, sql: String?) -> DatabaseError {
    guard let handle else { return refusal(sql: sql) }
    let message = String(cString: sqlite3_errmsg(handle))
    if isInTransaction, sqlite3_get_autocommit(handle) != 0 { loseTransaction() }
    return ErrorMapping.error(code, message, sql: sql, location: options.location)
  }

  /// After some errors SQLite rolls the whole transaction back. What came next would be committed by itself, so it is refused.
  private func loseTransaction() {
    isInTransaction = false
    isReady = false
  }

  /// Why statements cannot run.
  func refusal(sql: String?) -> DatabaseError {
    if handle == nil { return DatabaseError(.closed, "the connection to \(options.location) was closed", sql: sql) }
    let message = "SQLite rolled the transaction back after an earlier error; nothing can be run in it until it is rolled back here too"
    return DatabaseError(.misuse, message, sql: sql)
  }

  /// Whether `sql` asks for what SQLite did already. The end of the transaction makes the connection ready again; the end of a
  /// savepoint does not, because the transaction around it is gone as well.
  private func rollsBackWhatIsGone(_ sql: String) -> Bool {
    let words = sql.uppercased().split { " \n\t;".contains($0) }
    guard words.first == "ROLLBACK" else { return false }
    if words.count == 1 || words == ["ROLLBACK", "TRANSACTION"] { isReady = true }
    return true
  }
}
