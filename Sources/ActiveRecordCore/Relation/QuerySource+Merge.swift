// Clauses of other queries.

extension QuerySource {
  /// The records that also fulfil the clauses of another relation over the same model: conditions, orders, limits, joins.
  ///
  /// ```swift
  /// ada.posts.merge(Post.where { $0.published == true })
  /// // WHERE "posts"."author_id" = ? AND "posts"."published" = ?
  /// ```
  ///
  /// A condition that compares a column for equality takes the place of those on the same column.
  public func merge(_ other: Relation<Model>) -> Relation<Model> {
    changed { core in
      let other = other.core
      core.removeConditions(on: other.comparedColumns)
      core.conditions += other.conditions.filter { !core.conditions.contains($0) }
      core.limit = other.limit ?? core.limit
      core.offset = other.offset ?? core.offset
      core.isDistinct = core.isDistinct || other.isDistinct
      core.builtJoins += other.builtJoins.filter { !core.builtJoins.contains($0) }
      core.loads += other.loads
      core.isNone = core.isNone || other.isNone
      core.isReadonly = core.isReadonly || other.isReadonly
      core.lock = other.lock ?? core.lock
      core.source = other.source ?? core.source
      core.strict = other.strict ?? core.strict
      if core.unjoined != nil { core.refuseUnjoined(other, other.unjoined) }
      core.unjoined = other.unjoined ?? core.unjoined
      core.loadsTogether = other.loadsTogether ?? core.loadsTogether
      core.aggregates += other.aggregates.filter { !core.aggregates.contains($0) }
      core.take(other)
    }
  }

  /// The records whose partners fulfil the clauses of a relation over their own model; the association must be joined.
  ///
  /// ```swift
  /// Author.joins(\.posts).merge(\.posts, Post.where { $0.views > 10 })
  /// // INNER JOIN "posts" ON … WHERE "posts"."views" > ?
  /// ```
  public func merge<Other>(_ path: KeyPath<Model.Type, ToMany<Other>>, _ other: Relation<Other>) -> Relation<Model> {
    merge(Model.self[keyPath: path].names, other.core)
  }

  /// The records whose partner fulfils the clauses of a relation over its own model; the association must be joined.
  public func merge<Other: Record>(_ path: KeyPath<Model.Type, ToOne<Other>>, _ other: Relation<Other>) -> Relation<Model> {
    merge(Model.self[keyPath: path].names, other.core)
  }

  private func merge(_ names: [String], _ other: RelationCore) -> Relation<Model> {
    let other = other.seen(through: names)
    return changed { core in
      core.conditions += other.conditions.filter { !core.conditions.contains($0) }
      core.isNone = core.isNone || other.isNone
      core.take(other)
    }
  }
}

extension RelationCore {
  /// Orders, groups, joins and what stands around the statement.
  fileprivate mutating func take(_ other: RelationCore) {
    orders += other.orders
    groups += other.groups
    havings += other.havings
    join(other.joins)
    commonTables += other.commonTables.filter { !commonTables.contains($0) }
    references.formUnion(other.references)
    hints += other.hints
    annotations += other.annotations
    failure = failure ?? other.failure
  }

  /// The columns that conditions compare for equality.
  fileprivate var comparedColumns: Set<ColumnReference> {
    Set(conditions.compactMap(\.comparedColumn))
  }

  /// The clauses, as a query speaks of them that reaches the table through associations.
  fileprivate func seen(through names: [String]) -> RelationCore {
    var result = self
    let table = facts.tableName, alias = alias ?? table
    let change = { (tag: TableTag) -> TableTag in
      switch tag {
      case .root, .table(table), .alias(alias): .path(names)
      case .path(let path): .path(names + path)
      default: tag
      }
    }
    result.conditions = conditions.map { $0.retagged(change) }
    result.groups = groups.map { $0.retagged(change) }
    result.havings = havings.map { $0.retagged(change) }
    result.orders = orders.map { SQLOrdering($0.expression.retagged(change), descending: $0.isDescending, nulls: $0.nulls) }
    result.joins = joins.map { join in
      switch join {
      case .association(let path, let kind): .association(names + path, kind)
      case .ofClass(let path, let model, let kind): .ofClass(names + path, model, kind)
      case .raw, .built: join
      }
    }
    result.joins =
      builtJoins.map { join in
        guard case .table(let source, let on) = join.content else { return .built(join) }
        return .built(SQLJoin(join.kind, .table(source, on: on.retagged(change)), path: join.path.isEmpty ? [] : names + join.path))
      } + result.joins
    return result
  }
}

extension RelationCore {
  /// What an association without joins is narrowed to is known only once its steps were asked: another query cannot take it over.
  mutating func refuseUnjoined(_ other: RelationCore, _ source: UnjoinedSource?) {
    guard failure == nil, let source else { return }
    failure = source.association.error(
      .unjoined,
      "its steps are queries of their own ('disableJoins'), so it cannot be put together with another query. Load it, and use the keys")
  }
}
