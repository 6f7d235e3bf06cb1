// A target that was built through another association: the record in between points at it when the owner is saved.

extension HasOneWriter {
  /// Lets a new target be joined in memory, where it is known that no row in between exists; else the save asks for it.
  fileprivate func joined(_ target: Record, _ through: AssociationReflection, _ source: AssociationReflection, _ middle: Record?) throws {
    if let middle {
      if SingularAccess.state(middle, source)?.current === target { return }
      BelongsToWriting.assign(middle, source, target)
    } else {
      _ = try JoinRows.build(target, for: owner, reflection)
    }
    SingularAccess.refreshKey(owner, reflection)
  }

  /// Joins a target that was built, as far as memory tells. A declaration that cannot be resolved is told when it is saved.
  func join(built target: Record) {
    guard let (through, source) = try? JoinRows.writable(reflection) else { return }
    let known = SingularAccess.loaded(owner, through)
    guard owner.isNew || known != nil else { return }
    let middle = known ?? nil
    // A row is only changed by the save.
    if middle?.isPersisted != true { try? joined(target, through, source, middle) }
  }
}

extension SaveRunner {
  /// Joins a target that was built through a parent, before the parent is saved: the owner's row holds the parent's key.
  mutating nonisolated(nonsending) func joinBuilt(_ reflection: AssociationReflection, of record: Record) async throws {
    guard reflection.isSingular, let target = SingularAccess.loaded(record, reflection) ?? nil, target.isNew,
      SingularAccess.state(record, reflection)?.target === target
    else { return }
    let (through, source) = try JoinRows.writable(reflection)
    let middle = try await SingularLoader.load(record, through, isAsked: false)
    try await point(middle, at: target, reflection, through, source, of: record)
  }

  /// Saves the target of a has_one that leads through another one, and lets the record in between point at it.
  mutating nonisolated(nonsending) func saveThrough(
    _ target: Record, _ reflection: AssociationReflection, of record: Record
  ) async throws {
    let isNews = target.isNew
    if target.needsSave || (reflection.autosave == true && target.isChangedForAutosave(besides: record)) {
      try await save(target, validate: true)
    }
    guard isNews else { return }
    let (through, source) = try JoinRows.writable(reflection)
    // Through a parent it was joined before the record was saved.
    guard through.kind != .belongsTo else { return }
    let middle = try await SingularLoader.load(record, through, isAsked: false)
    try await point(middle, at: target, reflection, through, source, of: record)
    if middle?.isPersisted != true { try await saveChildren(through, of: record) }
  }

  private mutating nonisolated(nonsending) func point(
    _ middle: Record?, at target: Record, _ reflection: AssociationReflection, _ through: AssociationReflection,
    _ source: AssociationReflection, of record: Record
  ) async throws {
    let writer = HasOneWriter(record, reflection)
    writer.keepInMemory(through)
    guard let middle, middle.isPersisted else { return try writer.joined(target, through, source, middle) }
    try writer.keepKey(of: middle, source)
    BelongsToWriting.assign(middle, source, target)
    try await save(middle, validate: true)
  }
}
