/// Reads and changes to-one associations in memory.
package enum SingularAccess {
  /// The target, or none, if it is known; `nil` if it must be loaded.
  @inline(__always) package static func loaded(_ owner: Record, _ reflection: AssociationReflection) -> Record?? {
    if let extras = owner._extras { return loaded(changed: owner, extras, reflection) }
    guard let context = owner._context else { return nil }
    return inContext(context, Int(owner._slot), reflection.index)
  }

  @inline(__always) private static func inContext(_ context: LoadContext, _ slot: Int, _ index: Int) -> Record?? {
    if let inverse = context.inverse, inverse.association == index, let owner = inverse[slot] { return owner }
    guard index < context.toOne.count, let column = context.toOne[index] else { return nil }
    return column[slot]
  }

  /// A record that was changed may have another key than when its peers were loaded.
  @inline(never) private static func loaded(
    changed owner: Record, _ extras: RecordExtras, _ reflection: AssociationReflection
  ) -> Record?? {
    if let state = extras.association(reflection.index) {
      let state = unsafeDowncast(state, to: SingularState.self)
      guard state.isLoaded, !isStale(state, owner, reflection) else { return nil }
      if let current = state.current { return current }
      return state.reference == nil ? .some(nil) : nil
    }
    guard let context = owner._context, let found = inContext(context, Int(owner._slot), reflection.index) else { return nil }
    guard reflection.kind == .belongsTo || reflection.isThrough, let resolved = try? reflection.resolved() else { return found }
    if reflection.isThrough {
      if CollectionAccess.hasMoved(owner, reflection) { return nil }
      return .some(found)
    }
    return matches(found, SingularKey(owner, resolved, polymorphic: reflection.isPolymorphic), reflection) ? .some(found) : .none
  }

  private static func isStale(_ state: SingularState, _ owner: Record, _ reflection: AssociationReflection) -> Bool {
    guard let key = state.key, let resolved = try? reflection.resolved() else { return false }
    return key != SingularKey(owner, resolved, polymorphic: reflection.isPolymorphic)
  }

  /// Whether a target that was loaded with its peers is still the one that the key means.
  private static func matches(_ target: Record?, _ key: SingularKey, _ reflection: AssociationReflection) -> Bool {
    guard let target else { return key.key.isNull }
    let value = target.key(at: reflection.targetKey(in: target.facts))
    return key.key == value && (key.type.isNull || key.type == .text(target.facts.root.storedName))
  }

  /// The state of the record's own, made on first use.
  package static func state(_ owner: Record, _ reflection: AssociationReflection) -> SingularState? {
    owner._extras?.association(reflection.index).map { unsafeDowncast($0, to: SingularState.self) }
  }

  /// Remembers a target that was loaded for this record alone, or that the user set.
  package static func set(_ owner: Record, _ reflection: AssociationReflection, _ target: Record?) {
    let state = SingularState(target: target, key: key(owner, reflection))
    owner._extra().setAssociation(reflection.index, state)
  }

  /// Fills in the other side of an association, without keeping it alive.
  package static func setInverse(_ record: Record, _ reflection: AssociationReflection, _ owner: Record) {
    let state = SingularState(reference: OwnerReference(owner), key: key(record, reflection))
    record._extra().setAssociation(reflection.index, state)
  }

  /// Notes the key as it is now: the target stays the one it is.
  package static func refreshKey(_ owner: Record, _ reflection: AssociationReflection) {
    state(owner, reflection)?.key = key(owner, reflection)
  }

  /// Forgets what was loaded or set.
  package static func reset(_ owner: Record, _ reflection: AssociationReflection) {
    if let context = owner._context {
      if reflection.index < context.toOne.count { context.toOne[reflection.index]?.clear(Int(owner._slot)) }
    }
    if let extras = owner._extras { extras.setAssociation(reflection.index, nil) }
    if let context = owner._context, context.inverse?.association == reflection.index {
      let state = SingularState(target: nil)
      state.isLoaded = false
      owner._extra().setAssociation(reflection.index, state)
    }
  }

  /// The key that a belongs_to goes by, or that a has_one goes by which leads through one.
  static func key(_ owner: Record, _ reflection: AssociationReflection) -> SingularKey? {
    guard reflection.kind == .belongsTo || reflection.isThrough, let resolved = try? reflection.resolved(),
      reflection.kind == .belongsTo || resolved.leavesByOwnKey
    else { return nil }
    return SingularKey(owner, resolved, polymorphic: reflection.isPolymorphic)
  }

  /// Whether the association was filled in by an owner that was never saved and is gone.
  package static func lostOwner(_ record: Record, _ reflection: AssociationReflection) -> Bool {
    guard let state = state(record, reflection), let reference = state.reference, reference.owner == nil else { return false }
    // A record with a row finds by its key who holds it.
    return reflection.kind == .belongsTo ? state.key?.key.isNull ?? true : record.isNew
  }
}
