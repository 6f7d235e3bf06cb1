/// What assigning a belongs_to does in memory; nothing is saved by it.
package enum BelongsToWriting {
  /// Points `record` at `target` because the user says so: the model's rules are told.
  package static func set(_ record: Record, _ reflection: AssociationReflection, _ target: Record?) {
    let notice = AssignmentNotice(record, reflection)
    assign(record, reflection, target)
    notice?.tell()
  }

  /// Points `record` at `target`: key, class, and the other side.
  package static func assign(_ record: Record, _ reflection: AssociationReflection, _ target: Record?) {
    if let resolved = try? reflection.resolved() { writeKey(record, reflection, resolved, target) }
    SingularAccess.set(record, reflection, target)
    guard let target, let inverse = inverse(of: reflection, on: target) else { return }
    switch inverse.kind {
    case .hasOne: SingularAccess.setInverse(target, inverse, record)
    case .hasMany: addToCollection(target, inverse, record, reflection)
    case .belongsTo, .hasAndBelongsToMany: break
    }
  }

  /// Writes the target's key, and its class, into the record.
  package static func writeKey(
    _ record: Record, _ reflection: AssociationReflection, _ resolved: AssociationResolution, _ target: Record?
  ) {
    let value = target.map { reflection.isPolymorphic ? key(of: $0, reflection) : $0.key(at: resolved.targetKey ?? 0) } ?? .null
    // A key of another type than its column's cannot be written; saving tells, where an error can be thrown.
    try? record.write(resolved.ownerKey, value)
    if reflection.isPolymorphic, let typeKey = resolved.typeKey {
      try? record.write(typeKey, target.map { .text($0.facts.root.storedName) } ?? .null)
    }
  }

  /// The key of a target of one of several classes; none where it is still to come.
  private static func key(of target: Record, _ reflection: AssociationReflection) -> DatabaseValue {
    let index = reflection.targetKey(in: target.facts)
    return index > 0 && !target.facts.isSet(target, index) ? .null : target.key(at: index)
  }

  /// The association of the target's class that points back.
  package static func inverse(of reflection: AssociationReflection, on target: Record) -> AssociationReflection? {
    guard reflection.isPolymorphic else { return try? reflection.resolved().inverse }
    if case .named(let name) = reflection.options.inverse { return target.facts.associations[name()] }
    return target.facts.associations.all.first {
      $0.kind == .hasOne && $0.options.polymorphicName?() == reflection.name && $0.options.scope == nil
    }
  }

  /// The belongs_to of a record that leads to the owner of a has_one.
  package static func leading(from record: Record, by hasOne: AssociationReflection) -> AssociationReflection? {
    guard let name = hasOne.options.polymorphicName?() else { return (try? hasOne.resolved().inverse) ?? nil }
    return record.facts.associations[name]
  }

  /// A plural inverse that was named takes the record in, without keeping it alive: the user holds it.
  private static func addToCollection(
    _ owner: Record, _ inverse: AssociationReflection, _ record: Record, _ reflection: AssociationReflection
  ) {
    guard case .named = reflection.options.inverse, record.isNew else { return }
    let state = CollectionAccess.state(owner, inverse)
    if !state.members.contains(where: { $0 === record }) { state.inversed.append(OwnerReference(record)) }
  }
}
