// Comparisons of columns with values. `nil` on the right becomes IS NULL.

/// The column has this value.
public func == <V: ColumnValue>(left: Column<V>, right: V) -> Condition {
  Condition(left.expression.equals(right.databaseValue))
}
/// The column has another value, or none.
///
/// As in Rails, rows whose column is `NULL` do not fulfil `!=` with a value.
public func != <V: ColumnValue>(left: Column<V>, right: V) -> Condition {
  let value = right.databaseValue
  return Condition(value.isNull ? .isNotNull(left.expression) : .binary(left.expression, .notEqual, .value(value)))
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

private func compare<V, W: ColumnValue>(_ left: Column<V>, _ op: SQLOperator, _ right: W) -> Condition {
  Condition(.binary(left.expression, op, .value(right.databaseValue)))
}
