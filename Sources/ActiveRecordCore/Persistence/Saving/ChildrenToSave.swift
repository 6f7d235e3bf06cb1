/// The members of an association that are saved with their owner.
enum ChildrenToSave {
  /// New members; with autosave, changed and marked ones too; and what came changed to an owner without a row.
  static func of(_ owner: Record, _ reflection: AssociationReflection) -> [Record] {
    guard owner._extras != nil || reflection.autosave == true else { return [] }
    if reflection.autosave == false { return [] }
    let autosaves = reflection.autosave == true
    if reflection.isSingular {
      guard let target = autosaves ? SingularAccess.loaded(owner, reflection) ?? nil : held(owner, reflection) else { return [] }
      return target.isNew || (autosaves && target.isChangedForAutosave(besides: owner)) || isUnjoined(target, owner, reflection)
        ? [target] : []
    }
    if reflection.kind == .hasAndBelongsToMany, let pending = CollectionAccess.existing(owner, reflection)?.pendingJoins, !pending.isEmpty {
      let changed =
        autosaves
        ? CollectionAccess.known(owner, reflection).filter { known in
          known.isChangedForAutosave(besides: owner) && !pending.contains { $0 === known }
        } : []
      return pending + changed
    }
    let members = autosaves ? CollectionAccess.known(owner, reflection) : CollectionAccess.existing(owner, reflection)?.members ?? []
    let pending = CollectionAccess.existing(owner, reflection)?.pendingJoins ?? []
    let takesChanged = reflection.isThrough && (owner.isNew || owner._flags.contains(.wasNew))
    return members.filter { member in
      member.isNew || (takesChanged && member.isChanged) || (autosaves && member.isChangedForAutosave(besides: owner))
        || (!pending.isEmpty && pending.contains { $0 === member })
    }
  }

  /// The target that was set; or the record that belongs to the owner because it was set there.
  private static func held(_ owner: Record, _ reflection: AssociationReflection) -> Record? {
    guard let state = SingularAccess.state(owner, reflection) else { return nil }
    if let target = state.target { return target }
    guard reflection.kind == .hasOne, !reflection.isThrough, !state.isApart, let other = state.reference?.owner,
      let inverse = BelongsToWriting.leading(from: other, by: reflection), SingularAccess.state(other, inverse)?.current === owner
    else { return nil }
    return other
  }

  /// Whether the target of a has_one was set before its owner had a key, or was taken by another owner, so that its row holds another key
  /// or class.
  private static func isUnjoined(_ target: Record, _ owner: Record, _ reflection: AssociationReflection) -> Bool {
    guard reflection.kind == .hasOne, !reflection.isThrough, target.isPersisted, let resolved = try? reflection.resolved(),
      let key = resolved.targetKey
    else { return false }
    if target.value(at: key) != owner.key(at: resolved.ownerKey) { return true }
    guard let typeKey = resolved.typeKey, resolved.typeName != nil else { return false }
    // A row may hold any of the names that the owner's class is known by.
    guard case .text(let name) = target._value(typeKey) else { return true }
    return !owner.facts.isStored(as: name)
  }
}
