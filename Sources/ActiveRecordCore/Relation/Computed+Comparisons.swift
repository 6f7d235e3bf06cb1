// Comparisons of computed values with values, and of any two expressions with each other.

/// The expression has this value.
public func == <V: ColumnValue>(left: Computed<V>, right: V) -> Condition {
  Condition(left.expression.equals(right.databaseValue), failure: left.failure)
}
/// The expression has another value.
public func != <V: ColumnValue>(left: Computed<V>, right: V) -> Condition {
  let value = right.databaseValue
  return Condition(
    value.isNull ? .isNotNull(left.expression) : .binary(left.expression, .notEqual, .value(value)), failure: left.failure)
}
/// The expression is less than the value.
public func < <V: ColumnValue & Comparable>(left: Computed<V>, right: V) -> Condition { left.compared(.less, right) }
/// The expression is less than the value.
public func < <V: ColumnValue & Comparable>(left: Computed<V?>, right: V) -> Condition { left.compared(.less, right) }
/// The expression is at most the value.
public func <= <V: ColumnValue & Comparable>(left: Computed<V>, right: V) -> Condition { left.compared(.lessOrEqual, right) }
/// The expression is at most the value.
public func <= <V: ColumnValue & Comparable>(left: Computed<V?>, right: V) -> Condition { left.compared(.lessOrEqual, right) }
/// The expression is greater than the value.
public func > <V: ColumnValue & Comparable>(left: Computed<V>, right: V) -> Condition { left.compared(.greater, right) }
/// The expression is greater than the value.
public func > <V: ColumnValue & Comparable>(left: Computed<V?>, right: V) -> Condition { left.compared(.greater, right) }
/// The expression is at least the value.
public func >= <V: ColumnValue & Comparable>(left: Computed<V>, right: V) -> Condition { left.compared(.greaterOrEqual, right) }
/// The expression is at least the value.
public func >= <V: ColumnValue & Comparable>(left: Computed<V?>, right: V) -> Condition { left.compared(.greaterOrEqual, right) }

/// The expressions have the same value.
public func == <L: Selectable, R: Selectable>(left: L, right: R) -> Condition where L.Value == R.Value { left.compared(.equal, to: right) }
/// The expressions have different values.
public func != <L: Selectable, R: Selectable>(left: L, right: R) -> Condition where L.Value == R.Value {
  left.compared(.notEqual, to: right)
}
/// The left expression is less than the right one.
public func < <L: Selectable, R: Selectable>(left: L, right: R) -> Condition where L.Value == R.Value {
  left.compared(.less, to: right)
}
/// The left expression is at most the right one.
public func <= <L: Selectable, R: Selectable>(left: L, right: R) -> Condition where L.Value == R.Value {
  left.compared(.lessOrEqual, to: right)
}
/// The left expression is greater than the right one.
public func > <L: Selectable, R: Selectable>(left: L, right: R) -> Condition where L.Value == R.Value {
  left.compared(.greater, to: right)
}
/// The left expression is at least the right one.
public func >= <L: Selectable, R: Selectable>(left: L, right: R) -> Condition where L.Value == R.Value {
  left.compared(.greaterOrEqual, to: right)
}

extension Selectable {
  fileprivate func compared<V: ColumnValue>(_ op: SQLOperator, _ value: V) -> Condition {
    Condition(.binary(expression, op, .value(value.databaseValue)), failure: failure)
  }

  fileprivate func compared<Other: Selectable>(_ op: SQLOperator, to other: Other) -> Condition {
    Condition(.binary(expression, op, other.expression), failure: failure ?? other.failure)
  }
}

extension Selectable where Value: ColumnValue {
  /// The expression has one of the values; `nil` among them matches `NULL`.
  public func isIn(_ values: some Sequence<Value>) -> Condition {
    Condition(expression.isAmong(values.map(\.databaseValue)), failure: failure)
  }
  /// The expression has none of the values.
  public func isNotIn(_ values: some Sequence<Value>) -> Condition { !isIn(values) }
  /// The expression is `NULL`.
  public var isNil: Condition { Condition(.isNull(expression), failure: failure) }
  /// The expression is not `NULL`.
  public var isNotNil: Condition { Condition(.isNotNull(expression), failure: failure) }
  /// The expression has this value; `NULL` equals `NULL`, also where both sides are columns.
  ///
  /// ```swift
  /// Post.where { $0.reviewerID.isSame(as: $0.authorID) }
  /// // WHERE "posts"."reviewer_id" IS NOT DISTINCT FROM "posts"."author_id"
  /// ```
  public func isSame<Other: Selectable>(as other: Other) -> Condition where Other.Value == Value {
    Condition(.binary(expression, .same, other.expression), failure: failure ?? other.failure)
  }
}

extension Selectable where Value: ColumnValue & Comparable {
  /// The expression lies in the range, both ends included.
  ///
  /// ```swift
  /// Post.where { $0.views.isIn(10...20) }
  /// // WHERE "posts"."views" BETWEEN ? AND ?
  /// ```
  public func isIn(_ range: ClosedRange<Value>) -> Condition {
    Condition(
      .between(expression, .value(range.lowerBound.databaseValue), .value(range.upperBound.databaseValue)), failure: failure)
  }
  /// The expression lies in the range, without its upper end.
  public func isIn(_ range: Range<Value>) -> Condition {
    compared(.greaterOrEqual, range.lowerBound) && compared(.less, range.upperBound)
  }
  /// The expression is at least the range's lower end.
  public func isIn(_ range: PartialRangeFrom<Value>) -> Condition { compared(.greaterOrEqual, range.lowerBound) }
  /// The expression is at most the range's upper end.
  public func isIn(_ range: PartialRangeThrough<Value>) -> Condition { compared(.lessOrEqual, range.upperBound) }
  /// The expression is less than the range's upper end.
  public func isIn(_ range: PartialRangeUpTo<Value>) -> Condition { compared(.less, range.upperBound) }
}

extension Selectable where Value: ColumnValue {
  /// The expression lies in the range, both ends included; `NULL` does not.
  public func isIn<W: ColumnValue & Comparable>(_ range: ClosedRange<W>) -> Condition where Value == W? {
    Condition(
      .between(expression, .value(range.lowerBound.databaseValue), .value(range.upperBound.databaseValue)), failure: failure)
  }
  /// The expression lies in the range, without its upper end; `NULL` does not.
  public func isIn<W: ColumnValue & Comparable>(_ range: Range<W>) -> Condition where Value == W? {
    compared(.greaterOrEqual, range.lowerBound) && compared(.less, range.upperBound)
  }
  /// The expression is at least the range's lower end.
  public func isIn<W: ColumnValue & Comparable>(_ range: PartialRangeFrom<W>) -> Condition where Value == W? {
    compared(.greaterOrEqual, range.lowerBound)
  }
  /// The expression is at most the range's upper end.
  public func isIn<W: ColumnValue & Comparable>(_ range: PartialRangeThrough<W>) -> Condition where Value == W? {
    compared(.lessOrEqual, range.upperBound)
  }
  /// The expression is less than the range's upper end.
  public func isIn<W: ColumnValue & Comparable>(_ range: PartialRangeUpTo<W>) -> Condition where Value == W? {
    compared(.less, range.upperBound)
  }
}
