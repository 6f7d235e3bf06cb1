// Taking members away. What goes depends on the kind: the key of the member, or the row that joins it.

extension CollectionWriter {
  /// Removes members: by the dependent strategy, else their keys become `NULL`, or their join rows go.
  nonisolated(nonsending) func remove(_ members: [Record], by strategy: Dependent? = nil) async throws {
    try await change(members) { present in try await take(present, by: strategy ?? reflection.options.dependent) }
  }

  /// Destroys members with their callbacks; of joined members, the rows in between.
  nonisolated(nonsending) func destroy(_ members: [Record]) async throws {
    try await change(members) { present in
      if joins { return try await destroyJoinRows(of: present) }
      for member in present { try await DestroyRunner.run(member) }
    }
  }

  /// The members with these keys, which must all be members.
  nonisolated(nonsending) func members(withKeys keys: [DatabaseValue]) async throws -> [Record] {
    guard let facts = reflection.target.facts else { return [] }
    try facts.checkShape(of: keys)
    var core = try AssociationQuery.relation(reflection, owner: owner)
    core.conditions.append(core.column(facts.layout.key.name).isAmong(keys))
    let found = core.isNone ? [] : try await RelationLoader.records(core, cause: .about(reflection, "to be removed"))
    let known = CollectionAccess.known(owner, reflection)
    let byKey = Dictionary(found.map { ($0.keyValue, $0) }, uniquingKeysWith: { first, _ in first })
    let missing = keys.filter { byKey[$0] == nil }
    if !missing.isEmpty { throw facts.notFound(missing, conditions: true) }
    return keys.compactMap { key in known.first { $0.isPersisted && $0.keyValue == key } ?? byKey[key] }
  }

  private nonisolated(nonsending) func take(_ members: [Record], by strategy: Dependent?) async throws {
    if joins { return try await removeJoinRows(of: members, by: strategy) }
    switch strategy {
    case .destroy, .destroyAsync: for member in members { try await DestroyRunner.run(member) }
    case .delete, .deleteAll: try await deleteRows(members)
    case .nullify, .restrictWithError, .restrictWithException, nil: try await nullify(members)
    }
  }

  /// Runs a removal between its callbacks, in one transaction; memory follows when it succeeds.
  private nonisolated(nonsending) func change(
    _ members: [Record], _ removal: nonisolated(nonsending) ([Record]) async throws -> Void
  ) async throws {
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    guard !members.isEmpty else { return }
    try await reflection.transaction {
      keepInMemory()
      for member in members { try await call(.beforeRemove, member) }
      let present = members.filter(\.isPersisted)
      if owner.isPersisted, !present.isEmpty { try await removal(present) }
      if joins { JoinRows.withdraw(members, of: owner, reflection) }
      CollectionAccess.state(owner, reflection).remove(members)
      if owner.isNew { forgetJoins(of: members) }
      for member in members { try await call(.afterRemove, member) }
    }
  }

  private nonisolated(nonsending) func nullify(_ members: [Record]) async throws {
    let facts = members[0].facts
    let statement = UpdateStatement(
      facts.tableName, set: try ForeignKeys.nullAssignments(reflection), where: try conditions(members))
    let (gone, count) = try await affected(members) { try await write(statement.rendered(facts.database.dialect), of: facts) }
    for member in gone { try ForeignKeys.forget(on: member, reflection) }
    try await CounterCache.removed(count, from: owner, reflection)
  }

  private nonisolated(nonsending) func deleteRows(_ members: [Record]) async throws {
    let facts = members[0].facts
    let statement = DeleteStatement(from: facts.tableName, where: try conditions(members))
    let (gone, count) = try await affected(members) { try await write(statement.rendered(facts.database.dialect), of: facts) }
    for member in gone { member.rowIsGone() }
    try await CounterCache.removed(count, from: owner, reflection)
  }

  /// The members whose rows a statement reached, and how many rows these were: members of another owner, or outside of the scope, stay
  /// what they are, and one that is named twice has one row.
  private nonisolated(nonsending) func affected(
    _ members: [Record], _ statement: nonisolated(nonsending) () async throws -> Int
  ) async throws -> (gone: [Record], count: Int) {
    let core = try AssociationQuery.relation(reflection, owner: owner)
    let resolved = try reflection.resolved()
    let key = owner.key(at: resolved.ownerKey)
    let own = members.filter { member in resolved.targetKey.map { member.original($0) == key } ?? true }
    var there: Set<DatabaseValue>?
    if own.count > 1, reflection.narrowsRows(of: owner) {
      var narrowed = core
      narrowed.conditions.append(core.column(core.facts.layout.key.name).isAmong(own.map(\.keyValue)))
      there = Set(try await RelationLoader.keys(narrowed, cause: .about(reflection, "to be removed")))
    }
    let count = try await statement()
    if let there { return (own.filter { there.contains($0.keyValue) }, count) }
    return (count == 0 ? [] : own, count)
  }

  /// The rows of the members, as far as they are the owner's.
  private func conditions(_ members: [Record]) throws -> [SQLExpression] {
    var core = try AssociationQuery.relation(reflection, owner: owner)
    core.conditions.append(core.column(core.facts.layout.key.name).isAmong(members.map(\.keyValue)))
    return try BulkConditions.of(core)
  }

  nonisolated(nonsending) func write(_ sql: RenderedSQL, of facts: ModelFacts) async throws -> Int {
    try await RowWriter.write(sql, of: facts, .about(reflection, "members removed"))
  }
}

extension Record {
  /// Notes that a statement deleted the row.
  func rowIsGone() {
    RecordParticipant.join(self)
    _flags.insert(.destroyed)
    _flags.remove(.persisted)
  }
}

extension AssociationReflection {
  /// Whether the scope leaves out some of the rows that hold the owner's key.
  fileprivate func narrowsRows(of owner: Record) -> Bool {
    guard let facts = target.facts, options.scope != nil || facts.hasDefaultScope else { return false }
    let plain = RelationCore(facts)
    let scoped = scoped(RelationCore(scoped: facts), owner: owner)
    return scoped.conditions.count > plain.conditions.count || scoped.limit != nil || scoped.offset != nil
  }
}
