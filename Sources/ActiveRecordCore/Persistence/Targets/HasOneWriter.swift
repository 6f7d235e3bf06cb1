/// Writes to has_one: the new target is saved and the replaced one taken away, in one transaction.
struct HasOneWriter {
  let owner: Record
  let reflection: AssociationReflection

  init(_ owner: Record, _ reflection: AssociationReflection) {
    self.owner = owner
    self.reflection = reflection
  }

  /// Replaces the target; nothing is saved as long as the owner is not.
  ///
  /// - Throws: ``RecordNotSaved`` where the new target is not valid, or the old one without its owner; then nothing is changed.
  nonisolated(nonsending) func set(_ target: Record?) async throws {
    do { try await write(target) } catch let error as RecordInvalid {
      throw RecordNotSaved(
        model: error.model, "\(reflection.path): the new \(reflection.name) was not saved, so nothing was changed. \(error)")
    }
  }

  /// Replaces the target, in one transaction.
  nonisolated(nonsending) func write(_ target: Record?) async throws {
    if reflection.isThrough { return try await setThrough(target) }
    guard owner.isPersisted else { return put(target) }
    let replaced = try await storedTarget()
    if let target, replaced == target, !target.needsSave, try isHeld(target) { return replaced === target ? () : put(target) }
    try await reflection.transaction {
      keepInMemory(target)
      if let replaced, replaced != target { try await Self.detach(replaced, from: owner, reflection) }
      if let target {
        CollectionAccess.setInverse(owner, reflection, on: target)
        try ForeignKeys.set(on: target, reflection, owner: owner)
        // A target whose own callback sets it is written by the save that is under way.
        if target.needsSave, !target._flags.contains(.beingSaved) { try await SaveRunner.run(target, validate: true) }
      }
      put(target)
    }
  }

  /// Whether a target holds the owner's key, as far as it knows.
  private func isHeld(_ target: Record) throws -> Bool {
    let resolved = try reflection.resolved()
    return resolved.targetKey.map { target.value(at: $0) == owner.key(at: resolved.ownerKey) } ?? true
  }

  /// The target that has a row: the one that is known, or the one behind a target that was only built.
  private nonisolated(nonsending) func storedTarget() async throws -> Record? {
    let known = try await SingularLoader.load(owner, reflection, isAsked: false)
    guard let known, known.isNew, let state = SingularAccess.state(owner, reflection) else { return known }
    if state.reference != nil { state.replacesUnknown = true }
    return try await replaced(by: state) ?? known
  }

  /// The row that a target built in memory replaces.
  private nonisolated(nonsending) func replaced(by state: SingularState) async throws -> Record? {
    guard state.replacesUnknown else { return state.replaced }
    var core = try AssociationQuery.relation(reflection, owner: owner)
    core.limit = 1
    state.replaced = try await RelationLoader.records(core, cause: .about(reflection, "to be replaced")).first
    state.replacesUnknown = false
    return state.replaced
  }

  /// Notes the target, and whom a new one knows as its owner.
  private func keepInMemory(_ target: Record?) {
    RecordParticipant.keep(reflection, of: owner)
    guard let target, let inverse = try? reflection.resolved().inverse, inverse.isSingular else { return }
    RecordParticipant.keep(inverse, of: target)
  }

  /// Puts a target into memory, and lets it know its owner.
  func put(_ target: Record?) {
    if let known = SingularAccess.loaded(owner, reflection) ?? nil, known !== target, known.isNew { release(known) }
    if let target { CollectionAccess.setInverse(owner, reflection, on: target) }
    SingularAccess.set(owner, reflection, target)
  }

  /// Lets a new target that another one replaces forget its owner.
  private func release(_ target: Record) {
    guard let inverse = try? reflection.resolved().inverse, inverse.isSingular,
      SingularAccess.state(target, inverse)?.current === owner
    else { return }
    try? ForeignKeys.clear(on: target, reflection)
    SingularAccess.set(target, inverse, nil)
  }

  /// What the owner and the scope say about a new target. A declaration that cannot be resolved is told when it is saved.
  func prepare(_ target: Record) {
    try? ScopeAttributes.fromScope(of: reflection, on: target, owner: owner)
    claim(target)
  }

  /// Writes the owner's key into a target.
  func claim(_ target: Record) {
    if !reflection.isThrough { try? ForeignKeys.set(on: target, reflection, owner: owner) }
  }

  /// Puts a new target into memory; the row that it replaces is taken away when the new one is saved.
  func put(built target: Record) {
    let known = SingularAccess.loaded(owner, reflection)
    put(target)
    if reflection.isThrough { return join(built: target) }
    guard owner.isPersisted, let state = SingularAccess.state(owner, reflection) else { return }
    if let known { state.replaced = known } else { state.replacesUnknown = true }
  }

  /// Takes away the row that a target built in memory replaces, when the owner is saved.
  nonisolated(nonsending) func detachReplaced() async throws {
    guard let state = SingularAccess.state(owner, reflection), let target = state.target else { return }
    let replaced = try await replaced(by: state)
    if replaced != nil { RecordParticipant.keep(reflection, of: owner) }
    if let replaced, replaced != target { try await Self.detach(replaced, from: owner, reflection) }
    state.replaced = nil
  }

  /// A has_one through is written through the record in between, which is built where there is none.
  private nonisolated(nonsending) func setThrough(_ target: Record?) async throws {
    let (through, source) = try JoinRows.writable(reflection)
    let middle = try await SingularLoader.load(owner, through, isAsked: false)
    try await reflection.transaction {
      keepInMemory(through)
      if let target { try await join(target, through, source, middle) } else if let middle { try await remove(middle, through, source) }
      SingularAccess.set(owner, reflection, target)
    }
  }

  private nonisolated(nonsending) func join(
    _ target: Record, _ through: AssociationReflection, _ source: AssociationReflection, _ middle: Record?
  ) async throws {
    if target.isNew, owner.isPersisted { try await SaveRunner.run(target, validate: true) }
    if let middle {
      if owner.isPersisted { try keepKey(of: middle, source) }
      BelongsToWriting.assign(middle, source, target)
      if owner.isPersisted { try await SaveRunner.run(middle, validate: true) }
      return
    }
    let join = try JoinRows.build(target, for: owner, reflection)
    guard owner.isPersisted else { return }
    try await SaveRunner.run(join, validate: true)
    if through.kind == .belongsTo { try await SaveRunner.run(owner, validate: true) }
  }

  /// The record in between goes with its target; one that the owner belongs to stays, and forgets the target.
  private nonisolated(nonsending) func remove(
    _ middle: Record, _ through: AssociationReflection, _ source: AssociationReflection
  ) async throws {
    guard through.kind == .belongsTo else {
      try await DestroyRunner.run(middle)
      return SingularAccess.set(owner, through, nil)
    }
    if owner.isPersisted { try keepKey(of: middle, source) }
    BelongsToWriting.assign(middle, source, nil)
    if middle.isPersisted { try await SaveRunner.run(middle, validate: true) }
  }

  /// Notes the target and the record in between.
  func keepInMemory(_ through: AssociationReflection) {
    guard owner.isPersisted else { return }
    RecordParticipant.keep(reflection, of: owner)
    RecordParticipant.keep(through, of: owner)
  }

  /// Notes whom the record in between points at.
  func keepKey(of middle: Record, _ source: AssociationReflection) throws {
    RecordParticipant.keep(source, of: middle)
    RecordParticipant.keepHolder(of: middle, source)
    let resolved = try source.resolved()
    let participant = RecordParticipant.join(middle)
    participant?.keep(resolved.ownerKey)
    if let typeKey = resolved.typeKey { participant?.keep(typeKey) }
  }

  /// Takes a replaced target away: by its dependent strategy, or by setting its key to `NULL`.
  ///
  /// - Throws: ``RecordNotSaved`` where it is not valid without its owner; it keeps its key then.
  static nonisolated(nonsending) func detach(
    _ replaced: Record, from owner: Record, _ reflection: AssociationReflection
  ) async throws {
    guard replaced.isPersisted else { return }
    switch reflection.options.dependent {
    case .destroy, .destroyAsync:
      replaced.noteDestroyer(reflection)
      try await DestroyRunner.run(replaced)
    case .delete, .deleteAll: try await RecordDeletion.delete(replaced)
    case .nullify, .restrictWithError, .restrictWithException, nil:
      try ForeignKeys.clear(on: replaced, reflection)
      do { try await SaveRunner.run(replaced, validate: true) } catch let error as RecordInvalid {
        throw RecordNotSaved(
          model: error.model,
          "\(reflection.path): the \(reflection.name) that is replaced was not saved without its owner, so nothing was changed. \(error)")
      }
    }
  }
}
