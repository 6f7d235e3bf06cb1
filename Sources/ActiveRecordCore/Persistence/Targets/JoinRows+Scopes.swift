// What scopes and queries say about the rows in between: conditions that name the member's association to them.

extension JoinRows {
  /// Sets what is said about a join record: by the scope of the association that leads to it, by that of the one that goes on to the member,
  /// and by the query that the member was made with.
  ///
  /// ```swift
  /// @HasMany var favourites: Many<Reader> = .through(\.cards, source: \.reader) { $0.where { $0.cards.isFavourite == true } }
  /// try await library.favourites.append(reader)     // the card is a favourite's
  /// ```
  static func describe(_ join: Record, of member: Record, for owner: Record, _ reflection: AssociationReflection) throws {
    let (through, source) = try writable(reflection)
    try ScopeAttributes.fromScope(of: through, on: join)
    guard let facts = reflection.target.facts else { return }
    if reflection.options.scope != nil {
      try set(reflection.scoped(RelationCore(facts), owner: owner), source, on: join)
    }
    guard !reflection.isSingular, let state = CollectionAccess.existing(owner, reflection), !state.narrowings.isEmpty,
      let position = state.narrowings.firstIndex(where: { $0.member === member })
    else { return }
    for condition in state.narrowings.remove(at: position).conditions { try set(condition, on: join) }
  }

  /// Notes what a query says about the join record of a member that is made with it.
  static func note(_ query: RelationCore, about member: Record, of owner: Record, _ reflection: AssociationReflection) {
    guard reflection.isThrough, let source = (try? reflection.resolved().source) ?? nil else { return }
    let conditions = onJoin(query, source)
    if !conditions.isEmpty { CollectionAccess.state(owner, reflection).narrowings.append((member, conditions)) }
  }

  /// The conditions of a query over members that speak of the rows in between alone, as those rows' own.
  static func onJoin(_ query: RelationCore, _ source: AssociationReflection) -> [SQLExpression] {
    guard let name = ((try? source.resolved().inverse) ?? nil)?.name else { return [] }
    let path = TableTag.path([name])
    return query.conditions.filter { $0.tables == [path] }.map { condition in condition.retagged { $0 == path ? .root : $0 } }
  }

  private static func set(_ query: RelationCore, _ source: AssociationReflection, on join: Record) throws {
    for condition in onJoin(query, source) { try set(condition, on: join) }
  }

  private static func set(_ condition: SQLExpression, on join: Record) throws {
    var said = RelationCore(join.facts)
    said.conditions = [condition]
    try ScopeAttributes.set(from: said, on: join)
  }
}
