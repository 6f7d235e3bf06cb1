import ActiveRecordCore

/// Reads SQLite's messages about SQL that it does not understand: they all have one result code.
enum MessageMapping {
  static func error(_ message: String, _ sql: String?) -> DatabaseError {
    if let name = text(after: "no such table: ", in: message) {
      return DatabaseError(.missingTable, message, sql: sql, table: name.hasPrefix("main.") ? String(name.dropFirst(5)) : name)
    }
    if let name = text(after: "no such column: ", in: message) { return missingColumn(name, message, sql) }
    if message.hasPrefix("table "), let column = text(after: " has no column named ", in: message) {
      let table = parts(of: message.dropFirst(6), separatedBy: " has no column named ").first
      return DatabaseError(.missingColumn, message, sql: sql, table: table, columns: [column])
    }
    if message == "too many SQL variables" { return .tooManyValues(sql: sql) }
    let code = codes.first { message.hasPrefix($0.start) || message.hasSuffix($0.start) }?.code
    return DatabaseError(code ?? .other, message, sql: sql)
  }

  /// How messages begin or end that name neither table nor column.
  private static let codes: [(start: String, code: DatabaseError.Code)] = [
    (": syntax error", .syntax), ("incomplete input", .syntax), ("unrecognized token", .syntax), ("ambiguous column name", .syntax),
    ("no such function", .syntax), ("wrong number of arguments to function", .syntax), ("misuse of aggregate", .syntax),
    ("integer overflow", .valueOutOfRange), ("string or blob too big", .valueOutOfRange),
    ("cannot start a transaction", .misuse), ("cannot commit", .misuse), ("cannot rollback", .misuse), ("no such savepoint", .misuse),
  ]

  /// `title`, `posts.title`, or in later versions `"title" - should this be a string literal in single-quotes?`.
  private static func missingColumn(_ name: String, _ message: String, _ sql: String?) -> DatabaseError {
    var name = name
    if let hint = parts(of: name[...], separatedBy: "\" - should this be").first, hint.count < name.count {
      name = String(hint.dropFirst())
    }
    guard let dot = name.lastIndex(of: ".") else { return DatabaseError(.missingColumn, message, sql: sql, columns: [name]) }
    let column = String(name[name.index(after: dot)...])
    return DatabaseError(.missingColumn, message, sql: sql, table: String(name[..<dot]), columns: [column])
  }

  /// What follows the first `marker`.
  static func text(after marker: String, in message: String) -> String? {
    message.firstRange(of: marker).map { String(message[$0.upperBound...]) }
  }

  static func parts(of text: Substring, separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = text
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
