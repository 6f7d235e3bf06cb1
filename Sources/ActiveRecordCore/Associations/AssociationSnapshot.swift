/// What an association of a record was in memory, so that it can be given back when what was written is taken back.
package struct AssociationSnapshot {
  package let index: Int
  private let state: AnyObject?

  /// The association as it is now; nothing that happens to it later changes this.
  package init(_ record: Record, _ reflection: AssociationReflection) {
    index = reflection.index
    state =
      reflection.isSingular
      ? SingularAccess.state(record, reflection)?.copy() ?? Self.loadedOne(record, reflection)
      : CollectionAccess.existing(record, reflection)?.copy() ?? Self.loadedMany(record, reflection)
  }

  /// Gives the association back. A snapshot is good for once.
  package func restore(on record: Record) {
    if state != nil { return record._extra().setAssociation(index, state) }
    if let extras = record._extras, extras.association(index) != nil { extras.setAssociation(index, nil) }
    guard let context = record._context else { return }
    if index < context.toOne.count { context.toOne[index]?.clear(Int(record._slot)) }
    if index < context.toMany.count { context.toMany[index]?.clear(Int(record._slot)) }
  }

  /// What was loaded together with the record's peers. An inverse among them stays where it is.
  private static func loadedOne(_ record: Record, _ reflection: AssociationReflection) -> SingularState? {
    guard let context = record._context, reflection.index < context.toOne.count,
      let found = context.toOne[reflection.index]?[Int(record._slot)]
    else { return nil }
    return SingularState(target: found, key: SingularAccess.key(record, reflection))
  }

  private static func loadedMany(_ record: Record, _ reflection: AssociationReflection) -> CollectionState? {
    CollectionAccess.loaded(record, reflection).map { CollectionState(target: $0, isLoaded: true) }
  }
}

/// The to-one associations of a record whose targets are the ones that its keys mean, so that they still are when a key is given back.
package struct FreshKeys {
  private let states: [(state: SingularState, reflection: AssociationReflection)]

  package init(_ record: Record) {
    states = record.facts.associations.all.compactMap { reflection in
      guard reflection.isSingular, let state = SingularAccess.state(record, reflection), let key = state.key,
        key == SingularAccess.key(record, reflection)
      else { return nil }
      return (state, reflection)
    }
  }

  /// Notes the keys as they are now.
  package func refresh(_ record: Record) {
    for entry in states { entry.state.key = SingularAccess.key(record, entry.reflection) }
  }
}
