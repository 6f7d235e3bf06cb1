/// One part of an order: `$0.title.desc`.
public struct Ordering: Sendable {
  package var ordering: SQLOrdering

  package init(_ ordering: SQLOrdering) { self.ordering = ordering }

  /// An order in hand-written SQL.
  public static func sql(_ sql: SQL) -> Ordering { Ordering(SQLOrdering(.raw(sql))) }

  /// `NULL` comes first.
  public var nullsFirst: Ordering { Ordering(SQLOrdering(ordering.expression, descending: ordering.isDescending, nulls: .first)) }
  /// `NULL` comes last.
  public var nullsLast: Ordering { Ordering(SQLOrdering(ordering.expression, descending: ordering.isDescending, nulls: .last)) }
}
