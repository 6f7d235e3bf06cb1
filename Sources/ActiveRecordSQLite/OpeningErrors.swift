import ActiveRecordCore
import CSQLite

extension SQLiteConnection {
  /// Why the file could not be opened, in words.
  static func openingError(_ code: Int32, _ handle: OpaquePointer, _ options: SQLiteOptions) -> DatabaseError {
    let message = String(cString: sqlite3_errmsg(handle))
    return explain(ErrorMapping.error(code, message, sql: nil, location: options.location), handle, options)
  }

  /// Adds what the system says; SQLite itself only knows that it could not.
  static func explain(_ error: DatabaseError, _ handle: OpaquePointer, _ options: SQLiteOptions) -> DatabaseError {
    let reason: String? =
      switch sqlite3_system_errno(handle) {
      case 2: "there is no such file, or no such directory"
      case 13: "permission is denied"
      case 20: "a part of the path is not a directory"
      case 21: "it is a directory"
      default: nil
      }
    guard let reason, error.code == .cannotOpen || error.code == .other else { return error }
    return DatabaseError(.cannotOpen, "\(options.location) cannot be opened: \(reason)")
  }
}
