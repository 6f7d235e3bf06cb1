/// Puts loaded targets where their owners find them: into the context of the owners' load, or into an owner's own state.
enum TargetPlacement {
  /// The target of a to-one association.
  static func place(_ target: Record?, on owner: Record, _ reflection: AssociationReflection) {
    if owner._extras?.association(reflection.index) != nil || owner._context == nil || hasMoved(owner, reflection) {
      return SingularAccess.set(owner, reflection, target)
    }
    owner._context?.toOneColumn(reflection.index).set(Int(owner._slot), target)
  }

  /// The targets of a to-many association.
  static func place(_ targets: [Record], on owner: Record, _ reflection: AssociationReflection) {
    if let state = stateOfItsOwn(owner, reflection) {
      CollectionAccess.noteKey(owner, reflection, in: state)
      return state.merge(loaded: targets)
    }
    if owner._context == nil { _ = LoadContext.adopt([owner]) }
    owner._context?.toManyColumn(reflection.index).set(Int(owner._slot), targets)
  }

  private static func stateOfItsOwn(_ owner: Record, _ reflection: AssociationReflection) -> CollectionState? {
    if let state = CollectionAccess.existing(owner, reflection) { return state }
    return hasMoved(owner, reflection) ? CollectionAccess.state(owner, reflection) : nil
  }

  /// Whether the owner left its peers; only where an association goes through another can it.
  @inline(__always) private static func hasMoved(_ owner: Record, _ reflection: AssociationReflection) -> Bool {
    reflection.isThrough && owner._flags.contains(.changed) && CollectionAccess.hasMoved(owner, reflection)
  }

  /// Lets targets know whom they were loaded for: an index into the owners' table for all of them at once, where the owners
  /// were loaded together, and a reference of its own for each elsewhere.
  ///
  /// - Parameter position: For each target, the position of its owner; negative where there is none.
  static func setInverse(
    _ reflection: AssociationReflection, owners: [Record], targets: [Record], position: ContiguousArray<Int32>
  ) {
    guard let inverse = try? reflection.resolved().inverse, inverse.isSingular, let first = targets.first else { return }
    if let context = first._context, context.inverse == nil, let table = sharedTable(owners), context.peers.count == targets.count {
      let slots = ContiguousArray(position.map { $0 < 0 ? -1 : owners[Int($0)]._slot })
      context.inverse = InverseColumn(association: inverse.index, owners: table, slots: slots)
      return
    }
    for (target, owner) in zip(targets, position) where owner >= 0 {
      SingularAccess.setInverse(target, inverse, owners[Int(owner)])
    }
  }

  private static func sharedTable(_ owners: [Record]) -> PeerTable? {
    guard let first = owners.first else { return nil }
    if first._context == nil, owners.count == 1 { _ = LoadContext.adopt(owners) }
    guard let context = first._context else { return nil }
    for owner in owners where owner._context !== context { return nil }
    return context.peers
  }
}
