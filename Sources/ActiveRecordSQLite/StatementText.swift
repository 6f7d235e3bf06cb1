import ActiveRecordCore
import CSQLite

/// SQL text of one or several statements, and how far it was compiled.
struct StatementText {
  let sql: String
  private let bytes: ContiguousArray<UInt8>
  private var position = 0

  init(_ sql: String) {
    self.sql = sql
    bytes = ContiguousArray(sql.utf8)
    skipBlanks()
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// Compiles the next statement; comments give none. The position stays where it was when that fails.
  mutating func compileNext(_ connection: OpaquePointer, keeps: Bool) throws -> (code: Int32, statement: OpaquePointer?) {
    guard !bytes.contains(0) else { throw DatabaseError(.syntax, "the text holds a zero byte, at which SQLite would stop", sql: sql) }
    guard let length = Int32(exactly: bytes.count - position) else {
      throw DatabaseError(.valueOutOfRange, "the text is longer than SQLite takes")
    }
    var statement: OpaquePointer?
    var used = 0
    let flags = keeps ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let code = bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) + position }
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(connection, start, length, flags, &statement, &tail)
      if let start, let tail { used = tail - start }
      return code
    }
    if code == SQLITE_OK {
      position += used
      skipBlanks()
    }
    return (code, statement)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [9, 10, 12, 13, 32, 59].contains(bytes[position]) { position += 1 }
  }
}
