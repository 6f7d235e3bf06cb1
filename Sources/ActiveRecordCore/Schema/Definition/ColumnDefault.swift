/// What a column holds where a row was written without a value for it.
///
/// ```swift
/// t.string("state", null: false, default: "draft")               // DEFAULT 'draft'
/// t.integer("seats", default: .value(capacity))                  // DEFAULT 40
/// t.datetime("opened_at", null: false, default: .now)
/// t.string("token", default: .sql("lower(hex(randomblob(8)))"))  // DEFAULT (lower(hex(randomblob(8))))
/// ```
///
/// Values become literals; quotes inside them are doubled.
public struct ColumnDefault: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case value(DatabaseValue)
    case now
    case sql(SQL)
  }
  let kind: Kind

  private init(_ kind: Kind) { self.kind = kind }

  /// A value of any type that a column can have.
  public static func value(_ value: some ColumnValue) -> ColumnDefault { ColumnDefault(.value(value.databaseValue)) }

  /// The moment at which the row is written, as the library writes moments, with a fraction of the second.
  public static let now = ColumnDefault(.now)

  /// An expression that the engine evaluates for each row.
  public static func sql(_ expression: SQL) -> ColumnDefault { ColumnDefault(.sql(expression)) }
}

extension ColumnDefault: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { kind = .value(.int(Int64(value))) }
  /// A floating-point number.
  public init(floatLiteral value: Double) { kind = .value(.double(value)) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { kind = .value(.bool(value)) }
  /// Text.
  public init(stringLiteral value: String) { kind = .value(.text(value)) }
}
