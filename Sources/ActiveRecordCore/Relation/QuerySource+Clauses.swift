extension QuerySource {
  /// The records in an order; a further order comes after the ones before.
  ///
  /// ```swift
  /// Post.order { $0.views.desc }.order { $0.title.asc }
  /// // ORDER BY "posts"."views" DESC, "posts"."title" ASC
  /// ```
  public func order(_ ordering: (Model.Type) -> Ordering) -> Relation<Model> {
    let ordering = ordering(Model.self).ordering
    return changed { $0.orders.append(ordering) }
  }

  /// The records in an order of several parts.
  public func order(_ orderings: (Model.Type) -> [Ordering]) -> Relation<Model> {
    let orderings = orderings(Model.self).map(\.ordering)
    return changed { $0.orders += orderings }
  }

  /// The records ordered by a column, the least first.
  public func order<V>(_ column: KeyPath<Model.Type, Column<V>>) -> Relation<Model> {
    let expression = Model.self[keyPath: column].expression
    return changed { $0.orders.append(SQLOrdering(expression)) }
  }

  /// The records in an order of hand-written SQL; blank SQL is no order.
  public func order(_ sql: SQL) -> Relation<Model> {
    let isBlank = sql.fragments.allSatisfy { if case .text(let text) = $0 { text.allSatisfy(\.isWhitespace) } else { false } }
    return changed { if !isBlank { $0.orders.append(SQLOrdering(.raw(sql))) } }
  }

  /// The records in this order instead of the ones before.
  public func reorder(_ ordering: (Model.Type) -> Ordering) -> Relation<Model> {
    let ordering = ordering(Model.self).ordering
    return changed { $0.orders = [ordering] }
  }

  /// The records in the opposite order; by key, where there is none.
  public func reversed() -> Relation<Model> { changed { $0.orders = $0.reversedOrders } }

  /// At most so many records; `nil` takes the limit away. A negative number is an error when the query is run.
  public func limit(_ count: Int?) -> Relation<Model> {
    changed { core in
      core.refuseNegative(count, "limit")
      core.limit = count
    }
  }

  /// Passes over so many records.
  public func offset(_ count: Int?) -> Relation<Model> {
    changed { core in
      core.refuseNegative(count, "offset")
      core.offset = count
    }
  }

  /// Each record once.
  public func distinct(_ distinct: Bool = true) -> Relation<Model> { changed { $0.isDistinct = distinct } }

  /// The rows grouped by a column, for counts and sums.
  public func group<V>(_ column: KeyPath<Model.Type, Column<V>>) -> Relation<Model> {
    let expression = Model.self[keyPath: column].expression
    return changed { $0.groups.append(expression) }
  }

  /// The groups that fulfil hand-written SQL.
  public func having(_ sql: SQL) -> Relation<Model> { changed { $0.havings.append(.raw(sql)) } }

  /// Records that cannot be saved.
  public func readonly(_ readonly: Bool = true) -> Relation<Model> { changed { $0.isReadonly = readonly } }

  /// Records that are locked until the transaction ends, on engines that have row locks.
  public func lock(_ clause: String = "FOR UPDATE") -> Relation<Model> { changed { $0.lock = clause } }

  /// Whether the first touch of an association on one of the records loads it for all of them.
  public func loadsTogether(_ together: Bool) -> Relation<Model> { changed { $0.loadsTogether = together } }
}
