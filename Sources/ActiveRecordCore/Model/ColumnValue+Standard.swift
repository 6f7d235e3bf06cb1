#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// The standard types that are no numbers as columns. `_unset` is what a new record's property holds until it is set; reading it is no trap.

extension Bool: ColumnValue {
  /// The truth value.
  @inlinable public var databaseValue: DatabaseValue { .bool(self) }
  /// The truth value; numbers other than 0 are true, and so are the texts `t` and `true`.
  public init(databaseValue: DatabaseValue) throws {
    switch databaseValue {
    case .bool(let value): self = value
    case .int(let value): self = value != 0
    case .text("t"), .text("true"), .text("TRUE"), .text("1"): self = true
    case .text("f"), .text("false"), .text("FALSE"), .text("0"): self = false
    default: throw ValueError(databaseValue, expected: "Bool")
    }
  }
  /// A truth value.
  public static var columnKind: ColumnKind { .boolean }
  /// Reads the column as a number; its type is asked only where the number is 0.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Bool {
    if cursor.int64(index) != 0 { return true }
    if cursor.isInteger(index) { return false }
    do { return try Bool(databaseValue: cursor.value(index)) } catch { throw RowError.unreadable(cursor, index, "Bool") }
  }
  /// What a new record holds until it is set.
  @inlinable public static var _unset: Bool { false }
  /// Whether it is that.
  @inlinable public var _isUnset: Bool { !self }
  /// What stands for it.
  public static var _unsetValue: DatabaseValue? { .bool(false) }
}

extension String: ColumnValue {
  /// The text.
  @inlinable public var databaseValue: DatabaseValue { .text(self) }
  /// The text; numbers are written out.
  public init(databaseValue: DatabaseValue) throws {
    switch databaseValue {
    case .text(let value), .json(let value): self = value
    case .int(let value): self = String(value)
    case .double(let value): self = String(value)
    case .uuid(let value): self = value.uuidString.lowercased()
    case .decimal(let value): self = "\(value)"
    case .date(let value): self = UTCTimestamp.text(value)
    default: throw ValueError(databaseValue, expected: "String")
    }
  }
  /// Text.
  public static var columnKind: ColumnKind { .text }
  /// Reads the column as text.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> String {
    guard let value = cursor.text(index) else { throw RowError.unreadable(cursor, index, "String") }
    return value
  }
  /// Reads the column as text; there is none where it is `NULL`.
  @inlinable public static func readOptional(_ cursor: any RowCursor, _ index: Int32) -> String? { cursor.text(index) }
  /// What a new record holds until it is set.
  @inlinable public static var _unset: String { "" }
  /// Whether it is that.
  @inlinable public var _isUnset: Bool { utf8.isEmpty }
  /// What stands for it.
  public static var _unsetValue: DatabaseValue? { .text("") }
}

extension Data: ColumnValue {
  /// The bytes.
  @inlinable public var databaseValue: DatabaseValue { .bytes(self) }
  /// The bytes; text gives its UTF-8.
  public init(databaseValue: DatabaseValue) throws {
    switch databaseValue {
    case .bytes(let value): self = value
    case .text(let value): self = Data(value.utf8)
    default: throw ValueError(databaseValue, expected: "Data")
    }
  }
  /// Bytes.
  public static var columnKind: ColumnKind { .bytes }
  /// Reads the column as bytes.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Data {
    guard let value = cursor.bytes(index) else { throw RowError.unreadable(cursor, index, "Data") }
    return value
  }
  /// What a new record holds until it is set.
  @inlinable public static var _unset: Data { Data() }
}

extension Date: ColumnValue {
  /// The moment.
  @inlinable public var databaseValue: DatabaseValue { .date(self) }
  /// The moment; text in ISO 8601 and seconds since 1970 are understood.
  public init(databaseValue: DatabaseValue) throws {
    switch databaseValue {
    case .date(let value): self = value
    case .int(let value): self = Date(timeIntervalSince1970: Double(value))
    case .double(let value): self = Date(timeIntervalSince1970: value)
    case .text(let value):
      guard let date = UTCTimestamp.parse(value) else { throw ValueError(databaseValue, expected: "Date") }
      self = date
    default: throw ValueError(databaseValue, expected: "Date")
    }
  }
  /// A moment in time.
  public static var columnKind: ColumnKind { .date }
  /// Reads the column as a moment.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Date {
    guard let value = cursor.date(index) else { throw RowError.unreadable(cursor, index, "Date") }
    return value
  }
  /// What a new record holds until it is set.
  @inlinable public static var _unset: Date { Date(timeIntervalSinceReferenceDate: 0) }
  /// Whether it is that.
  @inlinable public var _isUnset: Bool { timeIntervalSinceReferenceDate == 0 }
  /// What stands for it.
  public static var _unsetValue: DatabaseValue? { .date(_unset) }
}

extension UUID: ColumnValue {
  /// The identifier.
  @inlinable public var databaseValue: DatabaseValue { .uuid(self) }
  /// The identifier; its text and its 16 bytes are understood.
  public init(databaseValue: DatabaseValue) throws {
    switch databaseValue {
    case .uuid(let value): self = value
    case .text(let value):
      guard let uuid = UUID(uuidString: value) else { throw ValueError(databaseValue, expected: "UUID") }
      self = uuid
    case .bytes(let value) where value.count == 16:
      self = value.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    default: throw ValueError(databaseValue, expected: "UUID")
    }
  }
  /// A universally unique identifier.
  public static var columnKind: ColumnKind { .uuid }
  /// What a new record holds until it is set.
  @inlinable public static var _unset: UUID { UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) }
}

extension Optional where Wrapped: ColumnValue {
  /// What a new record holds until it is set.
  @inlinable public static var _unset: Wrapped? { nil }
}
