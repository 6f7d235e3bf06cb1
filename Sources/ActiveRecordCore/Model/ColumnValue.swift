/// A type that a column can have.
///
/// Integers, `Double`, `Bool`, `String`, `Data`, `Date`, `UUID`, `Decimal` and optionals of these come with the library.
/// Enums with raw values and JSON documents need one word, a type of your own needs two members:
///
/// ```swift
/// enum Status: String, ColumnValue { case draft, published }
/// struct Address: JSONColumnValue { var street: String; var city: String }
///
/// struct Color: ColumnValue {
///   var hex: String
///   init(databaseValue: DatabaseValue) throws { hex = try String(databaseValue: databaseValue) }
///   var databaseValue: DatabaseValue { .text(hex) }
/// }
/// ```
public protocol ColumnValue: Equatable, Sendable {
  /// The value that the database holds for this one.
  var databaseValue: DatabaseValue { get }
  /// The value for what the database holds.
  ///
  /// - Throws: ``ValueError`` where it does not fit.
  init(databaseValue: DatabaseValue) throws
  /// What schemas and checks know about the type.
  static var columnKind: ColumnKind { get }
  /// Reads a column of a row; there is a default that goes through ``init(databaseValue:)``.
  static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Self
  /// Reads a column that may be `NULL`; there is a default that asks for `NULL` first.
  static func readOptional(_ cursor: any RowCursor, _ index: Int32) throws -> Self?
  /// Whether this is what a new record holds until it is set: then a change from it is noted without the value. Types that do not say
  /// so have their values noted.
  var _isUnset: Bool { get }
  /// What stands for that value, where the type says so.
  static var _unsetValue: DatabaseValue? { get }
}

/// What kind of column a type is stored in.
public enum ColumnKind: Sendable, Hashable {
  case integer, double, boolean, text, bytes, date, uuid, decimal, json
}

/// A value that does not fit the type it was read as.
public struct ValueError: Error, Sendable, CustomStringConvertible {
  /// What was found and what was expected.
  public var description: String

  /// A value that does not fit.
  public init(_ found: DatabaseValue, expected: String) {
    description = "\(found.kindName) does not fit \(expected)"
  }
}

extension ColumnValue {
  /// Text, unless the type says otherwise.
  public static var columnKind: ColumnKind { .text }

  /// Reads the column as the engine holds it and hands it to ``init(databaseValue:)``.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Self {
    do {
      return try Self(databaseValue: cursor.value(index))
    } catch is ValueError {
      throw RowError.unreadable(cursor, index, "\(Self.self)")
    }
  }

  /// Not known.
  @inlinable public var _isUnset: Bool { false }
  /// Not known.
  public static var _unsetValue: DatabaseValue? { nil }

  /// Asks for `NULL`, then reads the column.
  @inlinable public static func readOptional(_ cursor: any RowCursor, _ index: Int32) throws -> Self? {
    cursor.isNull(index) ? nil : try read(cursor, index)
  }
}

extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
  /// The raw value, as the database holds it.
  @inlinable public var databaseValue: DatabaseValue { rawValue.databaseValue }

  /// The case for a raw value.
  @inlinable public init(databaseValue: DatabaseValue) throws {
    guard let value = Self(rawValue: try RawValue(databaseValue: databaseValue)) else {
      throw ValueError(databaseValue, expected: "\(Self.self)")
    }
    self = value
  }

  /// That of the raw value.
  public static var columnKind: ColumnKind { RawValue.columnKind }

  /// Reads the raw value and finds its case.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Self {
    guard let value = Self(rawValue: try RawValue.read(cursor, index)) else {
      throw RowError.unreadable(cursor, index, "a case of \(Self.self)")
    }
    return value
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  /// Whether it is `nil`.
  @inlinable public var _isUnset: Bool { self == nil }
  /// `NULL`.
  public static var _unsetValue: DatabaseValue? { .null }

  /// The wrapped value, or `NULL`.
  @inlinable public var databaseValue: DatabaseValue { self?.databaseValue ?? .null }

  /// `nil` for `NULL`.
  @inlinable public init(databaseValue: DatabaseValue) throws {
    self = databaseValue.isNull ? nil : try Wrapped(databaseValue: databaseValue)
  }

  /// That of the wrapped type.
  public static var columnKind: ColumnKind { Wrapped.columnKind }

  /// `nil` for `NULL`.
  @inlinable public static func read(_ cursor: any RowCursor, _ index: Int32) throws -> Wrapped? {
    try Wrapped.readOptional(cursor, index)
  }
}
