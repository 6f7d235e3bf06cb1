// Which key of a class a belongs_to compares.

extension AssociationReflection {
  /// The index of the key of a class that the foreign key of a belongs_to is compared with.
  ///
  /// The classes that a polymorphic one points at may each have another: where the inverse that is named says `primaryKey:`, it is that; else
  /// the primary key, or the `id` among its columns where the foreign key has one column.
  package func targetKey(in facts: ModelFacts) -> Int {
    guard let resolved = try? resolved() else { return facts.layout.keyIndex }
    guard isPolymorphic else { return resolved.targetKey ?? facts.layout.keyIndex }
    if let key = keyOfInverse(in: facts, resolved.ownerKey) { return key }
    if facts.layout.keyParts.count == 1 { return 0 }
    return (try? AssociationResolver(self).primaryKey(in: facts, against: resolved.ownerKey, of: owner)) ?? facts.layout.keyIndex
  }

  /// The key of a class that the inverse which is named for all classes compares with the same foreign key.
  private func keyOfInverse(in facts: ModelFacts, _ foreignKey: Int) -> Int? {
    guard case .named(let name) = options.inverse, let inverse = facts.associations[name()], inverse.options.primaryKey != nil,
      let keys = try? inverse.resolved(), keys.targetKey == foreignKey
    else { return nil }
    return keys.ownerKey
  }
}
