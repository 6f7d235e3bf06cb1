/// The type of a column, which each engine spells in its own way.
///
/// ```swift
/// schema.addColumn("posts", "rating", .decimal(precision: 3, scale: 1))
/// // ALTER TABLE "posts" ADD COLUMN "rating" DECIMAL(3, 1)
/// schema.addColumn("shops", "position", "GEOMETRY(POINT)")     // a literal is written as it stands
/// ```
public struct ColumnType: Sendable, Hashable, ExpressibleByStringLiteral {
  enum Kind: Sendable, Hashable {
    case string(limit: Int?)
    case text
    case integer
    case bigint
    case double
    case decimal(precision: Int?, scale: Int?)
    case boolean
    case date
    case datetime
    case binary
    case uuid
    case json
    case raw(String)
  }
  let kind: Kind

  private init(_ kind: Kind) { self.kind = kind }

  /// A type as the engine spells it; it may carry clauses of its own: `"TEXT COLLATE NOCASE"`.
  public init(stringLiteral value: String) { kind = .raw(value) }

  /// Text of one line.
  public static let string = ColumnType(.string(limit: nil))
  /// Text of any length.
  public static let text = ColumnType(.text)
  /// A whole number.
  public static let integer = ColumnType(.integer)
  /// A whole number of 64 bits; the type of columns that point at integer keys.
  public static let bigint = ColumnType(.bigint)
  /// A floating-point number.
  public static let double = ColumnType(.double)
  /// An exact number. SQLite keeps 15 digits of those with a fraction.
  public static let decimal = ColumnType(.decimal(precision: nil, scale: nil))
  /// A truth value.
  public static let boolean = ColumnType(.boolean)
  /// A day.
  public static let date = ColumnType(.date)
  /// A moment in time.
  public static let datetime = ColumnType(.datetime)
  /// Bytes.
  public static let binary = ColumnType(.binary)
  /// A universally unique identifier.
  public static let uuid = ColumnType(.uuid)
  /// A JSON document.
  public static let json = ColumnType(.json)

  /// Text of at most `limit` characters. SQLite notes the limit and does not check it.
  public static func string(limit: Int) -> ColumnType { ColumnType(.string(limit: limit)) }

  /// An exact number with this many digits, of which `scale` stand after the point.
  public static func decimal(precision: Int, scale: Int = 0) -> ColumnType {
    ColumnType(.decimal(precision: precision, scale: scale))
  }

  /// A type as the engine spells it, from text that is not a literal: the caller vouches for it.
  public static func raw(_ name: String) -> ColumnType { ColumnType(.raw(name)) }
}
