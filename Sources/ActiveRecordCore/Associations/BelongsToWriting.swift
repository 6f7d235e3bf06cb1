/// What assigning a belongs_to does in memory; nothing is saved by it.
package enum BelongsToWriting {
  /// Points `record` at `target` because the user says so: the model's rules are told.
  package static func set(_ record: Record, _ reflection: AssociationReflection, _ target: Record?) {
    let notice = AssignmentNotice(record, reflection)
    assign(record, reflection, target)
    notice?.tell()
  }

  /// Points `record` at `target`: key, class, and the other side. The former target's has_one forgets the record, and so does
  /// its has_many that is named as the inverse.
  package static func assign(_ record: Record, _ reflection: AssociationReflection, _ target: Record?) {
    if let former = known(record, reflection), former != target { letGo(record, reflection, by: former) }
    if let resolved = try? reflection.resolved() { writeKey(record, reflection, resolved, target) }
    SingularAccess.set(record, reflection, target)
    guard let target, let inverse = inverse(of: reflection, on: target) else { return }
    switch inverse.kind {
    case .hasOne: SingularAccess.setInverse(target, inverse, record)
    case .hasMany: addToCollection(target, inverse, record, reflection)
    case .belongsTo, .hasAndBelongsToMany: break
    }
  }

  /// The target that is in memory, even where the record's key is another one by now.
  private static func known(_ record: Record, _ reflection: AssociationReflection) -> Record? {
    SingularAccess.state(record, reflection)?.current ?? SingularAccess.loaded(record, reflection) ?? nil
  }

  /// The has_one that is known of the target of a belongs_to, and holds the record.
  package static func holder(of record: Record, _ reflection: AssociationReflection, in target: Record) -> AssociationReflection? {
    guard let inverse = inverse(of: reflection, on: target), inverse.kind == .hasOne,
      (SingularAccess.loaded(target, inverse) ?? nil) === record
    else { return nil }
    return inverse
  }

  /// Lets a former target forget the record, so that its next save does not take the record back. One that the record was to replace is
  /// asked for again.
  private static func letGo(_ record: Record, _ reflection: AssociationReflection, by former: Record) {
    guard let inverse = holder(of: record, reflection, in: former) else {
      // A collection took a new record in by its inverse alone.
      if record.isNew, let many = inverse(of: reflection, on: former), many.kind == .hasMany {
        CollectionAccess.existing(former, many)?.inversed.removeAll { $0.owner === record }
      }
      return
    }
    let state = SingularAccess.state(former, inverse)
    if state?.replaced != nil || state?.replacesUnknown == true { return SingularAccess.reset(former, inverse) }
    SingularAccess.set(former, inverse, nil)
  }

  /// Whether a new target that is made through a record takes it along: it knows the record by a has_one, or a new one by the has_many that
  /// is named as the inverse. Where that says `autosave`, the target's own save does what it says.
  package static func isTakenAlong(_ record: Record, _ reflection: AssociationReflection, by target: Record) -> Bool {
    guard let inverse = inverse(of: reflection, on: target), inverse.autosave == nil, !inverse.isThrough,
      !record._flags.contains(.beingSaved)
    else { return false }
    if inverse.kind == .hasOne { return leading(from: record, by: inverse) === reflection }
    guard case .named = reflection.options.inverse else { return false }
    return inverse.kind == .hasMany && record.isNew
  }

  /// Says whether a target that knows the record is saved without it.
  package static func setApart(_ isApart: Bool, _ record: Record, _ reflection: AssociationReflection, from target: Record) {
    guard let inverse = inverse(of: reflection, on: target) else { return }
    if inverse.kind == .hasOne { SingularAccess.state(target, inverse)?.isApart = isApart }
    guard inverse.kind == .hasMany, inverse.autosave != true else { return }
    if isApart {
      CollectionAccess.existing(target, inverse)?.inversed.removeAll { $0.owner === record }
    } else {
      addToCollection(target, inverse, record, reflection)
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
