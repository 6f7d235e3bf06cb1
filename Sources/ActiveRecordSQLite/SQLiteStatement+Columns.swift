import ActiveRecordCore
import CSQLite

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// The columns of the current row. Where there is no row, or no such column, SQLite answers as for `NULL`.

extension SQLiteStatement {
  /// How many columns a row has.
  public var columnCount: Int32 { sqlite3_column_count(handle) }

  /// A column's name.
  public func columnName(_ index: Int32) -> String {
    handle.flatMap { sqlite3_column_name($0, index) }.map { String(cString: $0) } ?? ""
  }

  /// Whether the column is `NULL`.
  public func isNull(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }

  /// Whether SQLite holds the column as an integer.
  public func isInteger(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_INTEGER }

  /// The column as an integer; 0 where it is `NULL` or no number.
  public func int64(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

  /// The column as a floating-point number; 0 where it is `NULL` or no number.
  public func double(_ index: Int32) -> Double { sqlite3_column_double(handle, index) }

  /// The column as text, or `nil` where it is `NULL`; what is no UTF-8 is repaired.
  public func text(_ index: Int32) -> String? {
    guard let start = sqlite3_column_text(handle, index) else { return nil }
    return String(decoding: utf8(start, index), as: UTF8.self)
  }

  /// The column as bytes, or `nil` where it is `NULL`.
  public func bytes(_ index: Int32) -> Data? {
    guard let start = sqlite3_column_blob(handle, index) else { return isNull(index) ? nil : Data() }
    return Data(bytes: start, count: Int(sqlite3_column_bytes(handle, index)))
  }

  /// The column as a moment: text in UTC, or a number of seconds since 1970; `nil` where it is neither.
  public func date(_ index: Int32) -> Date? {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(handle, index) else { return nil }
      return UTCTimestamp.parse(utf8(start, index))
    case SQLITE_INTEGER: return Date(timeIntervalSince1970: Double(sqlite3_column_int64(handle, index)))
    case SQLITE_FLOAT: return Date(timeIntervalSince1970: sqlite3_column_double(handle, index))
    default: return nil
    }
  }

  /// The column as SQLite holds it: `NULL`, an integer, a floating-point number, text or bytes.
  public func value(_ index: Int32) -> DatabaseValue {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: .int(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: .double(sqlite3_column_double(handle, index))
    case SQLITE_TEXT: text(index).map { .text($0) } ?? .null
    case SQLITE_BLOB: .bytes(bytes(index) ?? Data())
    default: .null
    }
  }

  /// The length is asked after the text: SQLite may convert the column first.
  @inline(__always) private func utf8(_ start: UnsafePointer<UInt8>, _ index: Int32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
  }
}
