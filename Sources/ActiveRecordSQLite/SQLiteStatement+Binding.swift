public import ActiveRecordCore
import CSQLite

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes SQLite copy what is bound.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
/// Longer values are copied by SQLite, so that a statement does not keep memory for them.
private let longestInArena = 16_384

extension SQLiteStatement {
  /// Binds a value to the placeholder with this number, counted from 1.
  ///
  /// Truth values become 0 and 1, moments text in UTC, decimal numbers and UUIDs text.
  ///
  /// - Throws: ``ActiveRecordCore/DatabaseError`` where there is no such placeholder, or the value cannot be stored.
  public func bind(_ value: DatabaseValue, at index: Int32) throws {
    switch value {
    case .null: try check(sqlite3_bind_null(handle, index), index)
    case .bool(let value): try check(sqlite3_bind_int64(handle, index, value ? 1 : 0), index)
    case .int(let value): try check(sqlite3_bind_int64(handle, index, value), index)
    case .double(let value): try bind(value, at: index)
    case .text(let value), .json(let value): try bind(value, at: index)
    case .bytes(let value): try bind(value, at: index)
    case .date(let value): try bind(value, at: index)
    case .uuid(let value): try bind(value, at: index)
    case .decimal(let value): try bind(value.description, at: index)
    case .row: throw DatabaseError.boundRow
    }
  }

  /// Binds an integer; what goes wrong, the next step tells.
  public func bind(integer: Int64, at index: Int32) {
    let code = sqlite3_bind_int64(handle, index, integer)
    if code != SQLITE_OK { bindingFailure = failure(code, index) }
  }

  private func bind(_ double: Double, at index: Int32) throws {
    // SQLite would store NULL.
    guard !double.isNaN else { throw DatabaseError(.valueOutOfRange, "SQLite cannot store the number NaN", sql: sql) }
    try check(sqlite3_bind_double(handle, index, double), index)
  }

  private func bind(_ text: String, at index: Int32) throws {
    // Only texts of Foundation are not in one piece; they are brought into one.
    if let code = text.utf8.withContiguousStorageIfAvailable({ bind($0, at: index) }) { return try check(code, index) }
    var text = text
    try check(text.withUTF8 { bind($0, at: index) }, index)
  }

  private func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) -> Int32 {
    guard text.count <= longestInArena else {
      let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
      return sqlite3_bind_text64(handle, index, start, UInt64(text.count), copied, UInt8(SQLITE_UTF8))
    }
    // Not of length 0: SQLite takes a missing address for NULL.
    let room = arena.reserve(max(text.count, 1))
    if let source = text.baseAddress { room.update(from: source, count: text.count) }
    return bindText(room, text.count, at: index)
  }

  private func bind(_ date: Date, at index: Int32) throws {
    // Rows that are written together have the same times.
    if let last = lastDate, last.date == date { return try check(bindText(last.text, last.count, at: index), index) }
    let room = arena.reserve(UTCTimestamp.longest)
    let buffer = UnsafeMutableBufferPointer(start: room, count: UTCTimestamp.longest)
    guard let count = UTCTimestamp.write(date, to: buffer) else { return try bind(UTCTimestamp.text(date), at: index) }
    lastDate = (date, room, count)
    try check(bindText(room, count, at: index), index)
  }

  private func bind(_ data: Data, at index: Int32) throws {
    let code = data.withUnsafeBytes { bytes in
      // An address may be missing here, which SQLite takes for NULL.
      guard let source = bytes.baseAddress, bytes.count > 0 else { return sqlite3_bind_zeroblob(handle, index, 0) }
      guard bytes.count <= longestInArena else {
        return sqlite3_bind_blob64(handle, index, source, UInt64(bytes.count), copied)
      }
      let room = arena.reserve(bytes.count)
      UnsafeMutableRawPointer(room).copyMemory(from: source, byteCount: bytes.count)
      return sqlite3_bind_blob(handle, index, room, Int32(bytes.count), nil)
    }
    try check(code, index)
  }

  /// The 36 characters in lower case, written in place.
  private func bind(_ uuid: UUID, at index: Int32) throws {
    let room = arena.reserve(36)
    var count = 0
    withUnsafeBytes(of: uuid.uuid) { bytes in
      for (position, byte) in bytes.enumerated() {
        if position == 4 || position == 6 || position == 8 || position == 10 {
          room[count] = 45
          count += 1
        }
        room[count] = hexDigit(byte >> 4)
        room[count + 1] = hexDigit(byte & 15)
        count += 2
      }
    }
    try check(bindText(room, count, at: index), index)
  }

  private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  private func bindText(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, at index: Int32) -> Int32 {
    sqlite3_bind_text(handle, index, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), Int32(count), nil)
  }

  @inline(__always) private func check(_ code: Int32, _ index: Int32) throws {
    if code != SQLITE_OK { throw failure(code, index) }
  }

  @inline(never) private func failure(_ code: Int32, _ index: Int32) -> DatabaseError {
    if handle == nil { return connection.refusal(sql: sql) }
    switch code & 0xFF {
    case SQLITE_RANGE:
      let count = sqlite3_bind_parameter_count(handle)
      return DatabaseError(.misuse, "there is no placeholder \(index); the statement has \(count)", sql: sql)
    case SQLITE_MISUSE:
      return DatabaseError(.misuse, "a value was bound while the statement runs; reset it first", sql: sql)
    default: return connection.failure(code, sql: sql)
    }
  }
}
