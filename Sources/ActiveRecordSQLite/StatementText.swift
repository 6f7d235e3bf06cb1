import ActiveRecordCore
import CSQLite

/// SQL text of one or several statements, and how far it was compiled.
struct StatementText {
  let sql: String
  /// The text with a zero byte after it, which saves SQLite a copy of the rest for each statement.
  private let bytes: ContiguousArray<UInt8>
  private let holdsZeroByte: Bool
  private var position = 0

  init(_ sql: String) {
    self.sql = sql
    var bytes = ContiguousArray(sql.utf8)
    holdsZeroByte = bytes.contains(0)
    bytes.append(0)
    self.bytes = bytes
    skipBlanks()
  }

  var isAtEnd: Bool { position >= bytes.count - 1 }

  /// Compiles the next statement; comments give none. The position stays where it was when that fails.
  mutating func compileNext(_ connection: OpaquePointer, keeps: Bool) throws -> (code: Int32, statement: OpaquePointer?) {
    if holdsZeroByte { throw DatabaseError(.syntax, "the text holds a zero byte, at which SQLite would stop", sql: sql) }
    var statement: OpaquePointer?
    var used = 0
    let flags = keeps ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let code = bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) + position }
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(connection, start, -1, flags, &statement, &tail)
      if let start, let tail { used = tail - start }
      return code
    }
    if code == SQLITE_OK {
      position += used
      skipBlanks()
    }
    return (code, statement)
  }

  /// Blanks and semicolons.
  private mutating func skipBlanks() {
    while !isAtEnd {
      switch bytes[position] {
      case 9, 10, 12, 13, 32, 59: position += 1
      default: return
      }
    }
  }
}
