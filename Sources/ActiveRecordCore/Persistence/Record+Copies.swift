extension RecordProtocol where Self: Record {
  /// A new record with the same values, but without key, times of its row, lock version, and what counts its members: Rails' `dup`.
  ///
  /// ```swift
  /// let copy = post.dup()
  /// copy.title += " (copy)"
  /// try await copy.save()
  /// ```
  ///
  /// Associations are not copied; keys of parents are.
  public func dup() -> Self { plainCopy() }

  fileprivate func plainCopy() -> Self {
    let copy = type(of: self).init()
    let plan = SavePlan.of(facts)
    var left = plan.counters
    for part in facts.layout.keyParts { left.insert(part) }
    for index in plan.stamps { left.insert(index) }
    if let lock = plan.lockIndex { left.insert(lock) }
    for index in facts.ownIndexes where !left.contains(index) && index != facts.layout.typeIndex && facts.isSet(self, index) {
      // The value comes from a record of the same class, so it fits.
      try? copy.write(index, _value(index))
    }
    // The copy has no members yet.
    plan.counters.forEach { if !facts.isSet(copy, $0) { try? copy.write($0, .int(0)) } }
    copy._initialized()
    return copy
  }

  /// A new record with the same values and with copies of the members of collections, which are saved with it.
  ///
  /// ```swift
  /// let copy = try await order.dup(with: \.lines)
  /// try await copy.save()
  /// ```
  ///
  /// Members of a has_and_belongs_to_many and of a through association are joined to the copy, and not copied themselves. Those that the
  /// next save would destroy, since they are marked for it, are left out.
  public func dup<First: Record, each Element: Record>(
    with first: KeyPath<Self.Type, ToMany<First>>, _ others: repeat KeyPath<Self.Type, ToMany<each Element>>
  ) async throws -> Self {
    let copy = plainCopy()
    var names = [Self.self[keyPath: first].names.last ?? ""]
    for other in repeat each others { names.append(Self.self[keyPath: other].names.last ?? "") }
    for name in names {
      let reflection = try facts.association(name)
      var members = try await CollectionLoader.load(self, reflection)
      // A mark counts only where the members are saved with their owner.
      if reflection.autosave == true { members.removeAll(where: \.isMarkedForDestruction) }
      try await CollectionWriter(copy, reflection).append(members.map { reflection.joins ? $0 : $0.copied() })
    }
    return copy
  }

  /// The same row as an instance of another class of the hierarchy: values, changes and errors are those of this record.
  ///
  /// ```swift
  /// let guest = try page.becomes(GuestPost.self)
  /// let kept = try page.becomes(GuestPost.self, changingType: true)   // and stays one when it is saved
  /// ```
  ///
  /// What the other class declares with `afterInitialize` runs on the new instance, and what it sets there does not show on this one, since
  /// each object has values of its own. Use only one of the two instances afterwards.
  ///
  /// - Parameters:
  ///   - type: The other class.
  ///   - changingType: Whether the column that holds the class is changed, too.
  /// - Throws: ``ModelError`` where the class belongs to another table.
  public func becomes<Other: Record>(_ type: Other.Type, changingType: Bool = false) throws -> Other {
    let other = Other()
    guard type._facts.root === facts.root else {
      throw ModelError(
        .unsupported, model: facts.name, "it cannot become \(type._facts.name), which has another table: only classes of one hierarchy can")
    }
    let mine = facts.ownIndexes
    for index in type._facts.ownIndexes where mine.contains(index) { try other._assign(index, _value(index)) }
    other._flags = _flags.subtracting(.passing)
    if _extras != nil || changingType { other._extras = _extra() }
    if changingType, let index = facts.layout.typeIndex { try other.takeType(index, from: facts) }
    other._initialized()
    return other
  }
}

extension Record {
  /// A copy whose static type nobody knows.
  fileprivate final func copied() -> Record { plainCopy() }

  /// Puts the name of the record's class into the column for it; a change where it was another one's row.
  fileprivate final func takeType(_ index: Int, from former: ModelFacts) throws {
    try _assign(index, facts.storedType)
    if former === facts { return }
    _note(index, old: former.storedType, new: facts.storedType)
    // Where no property holds the column, the change cannot be seen in the record's values.
    force(index)
  }
}

extension AssociationReflection {
  /// Whether members are joined by rows of their own.
  fileprivate var joins: Bool { kind == .hasAndBelongsToMany || isThrough }
}
