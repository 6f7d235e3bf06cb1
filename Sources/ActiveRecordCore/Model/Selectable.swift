/// What a query can select, compare and order by: a column, or something computed from columns.
///
/// ```swift
/// Post.where { $0.title.lowercased == "hello" }
/// // WHERE LOWER("posts"."title") = ?
/// ```
public protocol Selectable<Value>: Sendable {
  /// The type of the values.
  associatedtype Value
  /// The expression in a statement.
  var expression: SQLExpression { get }
}

extension Column: Selectable {}
