// Taking all members away.

extension CollectionWriter {
  /// Removes every member: by one statement, or one by one where callbacks are declared.
  ///
  /// - Returns: How many members went.
  nonisolated(nonsending) func removeAll(by given: Dependent?) async throws -> Int {
    if given == .restrictWithError || given == .restrictWithException || given == .destroyAsync {
      throw reflection.error(
        .badStrategy, "'.\(given?.rawValue ?? "")' says nothing about how members are taken out. Write .nullify, .deleteAll or .destroy")
    }
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    if given == .destroy || !owner.isPersisted { return try await removeOneByOne(given) }
    let declared = reflection.options.dependent
    let strategy = given ?? (declared == .destroy || declared == .destroyAsync ? .deleteAll : declared)
    let count: Int
    if hasRemovalCallbacks {
      let members = try await CollectionLoader.load(owner, reflection, isAsked: false)
      try await remove(members, by: strategy)
      count = members.count
    } else {
      count = try await removeRows(by: strategy)
    }
    keepInMemory()
    let state = CollectionAccess.state(owner, reflection)
    state.remove(state.members)
    state.isLoaded = true
    return count
  }

  private nonisolated(nonsending) func removeOneByOne(_ strategy: Dependent?) async throws -> Int {
    let members =
      owner.isPersisted ? try await CollectionLoader.load(owner, reflection, isAsked: false) : CollectionAccess.known(owner, reflection)
    if strategy == .destroy { try await destroy(members) } else { try await remove(members, by: strategy) }
    CollectionAccess.state(owner, reflection).isLoaded = true
    return members.count
  }

  private var hasRemovalCallbacks: Bool {
    !book.associationCallbacks(reflection.name, .beforeRemove).isEmpty || !book.associationCallbacks(reflection.name, .afterRemove).isEmpty
  }

  private nonisolated(nonsending) func removeRows(by strategy: Dependent?) async throws -> Int {
    if joins { return try await removeAllJoinRows(by: strategy) }
    guard try reflection.resolved().inverse?.isCounted == true else { return try await removeAllRows(by: strategy) }
    return try await reflection.transaction {
      let count = try await removeAllRows(by: strategy)
      try await CounterCache.removed(count, from: owner, reflection)
      return count
    }
  }

  private nonisolated(nonsending) func removeAllRows(by strategy: Dependent?) async throws -> Int {
    let core = try AssociationQuery.relation(reflection, owner: owner)
    let dialect = try core.facts.database.dialect
    let conditions = try BulkConditions.of(core)
    let known = CollectionAccess.known(owner, reflection).filter(\.isPersisted)
    if strategy == .delete || strategy == .deleteAll {
      let count = try await write(DeleteStatement(from: core.facts.tableName, where: conditions).rendered(dialect), of: core.facts)
      for member in known { member.rowIsGone() }
      return count
    }
    let statement = UpdateStatement(core.facts.tableName, set: try ForeignKeys.nullAssignments(reflection), where: conditions)
    let count = try await write(statement.rendered(dialect), of: core.facts)
    for member in known { try ForeignKeys.forget(on: member, reflection) }
    return count
  }

  /// Where a scope narrows the members, or they count their rows, they are loaded: which join rows go depends on them.
  private nonisolated(nonsending) func removeAllJoinRows(by strategy: Dependent?) async throws -> Int {
    if reflection.kind == .hasAndBelongsToMany, reflection.options.scope == nil, reflection.target.facts?.hasDefaultScope == false {
      let (table, conditions) = try JoinRows.conditions(reflection, owner: owner, members: nil)
      return try await write(DeleteStatement(from: table, where: conditions).rendered(joinHome.database.dialect), of: joinHome)
    }
    let members = try await CollectionLoader.load(owner, reflection, isAsked: false).filter(\.isPersisted)
    if members.isEmpty { return 0 }
    let resolved = try reflection.resolved()
    let ownerCounts = try resolved.through?.resolved().inverse?.isCounted == true
    let isCounted = ownerCounts || resolved.source?.isCounted == true
    if isCounted {
      try await reflection.transaction { try await removeJoinRows(of: members, by: strategy) }
    } else {
      try await removeJoinRows(of: members, by: strategy)
    }
    return members.count
  }
}
