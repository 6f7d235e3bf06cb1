// Which key of a class a belongs_to compares.

extension AssociationReflection {
  /// The index of the key of a class that the foreign key of a belongs_to is compared with.
  ///
  /// The classes that a polymorphic one points at may each have another. It is the one that the association itself names; else the one that
  /// the inverse compares; else the primary key, or the `id` among its columns where the foreign key has one column.
  package func targetKey(in facts: ModelFacts) -> Int {
    guard let resolved = try? resolved() else { return facts.layout.keyIndex }
    guard isPolymorphic else { return resolved.targetKey ?? facts.layout.keyIndex }
    if options.primaryKey == nil, let key = keyOfInverse(in: facts, resolved.ownerKey) { return key }
    if options.primaryKey == nil, facts.layout.keyParts.count == 1 { return 0 }
    return (try? AssociationResolver(self).primaryKey(in: facts, against: resolved.ownerKey, of: owner)) ?? facts.layout.keyIndex
  }

  /// Refuses a class that has no such column as a polymorphic association names for all of them.
  package func checkTargetKey(in facts: ModelFacts) throws {
    guard isPolymorphic, options.primaryKey != nil else { return }
    _ = try AssociationResolver(self).primaryKey(in: facts, against: resolved().ownerKey, of: owner)
  }

  /// The key of a class that the inverse which is named for all classes compares with the same foreign key. Where none is named it is found
  /// by the facts: all that leads from the class to such records compares this key.
  private func keyOfInverse(in facts: ModelFacts, _ foreignKey: Int) -> Int? {
    switch options.inverse {
    case .none: return nil
    case .named(let name):
      guard let inverse = facts.associations[name()], inverse.options.primaryKey != nil, let keys = try? inverse.resolved(),
        keys.targetKey == foreignKey
      else { return nil }
      return keys.ownerKey
    case .automatic: return keyOfAll(facts.associations.keyed, foreignKey)
    }
  }

  /// The key that several associations of a class compare with a foreign key, if they agree.
  private func keyOfAll(_ others: [AssociationReflection], _ foreignKey: Int) -> Int? {
    var found: Int?
    for other in others where other.options.polymorphicName?() == name {
      guard let facts = other.target.facts, facts.root === owner.root, let keys = try? other.resolved(), keys.targetKey == foreignKey
      else { continue }
      if let found, found != keys.ownerKey { return nil }
      found = keys.ownerKey
    }
    return found
  }
}
