/// Reads and changes to-many associations in memory.
package enum CollectionAccess {
  /// The members, if all of them are known; `nil` if they must be loaded.
  @inline(__always) package static func loaded(_ owner: Record, _ reflection: AssociationReflection) -> [Record]? {
    if let extras = owner._extras, let state = extras.association(reflection.index) {
      let state = unsafeDowncast(state, to: CollectionState.self)
      return state.isLoaded && !isStale(state, owner, reflection) ? state.members : nil
    }
    if reflection.isThrough, owner._flags.contains(.changed), hasMoved(owner, reflection) { return nil }
    guard let context = owner._context, reflection.index < context.toMany.count else { return nil }
    return context.toMany[reflection.index]?[Int(owner._slot)]
  }

  /// The state of the record's own, if it has one.
  package static func existing(_ owner: Record, _ reflection: AssociationReflection) -> CollectionState? {
    owner._extras?.association(reflection.index).map { unsafeDowncast($0, to: CollectionState.self) }
  }

  /// The state of the record's own; what was loaded with its peers is taken over.
  package static func state(_ owner: Record, _ reflection: AssociationReflection) -> CollectionState {
    if let state = existing(owner, reflection) { return state }
    let loaded = loaded(owner, reflection)
    let state = CollectionState(target: loaded ?? [], isLoaded: loaded != nil)
    noteKey(owner, reflection, in: state)
    owner._extra().setAssociation(reflection.index, state)
    return state
  }

  /// Notes the key that the owner holds now, where its members are reached by it.
  package static func noteKey(_ owner: Record, _ reflection: AssociationReflection, in state: CollectionState) {
    guard reflection.isThrough, let resolved = try? reflection.resolved(), resolved.leavesByOwnKey else { return }
    state.ownerKey = owner.value(at: resolved.ownerKey)
  }

  private static func isStale(_ state: CollectionState, _ owner: Record, _ reflection: AssociationReflection) -> Bool {
    guard let key = state.ownerKey, let resolved = try? reflection.resolved() else { return false }
    return key != owner.value(at: resolved.ownerKey)
  }

  /// Whether the owner's key was changed that a through association starts with: what was loaded with its peers is not its any more.
  @inline(never) package static func hasMoved(_ owner: Record, _ reflection: AssociationReflection) -> Bool {
    guard reflection.isThrough, let resolved = try? reflection.resolved() else { return false }
    return resolved.leavesByOwnKey && owner.hasChanged(at: resolved.ownerKey)
  }

  /// The members that are known without asking: loaded ones and unsaved ones.
  package static func known(_ owner: Record, _ reflection: AssociationReflection) -> [Record] {
    existing(owner, reflection)?.members ?? loaded(owner, reflection) ?? []
  }

  /// What the owner's counter says, where its members are counted on it and no scope narrows them.
  package static func counted(_ owner: Record, _ reflection: AssociationReflection) -> Int? {
    guard owner.isPersisted, reflection.options.scope == nil, let inverse = (try? reflection.resolved().inverse) ?? nil,
      let index = inverse.counter(in: owner.facts), inverse.isPolymorphic || inverse.target.facts?.root === owner.facts.root
    else { return nil }
    return try? Int(databaseValue: owner._value(index))
  }

  /// The members without a row.
  package static func unsaved(_ owner: Record, _ reflection: AssociationReflection) -> [Record] {
    existing(owner, reflection)?.unsaved ?? []
  }

  /// Whether a record is a member in memory: of the collection itself, or through the records in between that are known, however many
  /// collections further on.
  package static func holds(_ record: Record, _ owner: Record, _ reflection: AssociationReflection) -> Bool {
    reached(owner, reflection).contains { $0 === record || (!record.isNew && $0 == record) }
  }

  /// The records that an association leads to in memory: what is known of itself, and of what it goes through.
  private static func reached(_ owner: Record, _ reflection: AssociationReflection) -> [Record] {
    let own =
      reflection.isSingular ? [SingularAccess.loaded(owner, reflection) ?? nil].compactMap { $0 } : known(owner, reflection)
    guard reflection.isThrough, let resolved = try? reflection.resolved(), let through = resolved.through, let source = resolved.source
    else { return own }
    return own + reached(owner, through).flatMap { reached($0, source) }
  }

  /// Forgets what was loaded, and unsaved members with it.
  package static func reset(_ owner: Record, _ reflection: AssociationReflection) {
    owner._extras?.setAssociation(reflection.index, nil)
    if let context = owner._context, reflection.index < context.toMany.count {
      context.toMany[reflection.index]?.clear(Int(owner._slot))
    }
  }

  /// Lets a member know its owner, where the association has an inverse.
  package static func setInverse(_ owner: Record, _ reflection: AssociationReflection, on member: Record) {
    guard let inverse = try? reflection.resolved().inverse, inverse.isSingular else { return }
    SingularAccess.setInverse(member, inverse, owner)
  }
}
