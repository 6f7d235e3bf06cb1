/// A value that the database computes: a function of columns, a count, a case, a sub-query.
///
/// ```swift
/// let rows = try await Post.all().select { ($0.title.uppercased, $0.views * 2) }
/// // SELECT UPPER("posts"."title"), "posts"."views" * ? FROM "posts"
/// ```
public struct Computed<Value>: Selectable {
  /// The expression in a statement.
  public let expression: SQLExpression
  /// Why the expression cannot be written; thrown when a query uses it.
  package let failure: (any Error)?

  package init(_ expression: SQLExpression, failure: (any Error)? = nil) {
    self.expression = expression
    self.failure = failure
  }

  /// An expression in hand-written SQL, whose interpolated values are bound.
  ///
  /// ```swift
  /// Post.all().select { ($0.title, Computed<Int>.sql("length(\($0.title))")) }
  /// ```
  public static func sql(_ sql: SQL) -> Computed<Value> { Computed(.raw(sql)) }
}

extension Selectable {
  /// The same expression, read as another type.
  public func `as`<Other: ColumnValue>(_ type: Other.Type) -> Computed<Other> { Computed(expression, failure: failure) }

  package var failure: (any Error)? { (self as? any FailingSelectable)?.reason }

  /// A function of the expression.
  package func applying<Result>(_ function: String, _ rest: [SQLExpression] = [], distinct: Bool = false) -> Computed<Result> {
    Computed(.function(function, [expression] + rest, distinct: distinct), failure: failure)
  }
}

/// Expressions that may not be possible.
package protocol FailingSelectable {
  var reason: (any Error)? { get }
}

extension Computed: FailingSelectable {
  package var reason: (any Error)? { failure }
}

extension Selectable {
  /// The least first.
  public var asc: Ordering { Ordering(SQLOrdering(expression)) }
  /// The greatest first.
  public var desc: Ordering { Ordering(SQLOrdering(expression, descending: true)) }
}

extension SQL.Interpolation {
  /// A computed value.
  public mutating func appendInterpolation<V>(_ computed: Computed<V>) { append(.expression(computed.expression)) }
}
