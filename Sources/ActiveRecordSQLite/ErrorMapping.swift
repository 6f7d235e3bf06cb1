import ActiveRecordCore
import CSQLite

/// Turns SQLite's result codes and messages into errors with table, columns and constraint.
enum ErrorMapping {
  // Of these, C computes the numbers in a way that Swift does not import.
  static let busySnapshot = SQLITE_BUSY | 2 << 8
  static let constraintCheck = SQLITE_CONSTRAINT | 1 << 8
  static let constraintForeignKey = SQLITE_CONSTRAINT | 3 << 8
  static let constraintNotNull = SQLITE_CONSTRAINT | 5 << 8
  static let constraintPrimaryKey = SQLITE_CONSTRAINT | 6 << 8
  static let constraintTrigger = SQLITE_CONSTRAINT | 7 << 8
  static let constraintUnique = SQLITE_CONSTRAINT | 8 << 8
  static let constraintRowID = SQLITE_CONSTRAINT | 10 << 8
  static let constraintType = SQLITE_CONSTRAINT | 12 << 8

  /// Whether another connection holds a lock that it will give back.
  static func isWaitable(_ code: Int32) -> Bool {
    code & 0xFF == SQLITE_BUSY && code != busySnapshot
  }

  /// The error behind an extended result code.
  static func error(_ code: Int32, _ message: String, sql: String?, location: String) -> DatabaseError {
    switch code & 0xFF {
    case SQLITE_CONSTRAINT: constraint(code, message, sql)
    case SQLITE_ERROR: MessageMapping.error(message, sql)
    case SQLITE_BUSY where code == busySnapshot:
      DatabaseError(
        .serializationFailure, "another connection wrote since this transaction first read; run the transaction again", sql: sql)
    case SQLITE_BUSY, SQLITE_PROTOCOL:
      DatabaseError(.busy, "another connection holds the lock on \(location)", sql: sql)
    case SQLITE_LOCKED:
      DatabaseError(.busy, "\(message): another statement of this connection still reads from the table", sql: sql)
    case SQLITE_INTERRUPT:
      DatabaseError(.cancelled, "the task was cancelled while the statement ran", sql: sql)
    case SQLITE_ABORT:
      DatabaseError(.misuse, "the transaction was rolled back while the statement was still being read", sql: sql)
    case SQLITE_READONLY:
      DatabaseError(.readOnly, "\(location) cannot be written to on this connection: \(message)", sql: sql)
    case SQLITE_CANTOPEN, SQLITE_PERM:
      DatabaseError(.cannotOpen, "\(location): \(message)", sql: sql)
    case SQLITE_NOTADB:
      DatabaseError(.cannotOpen, "\(location) is not a SQLite database, or it is encrypted", sql: sql)
    case SQLITE_CORRUPT:
      DatabaseError(.other, "\(location) is damaged: \(message)", sql: sql)
    case SQLITE_FULL:
      DatabaseError(.other, "there is no room left for \(location): \(message)", sql: sql)
    case SQLITE_IOERR:
      DatabaseError(.other, "\(location) could not be read or written: \(message) (SQLite's code \(code))", sql: sql)
    case SQLITE_TOOBIG, SQLITE_MISMATCH: DatabaseError(.valueOutOfRange, message, sql: sql)
    case SQLITE_MISUSE, SQLITE_RANGE: DatabaseError(.misuse, message, sql: sql)
    default: DatabaseError(.other, "\(message) (SQLite's code \(code))", sql: sql)
    }
  }

  private static func constraint(_ code: Int32, _ message: String, _ sql: String?) -> DatabaseError {
    switch code {
    case constraintUnique, constraintPrimaryKey, constraintRowID: columns(.uniqueViolation, message, sql)
    case constraintNotNull: columns(.notNullViolation, message, sql)
    case constraintForeignKey: DatabaseError(.foreignKeyViolation, message, sql: sql)
    case constraintCheck:
      DatabaseError(.checkViolation, message, sql: sql, constraint: MessageMapping.text(after: "failed: ", in: message))
    case constraintTrigger: DatabaseError(.checkViolation, message, sql: sql)
    case constraintType: columns(.valueOutOfRange, message, sql, after: " column ")
    default: DatabaseError(.other, message, sql: sql)
    }
  }

  /// `UNIQUE constraint failed: authors.email, authors.name` or, for an index on expressions, `…: index 'by_name'`.
  private static func columns(
    _ code: DatabaseError.Code, _ message: String, _ sql: String?, after marker: String = "failed: "
  ) -> DatabaseError {
    var error = DatabaseError(code, message, sql: sql)
    guard let list = MessageMapping.text(after: marker, in: message) else { return error }
    if list.hasPrefix("index '"), list.hasSuffix("'") {
      error.constraint = String(list.dropFirst(7).dropLast())
      return error
    }
    guard let dot = list.firstIndex(of: ".") else { return error }
    let table = String(list[..<dot])
    // Each column repeats the table, so a comma inside a name is told from one between two names.
    error.table = table
    error.columns = MessageMapping.parts(of: list.dropFirst(table.count + 1), separatedBy: ", \(table).")
    return error
  }
}
