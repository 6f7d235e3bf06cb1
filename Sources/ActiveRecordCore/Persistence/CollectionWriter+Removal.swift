// Taking members away. What goes depends on the kind: the key of the member, or the row that joins it.

extension CollectionWriter {
  /// Removes members: by the dependent strategy, else their keys become `NULL`, or their join rows go.
  nonisolated(nonsending) func remove(_ members: [Record], by strategy: Dependent? = nil) async throws {
    try await change(members) { present in
      if joins { return try await removeJoinRows(of: present, by: strategy ?? reflection.options.dependent) }
      switch strategy ?? reflection.options.dependent {
      case .destroy, .destroyAsync: for member in present { try await DestroyRunner.run(member) }
      case .delete, .deleteAll: try await deleteRows(present)
      case .nullify, .restrictWithError, .restrictWithException, nil: try await nullify(present)
      }
    }
  }

  /// Destroys members with their callbacks; of joined members, the rows in between.
  nonisolated(nonsending) func destroy(_ members: [Record]) async throws {
    try await change(members) { present in
      if joins { return try await destroyJoinRows(of: present) }
      for member in present { try await DestroyRunner.run(member) }
    }
  }

  private var joins: Bool { reflection.kind == .hasAndBelongsToMany || reflection.isThrough }

  /// Runs a removal between its callbacks, in one transaction; memory follows when it succeeds.
  private nonisolated(nonsending) func change(
    _ members: [Record], _ removal: nonisolated(nonsending) ([Record]) async throws -> Void
  ) async throws {
    guard !members.isEmpty else { return }
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    try await Database.current.transaction {
      keepInMemory()
      for member in members { try await call(.beforeRemove, member) }
      let present = members.filter(\.isPersisted)
      if owner.isPersisted, !present.isEmpty { try await removal(present) }
      CollectionAccess.state(owner, reflection).remove(members)
      for member in members { try await call(.afterRemove, member) }
    }
  }

  /// Notes the members, and the records in between, as they are before a removal.
  private func keepInMemory() {
    guard owner.isPersisted else { return }
    RecordParticipant.keep(reflection, of: owner)
    if let through = try? reflection.resolved().through { RecordParticipant.keep(through, of: owner) }
  }

  private nonisolated(nonsending) func nullify(_ members: [Record]) async throws {
    let statement = UpdateStatement(
      members[0].facts.tableName, set: try ForeignKeys.nullAssignments(reflection), where: try conditions(members))
    let count = try await write(statement.rendered(Database.current.dialect))
    let resolved = try reflection.resolved()
    for member in members {
      RecordParticipant.join(member)
      try ForeignKeys.clear(on: member, reflection)
      for key in [resolved.targetKey, resolved.typeKey] { if let key { member.changeApplied(key) } }
    }
    try await CounterCache.removed(count, from: owner, reflection)
  }

  private nonisolated(nonsending) func deleteRows(_ members: [Record]) async throws {
    let statement = DeleteStatement(from: members[0].facts.tableName, where: try conditions(members))
    let count = try await write(statement.rendered(Database.current.dialect))
    for member in members {
      RecordParticipant.join(member)
      member._flags.insert(.destroyed)
      member._flags.remove(.persisted)
    }
    try await CounterCache.removed(count, from: owner, reflection)
  }

  /// The rows of the members, as far as they are the owner's.
  private func conditions(_ members: [Record]) throws -> [SQLExpression] {
    let core = try AssociationQuery.relation(reflection, owner: owner)
    return core.conditions + [core.column(core.facts.layout.key.name).isAmong(members.map(\.keyValue))]
  }

  private nonisolated(nonsending) func write(_ sql: RenderedSQL) async throws -> Int {
    try await RowWriter.write(sql, .about(reflection, "members removed"))
  }

  private nonisolated(nonsending) func removeJoinRows(of members: [Record], by strategy: Dependent?) async throws {
    if reflection.isThrough, strategy == .destroy { return try await destroyJoinRows(of: members) }
    let (table, conditions) = try JoinRows.conditions(reflection, owner: owner, members: members)
    let dialect = try Database.current.dialect
    if reflection.isThrough, strategy == .nullify, let through = try reflection.resolved().through {
      let statement = UpdateStatement(table, set: try ForeignKeys.nullAssignments(through), where: conditions)
      _ = try await write(statement.rendered(dialect))
    } else {
      _ = try await write(DeleteStatement(from: table, where: conditions).rendered(dialect))
    }
    forgetJoins(of: members)
  }

  /// Loads the join records and destroys them one by one, so that their callbacks run.
  private nonisolated(nonsending) func destroyJoinRows(of members: [Record]) async throws {
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
    try await RelationLoader.rows(statement, .about(reflection, "join rows to be removed")) { _ in exists = true }
    guard exists else { return }
    _ = try await write(DeleteStatement(from: table, where: conditions).rendered(Database.current.dialect))
  }

  /// Join records in memory go with their rows.
  private func forgetJoins(of members: [Record]) {
    guard let resolved = try? reflection.resolved(), let through = resolved.through, let source = resolved.source else { return }
    if through.isSingular { return SingularAccess.reset(owner, through) }
    guard let state = CollectionAccess.existing(owner, through) else { return CollectionAccess.reset(owner, through) }
    guard let key = try? source.resolved().ownerKey else { return }
    let keys = Set(members.map(\.keyValue))
    state.remove(state.members.filter { keys.contains($0._value(key)) })
  }

  /// Removes every member by one statement, or with callbacks where any are declared.
  nonisolated(nonsending) func removeAll(by strategy: Dependent?) async throws {
    let strategy = strategy ?? (reflection.options.dependent == .destroy ? .deleteAll : reflection.options.dependent)
    let unsaved = CollectionAccess.unsaved(owner, reflection)
    if strategy == .destroy { return try await destroy(CollectionLoader.load(owner, reflection)) }
    guard owner.isPersisted else { return CollectionAccess.state(owner, reflection).remove(unsaved) }
    if hasRemovalCallbacks || isLoaded {
      try await remove(CollectionLoader.load(owner, reflection), by: strategy)
    } else {
      try await Database.current.transaction {
        keepInMemory()
        try await removeRows(by: strategy)
      }
    }
    let state = CollectionAccess.state(owner, reflection)
    state.remove(state.members)
    state.isLoaded = true
  }

  private var isLoaded: Bool { CollectionAccess.loaded(owner, reflection) != nil }

  private var hasRemovalCallbacks: Bool {
    let book = RuleBook.of(owner.facts)
    return !book.associationCallbacks(reflection.name, .beforeRemove).isEmpty
      || !book.associationCallbacks(reflection.name, .afterRemove).isEmpty
  }

  private nonisolated(nonsending) func removeRows(by strategy: Dependent?) async throws {
    let dialect = try Database.current.dialect
    if joins {
      let (table, conditions) = try JoinRows.conditions(reflection, owner: owner, members: nil)
      _ = try await write(DeleteStatement(from: table, where: conditions).rendered(dialect))
      return
    }
    let core = try AssociationQuery.relation(reflection, owner: owner)
    let count: Int
    if strategy == .delete || strategy == .deleteAll {
      count = try await write(DeleteStatement(from: core.facts.tableName, where: core.conditions).rendered(dialect))
    } else {
      let statement = UpdateStatement(
        core.facts.tableName, set: try ForeignKeys.nullAssignments(reflection), where: core.conditions)
      count = try await write(statement.rendered(dialect))
    }
    try await CounterCache.removed(count, from: owner, reflection)
  }
}
