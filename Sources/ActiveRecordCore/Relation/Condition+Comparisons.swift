// Comparisons of columns with values and with each other. `nil` on the right becomes IS NULL.

/// The column has this value.
public func == <V: ColumnValue>(left: Column<V>, right: V) -> Condition {
  Condition(left.expression.equals(right.databaseValue))
}
/// The columns have the same value.
public func == <V: ColumnValue>(left: Column<V>, right: Column<V>) -> Condition {
  Condition(.binary(left.expression, .equal, right.expression))
}
/// The column has another value, or none.
///
/// As in Rails, rows whose column is `NULL` do not fulfil `!=` with a value.
public func != <V: ColumnValue>(left: Column<V>, right: V) -> Condition {
  let value = right.databaseValue
  return Condition(value.isNull ? .isNotNull(left.expression) : .binary(left.expression, .notEqual, .value(value)))
}
/// The columns have different values.
public func != <V: ColumnValue>(left: Column<V>, right: Column<V>) -> Condition {
  Condition(.binary(left.expression, .notEqual, right.expression))
}
/// The column is less than the value.
public func < <V: ColumnValue & Comparable>(left: Column<V>, right: V) -> Condition { compare(left, .less, right) }
/// The column is less than the value.
public func < <V: ColumnValue & Comparable>(left: Column<V?>, right: V) -> Condition { compare(left, .less, right) }
/// The column is at most the value.
public func <= <V: ColumnValue & Comparable>(left: Column<V>, right: V) -> Condition { compare(left, .lessOrEqual, right) }
/// The column is at most the value.
public func <= <V: ColumnValue & Comparable>(left: Column<V?>, right: V) -> Condition { compare(left, .lessOrEqual, right) }
/// The column is greater than the value.
public func > <V: ColumnValue & Comparable>(left: Column<V>, right: V) -> Condition { compare(left, .greater, right) }
/// The column is greater than the value.
public func > <V: ColumnValue & Comparable>(left: Column<V?>, right: V) -> Condition { compare(left, .greater, right) }
/// The column is at least the value.
public func >= <V: ColumnValue & Comparable>(left: Column<V>, right: V) -> Condition { compare(left, .greaterOrEqual, right) }
/// The column is at least the value.
public func >= <V: ColumnValue & Comparable>(left: Column<V?>, right: V) -> Condition { compare(left, .greaterOrEqual, right) }

/// The left column is less than the right one.
public func < <V: ColumnValue & Comparable>(left: Column<V>, right: Column<V>) -> Condition { compare(left, .less, right) }
/// The left column is at most the right one.
public func <= <V: ColumnValue & Comparable>(left: Column<V>, right: Column<V>) -> Condition { compare(left, .lessOrEqual, right) }
/// The left column is greater than the right one.
public func > <V: ColumnValue & Comparable>(left: Column<V>, right: Column<V>) -> Condition { compare(left, .greater, right) }
/// The left column is at least the right one.
public func >= <V: ColumnValue & Comparable>(left: Column<V>, right: Column<V>) -> Condition { compare(left, .greaterOrEqual, right) }

private func compare<V, W: ColumnValue>(_ left: Column<V>, _ op: SQLOperator, _ right: W) -> Condition {
  Condition(.binary(left.expression, op, .value(right.databaseValue)))
}

private func compare<V>(_ left: Column<V>, _ op: SQLOperator, _ right: Column<V>) -> Condition {
  Condition(.binary(left.expression, op, right.expression))
}

extension Column where Value: ColumnValue {
  /// The column has one of the values; `nil` among them matches `NULL`.
  public func isIn(_ values: some Sequence<Value>) -> Condition {
    Condition(expression.isAmong(values.map(\.databaseValue)))
  }
  /// The column has none of the values.
  public func isNotIn(_ values: some Sequence<Value>) -> Condition { !isIn(values) }
  /// The column is `NULL`.
  public var isNil: Condition { Condition(.isNull(expression)) }
  /// The column is not `NULL`.
  public var isNotNil: Condition { Condition(.isNotNull(expression)) }
}

extension Column where Value: ColumnValue & Comparable {
  /// The column lies in the range, both ends included.
  public func isIn(_ range: ClosedRange<Value>) -> Condition {
    Condition(.between(expression, .value(range.lowerBound.databaseValue), .value(range.upperBound.databaseValue)))
  }
  /// The column lies in the range, without its upper end.
  public func isIn(_ range: Range<Value>) -> Condition { self >= range.lowerBound && self < range.upperBound }
  /// The column is at least the range's lower end.
  public func isIn(_ range: PartialRangeFrom<Value>) -> Condition { self >= range.lowerBound }
}

/// Text columns, optional or not.
public protocol TextColumnValue: ColumnValue {}
extension String: TextColumnValue {}
extension Optional: TextColumnValue where Wrapped: TextColumnValue {}

extension Column where Value: TextColumnValue {
  /// The column matches a pattern of `%` and `_`.
  public func like(_ pattern: String) -> Condition {
    Condition(.binary(expression, .like, .value(.text(pattern))))
  }
  /// The column does not match a pattern of `%` and `_`.
  public func notLike(_ pattern: String) -> Condition {
    Condition(.binary(expression, .notLike, .value(.text(pattern))))
  }
  /// The column begins with this text, taken literally.
  public func hasPrefix(_ text: String) -> Condition { literally("\(Self.escaped(text))%") }
  /// The column ends with this text, taken literally.
  public func hasSuffix(_ text: String) -> Condition { literally("%\(Self.escaped(text))") }
  /// The column contains this text, taken literally.
  public func contains(_ text: String) -> Condition { literally("%\(Self.escaped(text))%") }

  private func literally(_ pattern: String) -> Condition {
    Condition(.raw(SQL(fragments: [.expression(expression), .text(" LIKE "), .value(.text(pattern)), .text(" ESCAPE '\\'")])))
  }
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
  }
}
