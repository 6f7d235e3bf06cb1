/// A part of a query that ``QuerySource/unscope(_:)`` takes away.
public enum QueryClause: Sendable, Hashable, CaseIterable {
  case `where`, order, limit, offset, distinct, group, having, joins, includes, readonly, lock, from, with, hints
}

extension QuerySource {
  /// The query without some of its parts, those of scopes included.
  ///
  /// ```swift
  /// author.published.unscope(.order, .limit)
  /// ```
  ///
  /// What makes the query one over its own class, or over an owner's members, stays.
  public func unscope(_ clauses: QueryClause...) -> Relation<Model> {
    changed { core in for clause in clauses { core.remove(clause) } }
  }

  /// The query without its conditions on a column.
  ///
  /// ```swift
  /// Post.where { $0.views > 10 && $0.published == true }.unscope(where: \.views)
  /// // WHERE "posts"."published" = ?
  /// ```
  public func unscope<V>(where column: KeyPath<Model.Type, Column<V>>) -> Relation<Model> {
    let reference = Model.self[keyPath: column].reference
    return changed { $0.removeConditions(on: [reference]) }
  }

  /// The records that fulfil a condition, which takes the place of the conditions on the same columns.
  ///
  /// ```swift
  /// Post.where { $0.views > 10 }.rewhere { $0.views > 100 }
  /// // WHERE "posts"."views" > ?
  /// ```
  public func rewhere(_ condition: (Model.Type) -> Condition) -> Relation<Model> {
    let condition = condition(Model.self)
    return changed { core in
      core.removeConditions(on: condition.expression.columns)
      core.add(condition)
    }
  }

  /// The records that the query leaves out: its conditions, inverted.
  ///
  /// ```swift
  /// Post.where { $0.views > 10 && $0.published == true }.inverted()
  /// // WHERE NOT ("posts"."views" > ? AND "posts"."published" = ?)
  /// ```
  ///
  /// What makes the query one over its own class, or over an owner's members, is not inverted.
  public func inverted() -> Relation<Model> {
    changed { core in
      let kept = core.conditions.filter { core.fixed.contains($0) }
      let rest = core.conditions.filter { !core.fixed.contains($0) }
      core.conditions = kept + (rest.isEmpty ? [] : [.not(.all(rest))])
    }
  }

  /// The query that a function makes of this one: a named scope, anywhere in a chain.
  ///
  /// ```swift
  /// extension Relation where Model == Post { func recent() -> Self { order { $0.id.desc }.limit(10) } }
  /// func popular(_ posts: Relation<Post>) -> Relation<Post> { posts.where { $0.views > 100 } }
  /// author.posts.scope(popular).recent()
  /// ```
  public func scope(_ named: (Relation<Model>) -> Relation<Model>) -> Relation<Model> { named(relation) }
}

extension RelationCore {
  mutating func remove(_ clause: QueryClause) {
    switch clause {
    case .where: conditions = conditions.filter { fixed.contains($0) }
    case .order: orders = []
    case .limit: limit = nil
    case .offset: offset = nil
    case .distinct: isDistinct = false
    case .group: groups = []
    case .having: havings = []
    case .joins: joins = []
    case .includes: loads = []
    case .readonly: isReadonly = false
    case .lock: lock = nil
    case .from: source = nil
    case .with: commonTables = []
    case .hints: hints = []
    }
  }

  /// Removes the conditions that speak of these columns only.
  mutating func removeConditions(on columns: Set<ColumnReference>) {
    let wanted = Set(columns.map(own))
    conditions = conditions.filter { condition in
      let spoken = Set(condition.columns.map(own))
      return spoken.isEmpty || !spoken.isSubset(of: wanted) || fixed.contains(condition)
    }
  }

  /// A column of the table itself, under one spelling.
  private func own(_ column: ColumnReference) -> ColumnReference {
    column.table == .table(facts.tableName) ? ColumnReference(.root, column.name) : column
  }
}
