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
      if takesMany, !isCalled, child.isNew, !child._flags.contains(.savingParents), SavePlan.of(child.facts).isQuiet {
        batch.members.append((child, owner))
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
    var ready: [Record] = []
    for (child, owner) in members where begun.insert(child) {
      do { try await prepare(child, reflection, of: owner, validates: !(checked && isUndisturbed) && reflection.autosave != true) } catch {
        tell(error, about: reflection, on: owner)
        throw error
      }
      ready.append(child)
    }
    // One that is the parent of another one here was saved with that one.
    ready.removeAll { !$0.isNew }
    let groups = LevelBatch.groups(ready)
    for group in groups { try await insert(group) }
    for (child, owner) in members { joined(child, to: owner, reflection) }
    do { for group in groups { try await saveBelow(group, checked: checked) } } catch {
      if let told, let member = members.first(where: { $0.child === told }) { tell(error, about: reflection, on: member.owner) }
      throw error
    }
  }

  /// Validates a child, saves its other parents, and gives it the key of its owner.
  private mutating nonisolated(nonsending) func prepare(
    _ child: Record, _ reflection: AssociationReflection, of owner: Record, validates: Bool
  ) async throws {
    let facts = child.facts, plan = SavePlan.of(facts)
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
    for record in records {
      let participant = RecordParticipant.join(record, in: session)
      if isFollowed {
        try await rowWritten(record, plan, .create, participant)
      } else {
        participant?.happened(.create)
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

  /// A child that waited in memory for its owner's key has it.
  private func joined(_ child: Record, to owner: Record, _ reflection: AssociationReflection) {
    guard !reflection.isSingular, let state = CollectionAccess.existing(owner, reflection), !state.pendingJoins.isEmpty else { return }
    RecordParticipant.keep(reflection, of: owner)
    state.pendingJoins.removeAll { $0 === child }
  }
}

/// Children of one association that are inserted together.
struct LevelBatch {
  let reflection: AssociationReflection
  var members: [(child: Record, owner: Record)] = []

  init(reflection: AssociationReflection) { self.reflection = reflection }

  /// Whether the children hold the key of their owner themselves.
  static func takes(_ reflection: AssociationReflection) -> Bool {
    reflection.kind != .hasAndBelongsToMany && !reflection.isThrough
  }

  /// Whether the validation of an owner looks at its members.
  static func isChecked(_ reflection: AssociationReflection) -> Bool {
    reflection.options.validate ?? (!reflection.isSingular || reflection.autosave == true)
  }

  /// Whether an owner can have children to save: its members were looked at or changed in memory, or are looked at anyhow.
  static func mayHaveChildren(_ owner: Record, _ reflection: AssociationReflection) -> Bool {
    reflection.autosave == true || owner._extras?.association(reflection.index) != nil
  }

  /// Whether a child's parent is the owner that the child just got its key from.
  static func isSettled(
    _ parent: AssociationReflection, of child: Record, _ reflection: AssociationReflection, _ owner: Record
  ) throws -> Bool {
    let resolved = try reflection.resolved()
    guard resolved.inverse === parent, parent.autosave != true, !parent.isPolymorphic, owner.isPersisted else { return false }
    let back = try parent.resolved()
    return back.ownerKey == resolved.targetKey && back.targetKey ?? 0 == resolved.ownerKey
      && SingularAccess.state(child, parent)?.current === owner
  }

  /// The records of each class, in the order in which the classes come.
  static func groups(_ records: [Record]) -> [[Record]] {
    guard let first = records.first else { return [] }
    if records.allSatisfy({ type(of: $0) == type(of: first) }) { return [records] }
    var groups: [[Record]] = []
    var places: [ObjectIdentifier: Int] = [:]
    for record in records {
      let id = ObjectIdentifier(record.facts)
      if let place = places[id] {
        groups[place].append(record)
      } else {
        places[id] = groups.count
        groups.append([record])
      }
    }
    return groups
  }
}
