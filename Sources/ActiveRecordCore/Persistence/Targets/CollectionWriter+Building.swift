extension CollectionWriter {
  /// Makes a member: the owner's key and what the scope says, then what the caller says, then the owner's key again, which always wins.
  ///
  /// - Parameter narrowed: A query over the collection, whose conditions say more about the member.
  func make<Element: Record>(
    _ type: Element.Type, narrowed: RelationCore? = nil, _ configure: (Element) throws -> Void
  ) rethrows -> Element {
    let member = Element()
    CollectionAccess.setInverse(owner, reflection, on: member)
    // A declaration that cannot be resolved is told when the member is saved.
    if let narrowed {
      // The query has the scope's conditions, but for those that it left out.
      try? ScopeAttributes.set(from: narrowed, on: member)
      JoinRows.note(narrowed, about: member, of: owner, reflection)
    } else {
      try? ScopeAttributes.fromScope(of: reflection, on: member, owner: owner)
    }
    claim(member)
    try configure(member)
    claim(member)
    member._initialized()
    return member
  }

  /// Makes a member of a class that is known at run time; `_initialized` is the caller's business.
  func build(_ configure: (Record) throws -> Void) throws -> Record {
    guard let facts = reflection.target.facts else { throw reflection.error(.unsupportedTarget, "it has no one class") }
    let member = facts.type.init()
    CollectionAccess.setInverse(owner, reflection, on: member)
    try ScopeAttributes.fromScope(of: reflection, on: member, owner: owner)
    claim(member)
    try configure(member)
    claim(member)
    return member
  }

  /// Writes the owner's key into a member, and lets it know its owner.
  private func claim(_ member: Record) {
    guard !joins else { return claimThrough(member) }
    try? ForeignKeys.set(on: member, reflection, owner: owner)
    guard let inverse = try? reflection.resolved().inverse, inverse.isSingular else { return }
    if SingularAccess.state(member, inverse)?.current !== owner { SingularAccess.setInverse(member, inverse, owner) }
  }

  /// Where the one record in between is known and its members hold its key, the member is one of that record's.
  private func claimThrough(_ member: Record) {
    guard reflection.isThrough, let resolved = try? reflection.resolved(), let through = resolved.through, through.isSingular,
      let source = resolved.source, source.kind == .hasMany, !source.isThrough,
      let middle = SingularAccess.loaded(owner, through) ?? nil
    else { return }
    try? ForeignKeys.set(on: member, source, owner: middle)
    guard let inverse = try? source.resolved().inverse, inverse.isSingular else { return }
    if SingularAccess.state(member, inverse)?.current !== middle { SingularAccess.setInverse(member, inverse, middle) }
  }

  /// Puts a member that was built into memory. Callbacks that do not wait run now, the others when it is saved with its owner.
  func keep(built member: Record) {
    let state = CollectionAccess.state(owner, reflection)
    let callbacks = book.associationCallbacks(reflection.name, .beforeAdd) + book.associationCallbacks(reflection.name, .afterAdd)
    if callbacks.isEmpty { return foresee(member) }
    do { try announce(.beforeAdd, member) } catch {
      state.refusals.append(error)
      return
    }
    foresee(member)
    do { try announce(.afterAdd, member) } catch { state.refusals.append(error) }
    if callbacks.contains(where: { $0.immediate == nil }) { state.unannounced.append(member) }
  }

  /// Puts it into memory, and sees to it that it is joined when it is saved by itself.
  private func foresee(_ member: Record) {
    keep(member)
    guard reflection.isThrough else { return }
    let state = CollectionAccess.state(owner, reflection)
    if owner.isNew { return state.pendingJoins.append(member) }
    // A declaration that cannot be resolved is told when the member is saved.
    if let join = try? JoinRows.foreseen(member, for: owner, reflection) { state.foreseen.append((member, join)) }
  }

  private func announce(_ point: AssociationCallback.Point, _ member: Record) throws {
    let state = try Nesting.beginCall(of: owner, reflection)
    defer { state.calls -= 1 }
    for callback in book.associationCallbacks(reflection.name, point) {
      do { try callback.immediate?(owner, member) } catch is Halt { throw stopped(point) }
    }
  }

  /// Throws what a callback threw when a member was built.
  func checkRefusals() throws {
    guard let state = CollectionAccess.existing(owner, reflection), let first = state.refusals.first else { return }
    state.refusals.removeAll()
    throw first
  }

  /// Runs the callbacks that had to wait when a member was built.
  nonisolated(nonsending) func callWaiting(_ point: AssociationCallback.Point, _ member: Record) async throws {
    guard let state = CollectionAccess.existing(owner, reflection), state.unannounced.contains(where: { $0 === member }) else { return }
    for callback in book.associationCallbacks(reflection.name, point) where callback.immediate == nil {
      do { try await callback.body(owner, member) } catch is Halt { throw stopped(point) }
    }
    if point == .afterAdd { state.unannounced.removeAll { $0 === member } }
  }
}
