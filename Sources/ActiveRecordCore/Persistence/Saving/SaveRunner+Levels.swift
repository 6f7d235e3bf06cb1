// A large graph is saved level by level: the new children of all records of a level go into a table by one statement, where nobody
// is called in between.

extension SaveRunner {
  /// Saves the children that some records have through one association.
  ///
  /// - Parameter checked: Whether these records were validated with all that hangs on them.
  mutating nonisolated(nonsending) func saveLevel(
    _ reflection: AssociationReflection, of owners: [Record], checked: Bool
  ) async throws {
    if let facts = reflection.target.facts, !facts.isWritten(in: session) {
      return try await elsewhere(facts) { try await $0.saveLevel(reflection, of: owners, checked: checked) }
    }
    let checked = checked && LevelBatch.isChecked(reflection)
    var batch = LevelBatch(reflection: reflection)
    for owner in owners where LevelBatch.mayHaveChildren(owner, reflection) {
      try await gather(try await childrenToSave(reflection, of: owner), of: owner, into: &batch, checked: checked)
    }
    try await save(&batch, checked: checked)
  }

  /// Saves members of one owner, all at once where that may be.
  mutating nonisolated(nonsending) func saveTogether(
    _ children: [Record], _ reflection: AssociationReflection, of owner: Record
  ) async throws {
    let checked = LevelBatch.isChecked(reflection)
    var batch = LevelBatch(reflection: reflection)
    try await gather(children, of: owner, into: &batch, checked: checked)
    try await save(&batch, checked: checked)
  }

  /// Adds children to those that are inserted together, and saves those that cannot be.
  private mutating nonisolated(nonsending) func gather(
    _ children: [Record], of owner: Record, into batch: inout LevelBatch, checked: Bool
  ) async throws {
    let reflection = batch.reflection, takesMany = LevelBatch.takes(reflection)
    let isCalled = !reflection.isSingular && CollectionAccess.existing(owner, reflection)?.unannounced.isEmpty == false
    for child in children {
      if takesMany, !isCalled, child.isNew, !child._flags.contains(.savingParents), batch.plan(of: child).isQuiet {
        batch.members.append(LevelBatch.Member(child: child, owner: owner))
      } else {
        try await save(&batch, checked: checked)
        try await save(child, reflection, tellingOn: owner)
      }
    }
  }

  /// Saves the children that were gathered, and then what hangs on them.
  private mutating nonisolated(nonsending) func save(_ batch: inout LevelBatch, checked: Bool) async throws {
    let members = batch.members, reflection = batch.reflection
    batch.members.removeAll()
    if members.count == 1 { return try await save(members[0].child, reflection, tellingOn: members[0].owner) }
    let stored = try await store(members, &batch, checked: checked)
    do { for group in LevelBatch.groups(stored) { try await saveBelow(group, checked: checked) } } catch {
      if let told, let member = members.first(where: { $0.child === told }) { tell(error, about: reflection, on: member.owner) }
      throw error
    }
  }

  /// Inserts children, after what has to come before.
  ///
  /// - Returns: Those that were inserted.
  private mutating nonisolated(nonsending) func store(
    _ members: [LevelBatch.Member], _ batch: inout LevelBatch, checked: Bool
  ) async throws -> [Record] {
    let reflection = batch.reflection
    let mayValidate = reflection.autosave != true
    var ready: [Record] = []
    ready.reserveCapacity(members.count)
    for member in members where begun.insert(member.child) {
      // The parent of one may have rules that change the next one.
      let validates = mayValidate && !(checked && isUndisturbed)
      do { try await prepare(member.child, batch.plan(of: member.child), reflection, of: member.owner, validates: validates) } catch {
        tell(error, about: reflection, on: member.owner)
        throw error
      }
      ready.append(member.child)
    }
    // One that is the parent of another one here was saved with that one.
    ready.removeAll { !$0.isNew }
    for group in LevelBatch.groups(ready) { try await insert(group) }
    joined(members, reflection)
    return ready
  }

  /// Validates a child, saves its other parents, and gives it the key of its owner.
  private mutating nonisolated(nonsending) func prepare(
    _ child: Record, _ plan: SavePlan, _ reflection: AssociationReflection, of owner: Record, validates: Bool
  ) async throws {
    let facts = plan.facts
    try refuse(child, facts)
    if ForeignKeys.areGiven(to: child, reflection, of: owner) {
      try ForeignKeys.set(on: child, reflection, owner: owner, isGivenBack: child.isPersisted)
    }
    if validates { try await validate(child, facts, nil) } else { try plan.book.normalize(child) }
    RecordParticipant.join(child, in: session)
    guard child.hasAssociationState || plan.autosaves else { return }
    for parent in plan.parents where !(try LevelBatch.isSettled(parent, of: child, reflection, owner)) {
      try await saveParent(parent, of: child)
    }
  }

  /// Inserts new records of one class.
  private nonisolated(nonsending) func insert(_ records: [Record]) async throws {
    let plan = SavePlan.of(records[0].facts)
    for record in records where !plan.stamps.isEmpty { try Timestamps.set(plan.stamps, on: record) }
    try await RowWriter.insert(records, plan, in: session)
    let isFollowed = !plan.counted.isEmpty || !plan.touched.isEmpty || session?.waiting.isEmpty == false
    if isFollowed {
      for record in records { try await rowWritten(record, plan, .create, RecordParticipant.join(record, in: session)) }
    } else {
      let frame = session?.frames.last
      for record in records {
        frame.map { RecordParticipant.join(record, to: $0) }?.happened(.create)
        record.changesApplied()
      }
    }
  }

  private mutating nonisolated(nonsending) func saveBelow(_ records: [Record], checked: Bool) async throws {
    let plan = SavePlan.of(records[0].facts)
    let owners = plan.autosaves ? records : records.filter(\.hasAssociationState)
    if owners.isEmpty { return }
    for child in plan.children { try await saveLevel(child, of: owners, checked: checked) }
  }

  /// Children that waited in memory for their owners' keys have them. Those of an owner stand together.
  private func joined(_ members: [LevelBatch.Member], _ reflection: AssociationReflection) {
    if reflection.isSingular { return }
    var last: Record?, waiting: CollectionState?
    for member in members {
      if member.owner !== last {
        (last, waiting) = (member.owner, CollectionAccess.existing(member.owner, reflection))
        if waiting?.pendingJoins.isEmpty == true { waiting = nil }
      }
      guard let waiting else { continue }
      RecordParticipant.keep(reflection, of: member.owner)
      waiting.pendingJoins.removeAll { $0 === member.child }
    }
  }
}
