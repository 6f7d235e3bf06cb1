// Members that are built and may be saved by themselves: the record that joins them is saved with them.

extension JoinRows {
  /// The record that joins a member that was only built, where the member knows its join records: it holds this one, and saves it with
  /// itself.
  ///
  /// Neither the owner nor the member is kept alive by it.
  static func foreseen(_ member: Record, for owner: Record, _ reflection: AssociationReflection) throws -> Record? {
    let (through, source) = try writable(reflection)
    guard through.kind == .hasMany, let facts = through.target.facts, let inverse = try other(source, on: member) else { return nil }
    let join = facts.type.init()
    try ForeignKeys.set(on: join, through, owner: owner)
    try describe(join, of: member, for: owner, reflection)
    join._initialized()
    CollectionAccess.setInverse(owner, through, on: join)
    SingularAccess.setInverse(join, source, member)
    if inverse.isSingular {
      SingularAccess.set(member, inverse, join)
    } else {
      CollectionAccess.state(member, inverse).add(join)
    }
    return join
  }

  /// The member's association to its join records.
  private static func other(_ source: AssociationReflection, on member: Record) throws -> AssociationReflection? {
    let fitting: AssociationReflection?
    if source.isPolymorphic {
      fitting = member.facts.associations.all.first { other in
        other.options.polymorphicName?() == source.name && other.target.facts === source.owner && other.options.scope == nil
      }
    } else {
      fitting = try source.resolved().inverse
    }
    return fitting.flatMap { $0.isThrough || $0.kind == .belongsTo || $0.kind == .hasAndBelongsToMany ? nil : $0 }
  }

  /// Takes the record that was foreseen for a member, to be saved now; where the owner's join records are loaded, it is one of them.
  static func taken(_ member: Record, of owner: Record, _ reflection: AssociationReflection) -> Record? {
    guard let state = CollectionAccess.existing(owner, reflection),
      let position = state.foreseen.firstIndex(where: { $0.member === member })
    else { return nil }
    RecordParticipant.keep(reflection, of: owner)
    let join = state.foreseen.remove(at: position).join
    if let through = try? reflection.resolved().through, CollectionAccess.loaded(owner, through) != nil {
      RecordParticipant.keep(through, of: owner)
      CollectionAccess.state(owner, through).add(join)
    }
    return join
  }

  /// Forgets what was foreseen for members that were saved by themselves in the meantime: they are joined.
  static func forgetSaved(of owner: Record, _ reflection: AssociationReflection) {
    CollectionAccess.existing(owner, reflection)?.foreseen.removeAll { !$0.join.isNew }
  }

  /// Takes back what was foreseen for members that leave.
  static func withdraw(_ members: [Record], of owner: Record, _ reflection: AssociationReflection) {
    guard let state = CollectionAccess.existing(owner, reflection), !state.foreseen.isEmpty,
      let source = try? reflection.resolved().source
    else { return }
    for (member, join) in state.foreseen where join.isNew && members.contains(where: { $0 === member }) {
      guard let inverse = (try? other(source, on: member)) ?? nil else { continue }
      if inverse.isSingular {
        SingularAccess.reset(member, inverse)
      } else {
        CollectionAccess.existing(member, inverse)?.remove([join])
      }
    }
  }
}
