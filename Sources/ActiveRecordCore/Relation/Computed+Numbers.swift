// Arithmetic, and what is computed from many rows.

/// The sum of the two.
public func + <L: Selectable, R: Selectable>(left: L, right: R) -> Computed<L.Value> where L.Value == R.Value, L.Value: Numeric {
  left.combined(.add, right)
}
/// The difference of the two.
public func - <L: Selectable, R: Selectable>(left: L, right: R) -> Computed<L.Value> where L.Value == R.Value, L.Value: Numeric {
  left.combined(.subtract, right)
}
/// The product of the two.
///
/// ```swift
/// try await shop.sales.sum { $0.quantity * $0.price }
/// // SELECT SUM("sales"."quantity" * "sales"."price") FROM "sales" WHERE …
/// ```
public func * <L: Selectable, R: Selectable>(left: L, right: R) -> Computed<L.Value> where L.Value == R.Value, L.Value: Numeric {
  left.combined(.multiply, right)
}
/// The quotient of the two, as the engine divides.
public func / <L: Selectable, R: Selectable>(left: L, right: R) -> Computed<L.Value> where L.Value == R.Value, L.Value: Numeric {
  left.combined(.divide, right)
}
/// The sum with a value.
public func + <L: Selectable>(left: L, right: L.Value) -> Computed<L.Value> where L.Value: ColumnValue & Numeric {
  left.combined(.add, right)
}
/// The difference to a value.
public func - <L: Selectable>(left: L, right: L.Value) -> Computed<L.Value> where L.Value: ColumnValue & Numeric {
  left.combined(.subtract, right)
}
/// The product with a value.
public func * <L: Selectable>(left: L, right: L.Value) -> Computed<L.Value> where L.Value: ColumnValue & Numeric {
  left.combined(.multiply, right)
}
/// The quotient by a value, as the engine divides.
public func / <L: Selectable>(left: L, right: L.Value) -> Computed<L.Value> where L.Value: ColumnValue & Numeric {
  left.combined(.divide, right)
}

extension Selectable {
  fileprivate func combined<Other: Selectable>(_ op: SQLOperator, _ other: Other) -> Computed<Value> {
    Computed(.binary(expression, op, other.expression), failure: failure ?? other.failure)
  }
  fileprivate func combined<V: ColumnValue>(_ op: SQLOperator, _ value: V) -> Computed<Value> {
    Computed(.binary(expression, op, .value(value.databaseValue)), failure: failure)
  }
}

extension Selectable where Value: ColumnValue {
  /// How many rows have a value: `COUNT(…)`.
  public var count: Computed<Int> { applying("COUNT") }
  /// How many different values there are: `COUNT(DISTINCT …)`.
  public var distinctCount: Computed<Int> { applying("COUNT", distinct: true) }
  /// The least value: `MIN(…)`.
  public var minimum: Computed<Value?> { applying("MIN") }
  /// The greatest value: `MAX(…)`.
  public var maximum: Computed<Value?> { applying("MAX") }
}

extension Selectable where Value: ColumnValue & Numeric {
  /// The sum of the values, 0 where there are none: `COALESCE(SUM(…), 0)`.
  ///
  /// ```swift
  /// try await Post.all().group(\.authorID).select { ($0.authorID, $0.views.sum) }
  /// // SELECT "posts"."author_id", COALESCE(SUM("posts"."views"), 0) FROM "posts" GROUP BY "posts"."author_id"
  /// ```
  public var sum: Computed<Value> {
    let sum = SQLExpression.function("SUM", [expression], distinct: false)
    return Computed(.function("COALESCE", [sum, .raw("0")], distinct: false), failure: failure)
  }
  /// The average of the values: `AVG(…)`.
  public var average: Computed<Double?> { applying("AVG") }
  /// The number without its sign: `ABS(…)`.
  public var magnitude: Computed<Value> { applying("ABS") }
}
