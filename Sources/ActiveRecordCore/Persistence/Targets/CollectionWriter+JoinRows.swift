// Taking away the rows between an owner and its members.

extension CollectionWriter {
  /// Removes the rows that join members: by one statement, or one by one with callbacks where the strategy says so.
  nonisolated(nonsending) func removeJoinRows(of members: [Record], by strategy: Dependent?) async throws {
    if reflection.isThrough, strategy == .destroy || strategy == .destroyAsync { return try await destroyJoinRows(of: members) }
    guard let through = try reflection.resolved().through, let source = try reflection.resolved().source else {
      let (table, conditions) = try JoinRows.conditions(reflection, owner: owner, members: members)
      _ = try await write(DeleteStatement(from: table, where: conditions).rendered(joinHome.database.dialect), of: joinHome)
      return
    }
    // A member that counts its join rows is told how many went.
    if source.isCounted {
      for member in members.uniqued() {
        let count = try await statement(for: [member], strategy, source)
        try await CounterCache.changed(source, of: member, by: -count)
        if strategy != .nullify { try await CounterCache.removed(count, from: owner, through) }
      }
    } else {
      let count = try await statement(for: members, strategy, source)
      if strategy != .nullify { try await CounterCache.removed(count, from: owner, through) }
    }
    forgetJoins(of: members)
  }

  /// The statement that takes join rows away: the key of the member becomes `NULL`, or the rows go.
  private nonisolated(nonsending) func statement(
    for members: [Record], _ strategy: Dependent?, _ source: AssociationReflection
  ) async throws -> Int {
    let (table, conditions) = try JoinRows.conditions(reflection, owner: owner, members: members)
    let home = try joinHome, dialect = try home.database.dialect
    guard strategy == .nullify else { return try await write(DeleteStatement(from: table, where: conditions).rendered(dialect), of: home) }
    let keys = try source.resolved()
    let layout = source.owner.layout
    let columns = (layout.clearedParts(of: keys.ownerKey) + (source.isPolymorphic ? [keys.typeKey].compactMap { $0 } : [])).map {
      layout.columns[$0].name
    }
    let statement = UpdateStatement(table, set: columns.map { .init($0, .value(.null)) }, where: conditions)
    return try await write(statement.rendered(dialect), of: home)
  }

  /// Loads the join records and destroys them one by one, so that their callbacks run.
  nonisolated(nonsending) func destroyJoinRows(of members: [Record]) async throws {
    let (table, conditions) = try JoinRows.conditions(reflection, owner: owner, members: members)
    guard reflection.isThrough, let facts = try reflection.resolved().through?.target.facts else {
      return try await deleteJoinRowsThatExist(table, conditions)
    }
    var core = RelationCore(facts)
    core.conditions = conditions
    for join in try await RelationLoader.records(core, cause: .of(facts, "to be destroyed")) { try await DestroyRunner.run(join) }
    forgetJoins(of: members)
  }

  private nonisolated(nonsending) func deleteJoinRowsThatExist(_ table: String, _ conditions: [SQLExpression]) async throws {
    var statement = SelectStatement(from: .table(table, alias: nil))
    statement.conditions = conditions
    var exists = false
    let cause = QueryCause.about(reflection, "join rows to be removed")
    try await RelationLoader.rows(statement, cause, about: joinHome, explains: false) { _ in exists = true }
    guard exists else { return }
    _ = try await write(DeleteStatement(from: table, where: conditions).rendered(joinHome.database.dialect), of: joinHome)
  }

  /// Whose database the rows between owner and members are in.
  var joinHome: ModelFacts {
    get throws { try JoinRows.home(reflection) }
  }

  /// Join records in memory go with their rows.
  func forgetJoins(of members: [Record]) {
    guard let resolved = try? reflection.resolved(), let through = resolved.through, let source = resolved.source else { return }
    if through.isSingular { return SingularAccess.reset(owner, through) }
    guard let state = CollectionAccess.existing(owner, through) else { return CollectionAccess.reset(owner, through) }
    guard let key = try? source.resolved().ownerKey else { return }
    let keys = Set(members.filter(\.isPersisted).map { $0.key(at: source.targetKey(in: $0.facts)) })
    if owner.isPersisted { RecordParticipant.keep(through, of: owner) }
    state.remove(
      state.members.filter { join in
        if !join.isNew { return keys.contains(join.value(at: key)) }
        let target = SingularAccess.state(join, source)?.current
        return members.contains { $0 === target }
      })
  }
}

extension [Record] {
  /// Each record once.
  func uniqued() -> [Record] {
    var seen: Set<ObjectIdentifier> = []
    return filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
