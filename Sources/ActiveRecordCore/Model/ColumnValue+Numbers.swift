#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// Numbers as columns. `_unset` is what a new record's property holds until it is set; reading it is no trap.

extension ColumnValue where Self: FixedWidthInteger {
  /// The number: an integer of 64 bits, or a decimal number where that is too small.
  @inlinable public var databaseValue: DatabaseValue {
    if let integer = Int64(exactly: self) { return .int(integer) }
    return .decimal(Decimal(string: "\(self)") ?? 0)
  }

  /// The number, where it fits.
  public init(databaseValue: DatabaseValue) throws {
    let exact: Self? =
      switch databaseValue {
      case .int(let value): Self(exactly: value)
      case .bool(let value): value ? 1 : 0
      case .double(let value): Self(exactly: value)
      case .decimal(let value): Self("\(value)")
      case .text(let value): Self(value)
      default: nil
      }
    guard let exact else { throw ValueError(databaseValue, expected: "\(Self.self)") }
    self = exact
  }

  /// An integer.
  public static var columnKind: ColumnKind { .integer }

  /// Reads the column as an integer; the type of the column is asked only where the number is 0.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Self {
    let value = cursor.int64(index)
    if value == 0, !cursor.isInteger(index) { return try _readZero(cursor, index) }
    guard let exact = Self(exactly: value) else { throw RowError.unreadable(cursor, index, "\(Self.self)") }
    return exact
  }

  /// Reads the column as an integer; whether it is `NULL` is asked only where the number is 0.
  @inlinable public static func readOptional(_ cursor: any RowCursor, _ index: Int32) throws -> Self? {
    let value = cursor.int64(index)
    if value == 0, cursor.isNull(index) { return nil }
    if value != 0, let exact = Self(exactly: value) { return exact }
    return try read(cursor, index)
  }

  /// A 0 may be a number, `NULL`, or text that is no number.
  @usableFromInline @inline(never) static func _readZero(_ cursor: any RowCursor, _ index: Int32) throws -> Self {
    do { return try Self(databaseValue: cursor.value(index)) } catch {
      throw RowError.unreadable(cursor, index, "\(Self.self)")
    }
  }

  /// What a new record holds until it is set.
  @inlinable public static var _unset: Self { 0 }
  /// Whether it is that.
  @inlinable public var _isUnset: Bool { self == 0 }
  /// What stands for it.
  public static var _unsetValue: DatabaseValue? { .int(0) }
}

extension Int: ColumnValue {}
extension Int8: ColumnValue {}
extension Int16: ColumnValue {}
extension Int32: ColumnValue {}
extension Int64: ColumnValue {}
extension UInt8: ColumnValue {}
extension UInt16: ColumnValue {}
extension UInt32: ColumnValue {}
extension UInt: ColumnValue {}
extension UInt64: ColumnValue {}

extension Double: ColumnValue {
  /// The number.
  @inlinable public var databaseValue: DatabaseValue { .double(self) }
  /// The number, also from an integer or text.
  public init(databaseValue: DatabaseValue) throws {
    switch databaseValue {
    case .double(let value): self = value
    case .int(let value): self = Double(value)
    case .decimal(let value): self = Double("\(value)") ?? .nan
    case .text(let value):
      guard let number = Double(value) else { throw ValueError(databaseValue, expected: "Double") }
      self = number
    default: throw ValueError(databaseValue, expected: "Double")
    }
  }
  /// A floating-point number.
  public static var columnKind: ColumnKind { .double }
  /// Reads the column as a number; its type is asked only where the number is 0.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Double {
    let value = cursor.double(index)
    if value != 0 { return value }
    do { return try Double(databaseValue: cursor.value(index)) } catch { throw RowError.unreadable(cursor, index, "Double") }
  }
  /// What a new record holds until it is set.
  @inlinable public static var _unset: Double { 0 }
  /// Whether it is that.
  @inlinable public var _isUnset: Bool { self == 0 }
  /// What stands for it.
  public static var _unsetValue: DatabaseValue? { .double(0) }
}

extension Float: ColumnValue {
  /// The number.
  @inlinable public var databaseValue: DatabaseValue { .double(Double(self)) }
  /// The number, rounded to the nearest.
  public init(databaseValue: DatabaseValue) throws { self = Float(try Double(databaseValue: databaseValue)) }
  /// A floating-point number.
  public static var columnKind: ColumnKind { .double }
  /// What a new record holds until it is set.
  @inlinable public static var _unset: Float { 0 }
}

extension Decimal: ColumnValue {
  /// The number.
  public var databaseValue: DatabaseValue { .decimal(self) }
  /// The number, exactly where it comes as text or an integer.
  public init(databaseValue: DatabaseValue) throws {
    let number: Decimal? =
      switch databaseValue {
      case .decimal(let value): value
      case .int(let value): Decimal(value)
      case .double(let value): Decimal(string: "\(value)")
      case .text(let value): Decimal(string: value)
      default: nil
      }
    guard let number else { throw ValueError(databaseValue, expected: "Decimal") }
    self = number
  }
  /// An exact decimal number.
  public static var columnKind: ColumnKind { .decimal }
  /// What a new record holds until it is set.
  public static var _unset: Decimal { 0 }
}
