/// Adds members to collections and takes them away: in memory for unsaved owners, in one transaction for saved ones.
struct CollectionWriter {
  let owner: Record
  let reflection: AssociationReflection
  private let book: RuleBook

  init(_ owner: Record, _ reflection: AssociationReflection) {
    self.owner = owner
    self.reflection = reflection
    book = RuleBook.of(owner.facts)
  }

  nonisolated(nonsending) func call(_ point: AssociationCallback.Point, _ member: Record) async throws {
    for callback in book.associationCallbacks(reflection.name, point) { try await callback.body(owner, member) }
  }

  /// Adds members; those of a saved owner are saved at once.
  nonisolated(nonsending) func append(_ members: [Record]) async throws {
    if reflection.isThrough { _ = try JoinRows.writable(reflection) }
    guard owner.isPersisted else {
      for member in members {
        try await call(.beforeAdd, member)
        keep(member)
        if reflection.isThrough { _ = try JoinRows.build(member, for: owner, reflection) }
        try await call(.afterAdd, member)
      }
      return
    }
    let before = AssociationSnapshot(owner, reflection)
    var kept: [Record] = []
    do {
      try await Database.current.transaction {
        RecordParticipant.keep(reflection, of: owner)
        for member in members {
          try await call(.beforeAdd, member)
          keepInverse(of: member)
          kept.append(member)
          keep(member)
          try await save(member)
          try await call(.afterAdd, member)
        }
      }
    } catch {
      // A member that does not pass validation stays, unsaved; after any other failure memory is what it was.
      before.restore(on: owner)
      if !reflection.isThrough, error is RecordInvalid { for member in kept { keep(member) } }
      throw error
    }
  }

  /// Notes whom a member knows as its owner.
  private func keepInverse(of member: Record) {
    if let inverse = try? reflection.resolved().inverse, inverse.isSingular { RecordParticipant.keep(inverse, of: member) }
  }

  /// Puts a member into memory, and lets it know its owner.
  func keep(_ member: Record) {
    let state = CollectionAccess.state(owner, reflection)
    if reflection.kind == .hasAndBelongsToMany || reflection.isThrough {
      if !state.target.contains(where: { $0 === member }) || member.isPersisted { state.target.append(member) }
      if reflection.kind == .hasAndBelongsToMany, owner.isNew || member.isNew { state.pendingJoins.append(member) }
    } else {
      state.add(member)
      if owner.isNew, member.isPersisted { state.pendingJoins.append(member) }
      CollectionAccess.setInverse(owner, reflection, on: member)
    }
  }

  /// Saves a member that was added: its key and itself, or itself and the row that joins it.
  private nonisolated(nonsending) func save(_ member: Record) async throws {
    if reflection.kind == .hasAndBelongsToMany || reflection.isThrough {
      if member.isNew { try await SaveRunner.run(member, validate: reflection.options.validate ?? true) }
      var runner = SaveRunner()
      try await JoinRows.add(member, to: owner, reflection, with: &runner)
      CollectionAccess.existing(owner, reflection)?.pendingJoins.removeAll { $0 === member }
      return
    }
    try ForeignKeys.set(on: member, reflection, owner: owner)
    if member.needsSave { try await SaveRunner.run(member, validate: reflection.options.validate ?? true) }
  }

  /// Builds a member, with the owner's key and what the scope says.
  func build(_ configure: (Record) throws -> Void) throws -> Record {
    guard let facts = reflection.target.facts else { throw reflection.error(.unsupportedTarget, "it has no one class") }
    let member = facts.type.init()
    try ScopeAttributes.fromScope(of: reflection, on: member, owner: owner)
    if !reflection.isThrough, reflection.kind != .hasAndBelongsToMany { try ForeignKeys.set(on: member, reflection, owner: owner) }
    CollectionAccess.setInverse(owner, reflection, on: member)
    try configure(member)
    return member
  }
}
