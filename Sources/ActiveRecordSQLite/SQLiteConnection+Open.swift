import ActiveRecordCore
import CSQLite

extension SQLiteConnection {
  /// Statistics about memory cost a global mutex; they can be turned off only before SQLite is used for the first time.
  private static let prepareLibrary: Void = { _ = active_record_sqlite_disable_memory_statistics() }()
  /// `RETURNING` came with 3.35.
  private static let oldestVersion: Int32 = 3_035_000
  /// How many instructions SQLite runs between two looks at whether the task was cancelled, or its time is over.
  private static let instructionsBetweenLooks: Int32 = 10_000

  static func open(_ options: SQLiteOptions, _ purpose: ConnectionPurpose) throws -> OpaquePointer {
    _ = prepareLibrary
    guard sqlite3_libversion_number() >= oldestVersion else {
      throw DatabaseError(.cannotOpen, "SQLite 3.35 or later is needed; this is \(String(cString: sqlite3_libversion()))")
    }
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(try path(options), &handle, flags(options, purpose), nil)
    guard let handle else { throw DatabaseError(.cannotOpen, "there is not enough memory to open \(options.location)") }
    guard code == SQLITE_OK else {
      defer { sqlite3_close_v2(handle) }
      throw openingError(sqlite3_extended_errcode(handle), handle, options)
    }
    sqlite3_extended_result_codes(handle, 1)
    _ = active_record_sqlite_refuse_text_in_double_quotes(handle)
    // SQLite calls this inside `sqlite3_step`, which runs in the task that asked.
    sqlite3_progress_handler(handle, instructionsBetweenLooks, { _ in StatementLimit.stops ? 1 : 0 }, nil)
    return handle
  }

  /// Looks whether the file is a database, and sets the pragmas.
  nonisolated(nonsending) func configure(for purpose: ConnectionPurpose) async throws {
    do { try await execute("PRAGMA schema_version") } catch let error as DatabaseError {
      defer { close() }
      throw handle.map { Self.explain(error, $0, options) } ?? error
    }
    let writes = purpose == .writing && !options.isReadOnly
    if writes, let handle, sqlite3_db_readonly(handle, "main") == 1 {
      close()
      throw DatabaseError(.readOnly, "\(options.location) cannot be written to; open it as read only, or change its permissions")
    }
    try await execute(pragmas(writes: writes).map { "PRAGMA \($0);" }.joined())
  }

  private func pragmas(writes: Bool) -> [String] {
    var pragmas = ["foreign_keys = \(options.checksForeignKeys ? "ON" : "OFF")", "synchronous = \(options.synchronous.rawValue)"]
    if let cache = options.cacheKibibytes { pragmas.append("cache_size = -\(cache)") }
    if writes, options.storage != .memory { pragmas.append("journal_mode = \(options.journalMode.rawValue)") }
    return pragmas + options.pragmas
  }

  private static func path(_ options: SQLiteOptions) throws -> String {
    guard case .file(let path) = options.storage else { return ":memory:" }
    if path.isEmpty { throw DatabaseError(.cannotOpen, "the path of the database is empty") }
    if path.utf8.contains(0) { throw DatabaseError(.cannotOpen, "the path of the database holds a zero byte") }
    return path
  }

  private static func flags(_ options: SQLiteOptions, _ purpose: ConnectionPurpose) -> Int32 {
    if options.storage == .memory {
      return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
    }
    if options.isReadOnly || purpose == .reading { return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY }
    return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (options.createsFile ? SQLITE_OPEN_CREATE : 0)
  }
}
