/// Something that rows of a query must fulfil.
///
/// ```swift
/// Post.where { $0.views > 10 && ($0.title.like("A%") || $0.author == ada) }
/// // WHERE "posts"."views" > ? AND ("posts"."title" LIKE ? OR "posts"."author_id" = ?)
/// ```
public struct Condition: Sendable {
  /// The condition as a value.
  package var expression: SQLExpression
  /// Why the condition cannot be written; thrown when the query is run.
  package var failure: (any Error)?

  package init(_ expression: SQLExpression, failure: (any Error)? = nil) {
    self.expression = expression
    self.failure = failure
  }

  /// A condition in hand-written SQL, whose interpolated values are bound.
  public static func sql(_ sql: SQL) -> Condition { Condition(.raw(sql)) }
  /// A condition that always holds, or never.
  public static func constant(_ value: Bool) -> Condition { Condition(.constant(value)) }

  /// Both hold.
  public static func && (left: Condition, right: Condition) -> Condition {
    Condition(.all([left.expression, right.expression]), failure: left.failure ?? right.failure)
  }
  /// One of the two holds.
  public static func || (left: Condition, right: Condition) -> Condition {
    let parts = [left.expression, right.expression].flatMap { part -> [SQLExpression] in
      if case .or(let inner) = part { inner } else { [part] }
    }
    return Condition(.or(parts), failure: left.failure ?? right.failure)
  }
  /// The opposite holds.
  public static prefix func ! (condition: Condition) -> Condition {
    Condition(.not(condition.expression), failure: condition.failure)
  }
}
