/// What becomes of the records that depend on one that is destroyed.
enum Dependents {
  /// Handles the records that hold the key of `record`, and the join rows.
  static nonisolated(nonsending) func handle(_ record: Record, _ plan: SavePlan) async throws {
    for reflection in plan.children where reflection.kind != .hasAndBelongsToMany {
      if let dependent = reflection.options.dependent { try await handle(dependent, record, reflection) }
    }
    for reflection in plan.children.reversed() where reflection.kind == .hasAndBelongsToMany {
      if record.isPersisted { try await removeJoinRows(record, reflection) }
    }
  }

  /// Handles the records whose keys `record` held.
  static nonisolated(nonsending) func handleParents(_ record: Record, _ plan: SavePlan) async throws {
    for reflection in plan.parents {
      guard let dependent = reflection.options.dependent, let target = try await SingularLoader.load(record, reflection, isAsked: false)
      else { continue }
      if dependent == .delete || dependent == .deleteAll {
        try await RecordDeletion.delete(target)
      } else if dependent == .destroyAsync, let queue = try record.facts.database.configuration.jobs {
        try await DestroyLater.enqueue(target: target, of: record, reflection, queue)
      } else {
        try await DestroyRunner.run(target)
      }
    }
  }

  private static nonisolated(nonsending) func handle(
    _ dependent: Dependent, _ record: Record, _ reflection: AssociationReflection
  ) async throws {
    switch dependent {
    case .restrictWithError, .restrictWithException: try await restrict(dependent, record, reflection)
    case .destroy, .destroyAsync:
      if dependent == .destroyAsync, let queue = try record.facts.database.configuration.jobs {
        return try await DestroyLater.enqueue(record, reflection, queue)
      }
      if MemberPieces.are(record, reflection) {
        return try await MemberPieces.each(of: record, reflection) { members in
          for member in members { member.noteDestroyer(reflection) }
          try await CollectionWriter(record, reflection).destroy(members)
        }
      }
      let members = try await members(record, reflection)
      for member in members where member.isPersisted { member.noteDestroyer(reflection) }
      if reflection.isSingular || (reflection.isThrough && dependent == .destroyAsync) {
        for member in members where member.isPersisted { try await DestroyRunner.run(member) }
      } else if !members.isEmpty {
        try await CollectionWriter(record, reflection).destroy(members)
      }
    case .delete, .deleteAll, .nullify:
      guard record.isPersisted else { return }
      try await byStatement(dependent, record, reflection)
    }
  }

  /// The rows that go with a record: of a has_one whose scope picks one of several, only that one.
  static func rows(of record: Record, _ reflection: AssociationReflection) throws -> RelationCore {
    var core = try AssociationQuery.relation(reflection, owner: record)
    guard reflection.isSingular, !core.orders.isEmpty || core.limit != nil || core.offset != nil else { return core }
    guard let known = AssociationLoad.targets(of: record, reflection).first(where: \.isPersisted) else {
      core.limit = 1
      return core
    }
    core.conditions.append(core.column(core.facts.layout.key.name).equals(known.originalKey))
    (core.orders, core.limit, core.offset) = ([], nil, nil)
    return core
  }

  private static nonisolated(nonsending) func members(_ record: Record, _ reflection: AssociationReflection) async throws -> [Record] {
    if reflection.isSingular { return try await SingularLoader.load(record, reflection, isAsked: false).map { [$0] } ?? [] }
    return try await CollectionLoader.load(record, reflection, isAsked: false)
  }

  private static nonisolated(nonsending) func restrict(
    _ dependent: Dependent, _ record: Record, _ reflection: AssociationReflection
  ) async throws {
    let known = AssociationLoad.targets(of: record, reflection)
    var exists = !known.isEmpty
    if !reflection.isSingular { exists = exists || !CollectionAccess.unsaved(record, reflection).isEmpty }
    if !exists, !AssociationLoad.isLoaded(record, reflection) {
      let cause = QueryCause.asked(reflection, "restriction")
      exists = try await RelationLoader.exists(AssociationQuery.relation(reflection, owner: record), cause: cause)
    }
    guard exists else { return }
    if dependent == .restrictWithException { throw DeleteRestricted(model: record.facts.name, association: reflection.name) }
    let kind = ErrorMessages.restriction + (reflection.isSingular ? "has_one" : "has_many")
    record.errors.add(kind: kind, options: ["record": reflection.name])
    let text = record.errors.entries.last?.message ?? ""
    throw RecordNotDestroyed(
      model: record.facts.name, errors: record.errors,
      "Failed to destroy \(record.facts.name) with \(record.facts.primaryKeyName)=\(record.keyValue): \(text)")
  }

  /// One statement for all of them; for a through association, for the rows in between.
  private static nonisolated(nonsending) func byStatement(
    _ dependent: Dependent, _ record: Record, _ reflection: AssociationReflection
  ) async throws {
    if reflection.isThrough {
      let members = try await CollectionLoader.load(record, reflection, isAsked: false)
      if !members.isEmpty { try await CollectionWriter(record, reflection).remove(members, by: dependent) }
      return
    }
    let core = try rows(of: record, reflection)
    let conditions = try BulkConditions.of(core)
    let dialect = try core.facts.database.dialect
    let cause = QueryCause("\(reflection.path), dependent: \(dependent.rawValue)")
    if dependent == .nullify {
      let statement = UpdateStatement(core.facts.tableName, set: try ForeignKeys.nullAssignments(reflection), where: conditions)
      try await RowWriter.write(statement.rendered(dialect), of: core.facts, cause)
      for member in AssociationLoad.targets(of: record, reflection) where member.isPersisted {
        try ForeignKeys.forget(on: member, reflection)
      }
    } else {
      try await RowWriter.write(
        DeleteStatement(from: core.facts.tableName, where: conditions).rendered(dialect), of: core.facts, cause)
      for member in AssociationLoad.targets(of: record, reflection) where member.isPersisted { member.rowIsGone() }
    }
  }

  private static nonisolated(nonsending) func removeJoinRows(_ record: Record, _ reflection: AssociationReflection) async throws {
    let (table, conditions) = try JoinRows.conditions(reflection, owner: record, members: nil)
    let statement = DeleteStatement(from: table, where: conditions).rendered(try reflection.owner.database.dialect)
    try await RowWriter.write(statement, of: reflection.owner, QueryCause("\(reflection.path), join rows removed"))
  }
}

/// Deletes rows without callbacks.
enum RecordDeletion {
  static nonisolated(nonsending) func delete(_ record: Record) async throws {
    try record.facts.refuseReadonlyClass()
    RecordParticipant.join(record)
    if record.isPersisted { try await RowWriter.delete(record) }
    record._flags.insert(.destroyed)
    record._flags.remove(.persisted)
  }
}
