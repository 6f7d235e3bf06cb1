import CSQLite

/// SQL without this library: what its answers are compared with.
enum PlainSQL {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The rows of a query, every value as text, NULL as nothing.
  static func rows(_ sql: String, in path: String) throws -> [[String]] {
    try open(path) { handle in
      var statement: OpaquePointer?
      guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure(handle) }
      defer { sqlite3_finalize(statement) }
      var rows: [[String]] = []
      while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW:
          rows.append(
            (0..<sqlite3_column_count(statement)).map { column in
              sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
            })
        case SQLITE_DONE: return rows
        default: throw failure(handle)
        }
      }
    }
  }

  /// Runs statements that change something; foreign keys are not checked.
  static func execute(_ sql: String, in path: String) throws {
    try open(path) { handle in
      guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(handle) }
    }
  }

  private static func open<R>(_ path: String, _ body: (OpaquePointer?) throws -> R) throws -> R {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK else { throw failure(handle) }
    return try body(handle)
  }

  private static func failure(_ handle: OpaquePointer?) -> Failure { Failure(description: String(cString: sqlite3_errmsg(handle))) }
}
