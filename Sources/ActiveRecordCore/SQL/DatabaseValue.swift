#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A value as a database sees it: what is bound to a statement and what a column holds.
///
/// Drivers turn each case into their own representation: SQLite stores `bool` as 0 or 1 and `date` as text in UTC.
public enum DatabaseValue: Sendable, Hashable {
  /// SQL's `NULL`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number of up to 64 bits.
  case int(Int64)
  /// A floating-point number.
  case double(Double)
  /// Text in UTF-8.
  case text(String)
  /// Bytes.
  case bytes(Data)
  /// A moment in time.
  case date(Date)
  /// A universally unique identifier.
  case uuid(UUID)
  /// An exact decimal number.
  case decimal(Decimal)
  /// A JSON document as text.
  case json(String)
  /// The values of a key of several columns, in their order. No column holds such a value, and none is bound: statements
  /// compare column by column.
  case row([DatabaseValue])

  /// Whether this is SQL's `NULL`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

extension DatabaseValue: CustomStringConvertible {
  /// The value as a SQL literal would show it; for logs and messages, never for statements.
  public var description: String {
    switch self {
    case .null: "NULL"
    case .bool(let value): value ? "TRUE" : "FALSE"
    case .int(let value): String(value)
    case .double(let value): String(value)
    case .text(let value), .json(let value): "'" + value.replacing("'", with: "''") + "'"
    case .bytes(let value): "x'" + value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
    case .date(let value): "'" + UTCTimestamp.text(value) + "'"
    case .uuid(let value): "'" + value.uuidString.lowercased() + "'"
    case .decimal(let value): value.description
    case .row(let values): "(" + values.map(\.description).joined(separator: ", ") + ")"
    }
  }
}
