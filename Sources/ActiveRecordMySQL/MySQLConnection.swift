#if MySQL
  public import ActiveRecordCore
  import CMySQL

  /// One connection to a MySQL or MariaDB server; it is in one task's hands at a time.
  ///
  /// The client library's calls stop where they would have to wait for the server. Then the task is suspended, and goes on with the
  /// call when the socket is ready.
  public final class MySQLConnection: DriverConnection {
    let options: MySQLOptions
    /// The library's connection; `nil` after it was closed.
    @exclusivity(unchecked) private(set) var handle: UnsafeMutablePointer<MYSQL>?
    /// Whether the server is MariaDB.
    let isMariaDB: Bool
    /// The number by which the server knows the connection.
    let number: UInt
    /// Whether the server rolled the transaction back by itself, and nobody here did so yet.
    @exclusivity(unchecked) private var lostTransaction = false
    /// Whether the server may have done so: a lock was not to be had in time, and an option of the server says what that means.
    @exclusivity(unchecked) private var doubtsTransaction = false
    /// Whether a call was left in the middle: the connection cannot be used any more.
    @exclusivity(unchecked) private var isBroken = false
    /// The statement whose rows are being read.
    @exclusivity(unchecked) var reading: ObjectIdentifier?
    /// The statement of which the rest of the rows is read and thrown away before the next call.
    @exclusivity(unchecked) var leftover: MySQLStatement?
    /// Whether the server was told to stop a statement: should that come too late, it must not meet the next one.
    @exclusivity(unchecked) var wasCancelled = false
    /// Statements to close before the next call; the server sends no answer to that.
    @exclusivity(unchecked) private var discarded: [UnsafeMutablePointer<MYSQL_STMT>] = []

    /// The key that the server gave to the row inserted last.
    @exclusivity(unchecked) public internal(set) var lastInsertedID: Int64 = 0
    /// How many rows the last statement inserted, deleted, or found to update; rows that an `INSERT` found to be there already, and left
    /// as they are, do not count.
    @exclusivity(unchecked) public internal(set) var changes = 0

    init(_ handle: UnsafeMutablePointer<MYSQL>, _ options: MySQLOptions) {
      self.handle = handle
      self.options = options
      isMariaDB = mariadb_connection(handle) != 0
      number = UInt(mysql_thread_id(handle))
    }

    deinit { close() }

    /// Whether the connection can still be used.
    public var isUsable: Bool { handle != nil && !isBroken && !lostTransaction }

    /// Whether the server still holds the other end of a connection that waits for nothing.
    public var isAlive: Bool {
      guard let handle, !isBroken else { return false }
      return leftover != nil || active_record_socket_is_open(mysql_get_socket(handle)) != 0
    }

    /// Prepares a statement, which may be kept and run again.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` where the SQL is not understood, or is more than one statement.
    public nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement {
      _ = try await ready(sql)
      switch try await prepareHandle(sql) {
      case .prepared(let statement): return MySQLStatement(statement, self, sql)
      // It binds nothing, and is run as it stands.
      case .notForPrepared: return MySQLScript(sql, self)
      }
    }

    /// Runs statements that bind nothing; several are separated by semicolons.
    ///
    /// Where the server rolled the transaction back by itself, `ROLLBACK` makes the connection usable again.
    public nonisolated(nonsending) func execute(_ sql: String) async throws {
      let word = Self.firstWord(sql)
      if doubtsTransaction { try await askForTransaction() }
      if lostTransaction, word == "ROLLBACK" {
        if sql.utf8.count > 12 { return }
        lostTransaction = false
      }
      try await run(sql, cancels: !["ROLLBACK", "COMMIT", "RELEASE", "BEGIN", "START", "SAVEPOINT"].contains(word))
    }

    /// Closes the connection; the server rolls an open transaction back.
    public func close() {
      guard let handle else { return }
      self.handle = nil
      leftover = nil
      mysql_close(handle)
      for statement in discarded { mysql_stmt_close(statement) }
      discarded = []
    }
  }

  extension MySQLConnection {
    /// The library's connection, with nothing left to be read on it.
    nonisolated(nonsending) func ready(_ sql: String?) async throws -> UnsafeMutablePointer<MYSQL> {
      if isUnsettled { try await settle() }
      return try start(sql)
    }

    /// Whether something is left of the last call, which ``settle()`` brings to its end.
    var isUnsettled: Bool { leftover != nil || wasCancelled || doubtsTransaction }

    /// Asks whether the server rolled the transaction back, where that is in doubt.
    nonisolated(nonsending) func askForTransaction() async throws {
      guard doubtsTransaction else { return }
      doubtsTransaction = false
      lostTransaction = try await textRows("SELECT @@innodb_rollback_on_timeout").first?.first == "1"
    }

    /// The library's connection, where nothing is left to be read on it.
    func start(_ sql: String?) throws -> UnsafeMutablePointer<MYSQL> {
      guard let handle, isUsable else { throw refusal(sql) }
      guard reading == nil else {
        throw DatabaseError(
          .misuse, "the rows of another statement are still being read on this connection; read them to the end first", sql: sql)
      }
      if !discarded.isEmpty {
        for statement in discarded { mysql_stmt_close(statement) }
        discarded = []
      }
      return handle
    }

    /// Closes a statement as soon as nothing else is under way.
    func discard(_ statement: UnsafeMutablePointer<MYSQL_STMT>) {
      if handle == nil { mysql_stmt_close(statement) } else { discarded.append(statement) }
    }

    /// A call could not be brought to its end.
    func breakOff() {
      isBroken = true
    }

    /// Why statements cannot run.
    func refusal(_ sql: String?) -> DatabaseError {
      if handle == nil { return DatabaseError(.closed, "the connection to \(options.location) was closed", sql: sql) }
      if isBroken { return DatabaseError(.connectionLost, "the connection to \(options.location) is gone", sql: sql) }
      return DatabaseError(
        .misuse, "the server rolled the transaction back after an earlier error; nothing can be run in it until it is rolled back here too",
        sql: sql)
    }

    /// Takes note of what an error means for the connection.
    func noted(_ error: DatabaseError, _ number: UInt32) -> DatabaseError {
      if error.code == .connectionLost { isBroken = true }
      if number == ErrorMapping.deadlock || number == ErrorMapping.lockTimeout, let handle,
        handle.pointee.server_status & UInt32(SERVER_STATUS_IN_TRANS) != 0
      {
        if number == ErrorMapping.deadlock { lostTransaction = true } else { doubtsTransaction = true }
      }
      return error
    }

    /// The error that the library reports for the connection.
    func failure(_ handle: UnsafeMutablePointer<MYSQL>, _ sql: String?) -> DatabaseError {
      let number = mysql_errno(handle)
      return noted(
        ErrorMapping.error(number, String(cString: mysql_error(handle)), sql: sql, location: options.location), number)
    }

    private static func firstWord(_ sql: String) -> String {
      String(sql.drop { $0.isWhitespace }.prefix { $0.isLetter }).uppercased()
    }
  }
#endif
