/// A row of a result, read by column index.
///
/// A joined row holds several records side by side; `base` is where the columns of one of them begin.
@frozen public struct Row {
  /// What the columns are read from.
  public let cursor: any RowCursor
  /// The index of the first column.
  public let base: Int32

  /// The row that `cursor` stands on.
  @inlinable public init(_ cursor: any RowCursor, base: Int32 = 0) {
    self.cursor = cursor
    self.base = base
  }

  /// The value of a column.
  ///
  /// - Throws: ``RowError`` where the column is `NULL` or does not fit.
  @inlinable public subscript<V: ColumnValue>(_ index: Int) -> V {
    get throws { try V.read(cursor, base &+ Int32(truncatingIfNeeded: index)) }
  }
}

/// A column that could not be read; loaders turn it into a ``ModelError`` that names model and column.
public struct RowError: Error, Sendable {
  /// What was wrong with the value.
  public enum Problem: Sendable {
    /// It is `NULL`, and the property is not optional.
    case null
    /// It does not fit the property's type.
    case mismatch(found: String, expected: String)
  }
  /// The column's index in the result.
  public var index: Int32
  /// What was wrong.
  public var problem: Problem

  /// A column that could not be read.
  public init(_ index: Int32, _ problem: Problem) {
    self.index = index
    self.problem = problem
  }

  /// The error for a column that is `NULL`, or that holds something else than `expected`.
  public static func unreadable(_ cursor: any RowCursor, _ index: Int32, _ expected: String) -> RowError {
    if cursor.isNull(index) { return RowError(index, .null) }
    return RowError(index, .mismatch(found: cursor.value(index).kindName, expected: expected))
  }
}

extension DatabaseValue {
  /// What kind of value this is, in words and without the value itself.
  public var kindName: String {
    switch self {
    case .null: "NULL"
    case .bool: "a truth value"
    case .int: "an integer"
    case .double: "a floating-point number"
    case .text: "text"
    case .bytes: "bytes"
    case .date: "a date"
    case .uuid: "a UUID"
    case .decimal: "a decimal number"
    case .json: "JSON"
    case .row: "a key of several columns"
    }
  }
}
