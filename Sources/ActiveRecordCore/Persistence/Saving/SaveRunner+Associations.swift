// The two directions of a save: parents before the record, since their keys go into it; children after it, since its key goes
// into them.

extension SaveRunner {
  mutating nonisolated(nonsending) func saveParent(_ reflection: AssociationReflection, of record: Record) async throws {
    if SingularAccess.lostOwner(record, reflection) {
      throw reflection.error(
        .ownerGone,
        "the record was built from an owner that was never saved and is gone. Keep the owner in a variable until it is saved")
    }
    guard reflection.autosave != false, let target = SingularAccess.loaded(record, reflection) ?? nil, !target.isDestroyed
    else { return }
    if target === record {
      if record.isNew { session?.waiting.append((record, record, reflection)) }
      return
    }
    let autosaves = reflection.autosave == true
    if autosaves, target._flags.contains(.markedForDestruction) {
      RecordParticipant.keep(reflection, of: record)
      RecordParticipant.keepHolder(of: record, reflection)
      let resolved = try reflection.resolved()
      RecordParticipant.join(record)?.keep(resolved.ownerKey)
      if let typeKey = resolved.typeKey { RecordParticipant.join(record)?.keep(typeKey) }
      try await DestroyRunner.run(target)
      BelongsToWriting.assign(record, reflection, nil)
      return
    }
    if target.isNew || (autosaves && target.isChangedForAutosave(besides: record)) {
      let isOpen = record._flags.contains(.savingParents)
      // With autosave the record's validation has validated the target.
      do { if !target._flags.contains(.beingSaved) { try await save(target, validate: !autosaves) } } catch let error as RecordInvalid {
        // Where the parent went on with the record, the record may be what is not valid.
        let isOwn = isOpen && !record._flags.contains(.savingParents) && !record.errors.isEmpty
        if !isOwn { tell(error, about: reflection, on: record) }
        throw error
      }
      if target.isNew { session?.waiting.append((record, target, reflection)) }
    }
    try takeKey(of: target, into: record, reflection)
  }

  /// Writes the key of a parent that was just saved into the record, and its class where that is stored.
  func takeKey(of target: Record, into record: Record, _ reflection: AssociationReflection) throws {
    let resolved = try reflection.resolved()
    try reflection.checkTargetKey(in: target.facts)
    let value = target.key(at: reflection.isPolymorphic ? reflection.targetKey(in: target.facts) : resolved.targetKey ?? 0)
    if value.isNull { return }
    if reflection.isPolymorphic, Self.holdsOtherKey(of: target, record, reflection, resolved) { return }
    var isTaken = false
    if record.value(at: resolved.ownerKey) != value {
      RecordParticipant.join(record)?.keep(resolved.ownerKey)
      try record.write(resolved.ownerKey, value)
      isTaken = true
    }
    if reflection.isPolymorphic, let typeKey = resolved.typeKey, !Self.names(record, typeKey, target) {
      RecordParticipant.join(record)?.keep(typeKey)
      try record.write(typeKey, .text(target.facts.root.storedName))
      isTaken = true
    }
    if isTaken { try Self.keyTaken(by: record, reflection) }
  }

  /// Whether a record holds the name of a target's class: another association may have written another one.
  private static func names(_ record: Record, _ typeKey: Int, _ target: Record) -> Bool {
    guard case .text(let name) = record._value(typeKey) else { return false }
    return target.facts.isStored(as: name)
  }

  /// Whether a record was taken in by an association of the target that compares another column than the target's key, and holds that one.
  ///
  /// `targetKey(in:)` finds it where all that lead back agree, and where an inverse is named; here they do not.
  private static func holdsOtherKey(
    of target: Record, _ record: Record, _ reflection: AssociationReflection, _ resolved: AssociationResolution
  ) -> Bool {
    let key = record.value(at: resolved.ownerKey)
    guard !key.isNull, SingularAccess.state(record, reflection)?.target == nil else { return false }
    return target.facts.associations.all.contains { other in
      other.options.primaryKey != nil && other.options.polymorphicName?() == reflection.name
        && (try? other.resolved()).map { target.key(at: $0.ownerKey) == key } ?? false
    }
  }

  /// What was set on a record, and through its parent, is still what its key leads to.
  static func keyTaken(by record: Record, _ reflection: AssociationReflection) throws {
    guard reflection.kind == .belongsTo else { return }
    SingularAccess.refreshKey(record, reflection)
    for other in SavePlan.of(record.facts).throughParents where other.isSingular {
      guard let through = try other.resolved().through, through === reflection else { continue }
      SingularAccess.refreshKey(record, other)
    }
  }

  mutating nonisolated(nonsending) func saveChildren(_ reflection: AssociationReflection, of record: Record) async throws {
    if let facts = reflection.target.facts, !facts.isWritten(in: session) {
      return try await elsewhere(facts) { try await $0.saveChildren(reflection, of: record) }
    }
    for child in try await childrenToSave(reflection, of: record) { try await save(child, reflection, tellingOn: record) }
  }

  /// The children that are saved, after those that are marked were destroyed.
  nonisolated(nonsending) func childrenToSave(_ reflection: AssociationReflection, of record: Record) async throws -> [Record] {
    if !reflection.isSingular, let state = CollectionAccess.existing(record, reflection), !state.refusals.isEmpty {
      try CollectionWriter(record, reflection).checkRefusals()
    }
    let children = try leaving(ChildrenToSave.of(record, reflection), of: record, reflection)
    if reflection.kind == .hasOne, !children.isEmpty { try await HasOneWriter(record, reflection).detachReplaced() }
    // A mark counts only where the members are saved with their owner.
    let marked = reflection.autosave == true ? children.filter { $0._flags.contains(.markedForDestruction) } : []
    if marked.isEmpty { return children }
    do {
      if !reflection.isSingular {
        try await CollectionWriter(record, reflection).destroy(marked)
      } else {
        for child in marked where child.isPersisted { try await DestroyRunner.run(child) }
      }
    } catch let error as RecordNotDestroyed {
      if !record.errors.contains(reflection.name) { record.errors.add(reflection.name, kind: "invalid") }
      throw error
    }
    return children.filter { !$0._flags.contains(.markedForDestruction) }
  }

  mutating nonisolated(nonsending) func save(
    _ child: Record, _ reflection: AssociationReflection, tellingOn record: Record
  ) async throws {
    do { try await saveTold(child: child, reflection, of: record) } catch {
      tell(error, about: reflection, on: record)
      throw error
    }
  }

  /// A member that could not be saved is told on its owner, too.
  mutating func tell(_ error: any Error, about reflection: AssociationReflection, on record: Record) {
    told = record
    guard error is RecordInvalid || error is RecordNotSaved, !record.errors.contains(reflection.name) else { return }
    record.errors.add(reflection.name, kind: "invalid")
  }

  /// Saves a child; callbacks that had to wait when it was built run around it.
  private mutating nonisolated(nonsending) func saveTold(
    child: Record, _ reflection: AssociationReflection, of record: Record
  ) async throws {
    guard !reflection.isSingular, CollectionAccess.existing(record, reflection)?.unannounced.isEmpty == false else {
      return try await save(child: child, reflection, of: record)
    }
    let writer = CollectionWriter(record, reflection)
    try await writer.callWaiting(.beforeAdd, child)
    try await save(child: child, reflection, of: record)
    try await writer.callWaiting(.afterAdd, child)
  }

  private mutating nonisolated(nonsending) func save(
    child: Record, _ reflection: AssociationReflection, of record: Record
  ) async throws {
    if reflection.isSingular, reflection.isThrough { return try await saveThrough(child, reflection, of: record) }
    if reflection.kind == .hasAndBelongsToMany || reflection.isThrough {
      let state = CollectionAccess.existing(record, reflection)
      JoinRows.forgetSaved(of: record, reflection)
      let pending = state?.pendingJoins.firstIndex { $0 === child }
      let isUnjoined = child.isNew || pending != nil
      let autosaves = reflection.autosave == true
      if child.needsSave || (autosaves && child.isChangedForAutosave(besides: record)) {
        try await save(child, validate: !autosaves)
      }
      if isUnjoined { try await JoinRows.add(child, to: record, reflection, with: &self) }
      if let pending {
        RecordParticipant.keep(reflection, of: record)
        state?.pendingJoins.remove(at: pending)
      }
      return
    }
    if reflection.isSingular, child.isPersisted { try Self.takeBack(child, reflection, by: record) }
    if ForeignKeys.areGiven(to: child, reflection, of: record) {
      try ForeignKeys.set(on: child, reflection, owner: record, isGivenBack: child.isPersisted)
    }
    // With autosave the owner's validation has validated the child.
    try await save(child, validate: reflection.autosave != true)
    guard !reflection.isSingular, let state = CollectionAccess.existing(record, reflection), !state.pendingJoins.isEmpty else { return }
    RecordParticipant.keep(reflection, of: record)
    state.pendingJoins.removeAll { $0 === child }
  }

  /// Lets the target of a has_one that another owner took meanwhile know its owner again: it is the one that is saved. Where the user has
  /// set the target's own association to another record, or to none, that counts.
  private static func takeBack(_ child: Record, _ reflection: AssociationReflection, by record: Record) throws {
    guard let inverse = try reflection.resolved().inverse, inverse.isSingular,
      let state = SingularAccess.state(child, inverse), state.reference != nil, state.target == nil, state.current !== record
    else { return }
    RecordParticipant.keep(inverse, of: child)
    CollectionAccess.setInverse(record, reflection, on: child)
  }
}
