/// The values of one column of a query, for use inside another query.
///
/// ```swift
/// let busy = Author.where { $0.postsCount > 10 }.subquery(\.id)
/// Post.where { $0.authorID.isIn(busy) }
/// // WHERE "posts"."author_id" IN (SELECT "authors"."id" FROM "authors" WHERE "authors"."posts_count" > ?)
/// ```
public struct Subquery<Value>: Sendable {
  package let statement: SelectStatement?
  package let failure: (any Error)?

  package init(_ statement: SelectStatement?, failure: (any Error)? = nil) {
    self.statement = statement
    self.failure = failure
  }

  /// The query's one value, as an expression.
  ///
  /// ```swift
  /// Post.where { $0.views > Post.all().subquery { $0.views.average }.value.as(Int.self) }
  /// ```
  public var value: Computed<Value> { Computed(statement.map { .select($0) } ?? .value(.null), failure: failure) }
}

extension Selectable where Value: ColumnValue {
  /// The expression has one of the values of a query.
  public func isIn(_ subquery: Subquery<Value>) -> Condition { among(subquery.statement, subquery.failure) }
  /// The expression has none of the values of a query.
  public func isNotIn(_ subquery: Subquery<Value>) -> Condition { !among(subquery.statement, subquery.failure) }
  /// The expression has one of the values of a query.
  public func isIn<Wrapped>(_ subquery: Subquery<Wrapped>) -> Condition where Value == Wrapped? {
    among(subquery.statement, subquery.failure)
  }
  /// The expression has none of the values of a query.
  public func isNotIn<Wrapped>(_ subquery: Subquery<Wrapped>) -> Condition where Value == Wrapped? {
    !among(subquery.statement, subquery.failure)
  }

  private func among(_ statement: SelectStatement?, _ reason: (any Error)?) -> Condition {
    Condition(statement.map { .isInSelect(expression, $0) } ?? .constant(false), failure: failure ?? reason)
  }
}
