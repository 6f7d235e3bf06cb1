// Targets that are taken from records that are there already.

extension AssociationLoad {
  /// Gives owners the targets that are available, and returns the owners that have none among them.
  func ownersWithoutAvailable() -> [Record] {
    guard let facts = resolved.hops.first?.facts, let targetKey = resolved.targetKey, canTakeAvailable(facts) else { return owners }
    return place(records(of: facts), by: targetKey, on: owners)
  }

  /// The owners that an association is to be loaded for. Where some know their target, those that point at the same one get it, too.
  static func missing(_ reflection: AssociationReflection, _ owners: [Record]) throws -> [Record] {
    let missing = owners.filter { !isLoaded($0, reflection) }
    guard reflection.kind == .belongsTo, !missing.isEmpty, missing.count < owners.count else { return missing }
    var load = try AssociationLoad(reflection, owners: missing, cause: QueryCause(reflection.path))
    load.available = owners.flatMap { targets(of: $0, reflection) }.filter(\.isPersisted)
    return load.resolved.isDirect ? load.ownersWithoutAvailable() : missing
  }

  /// The same for a class that a polymorphic association points at.
  func withoutAvailable(_ owners: [Record], of facts: ModelFacts) -> [Record] {
    if available.isEmpty || facts.hasDefaultScope { return owners }
    return place(records(of: facts), by: facts.layout.keyIndex, on: owners)
  }

  /// Whether a key is all that says which record is meant.
  private func canTakeAvailable(_ facts: ModelFacts) -> Bool {
    reflection.options.scope == nil && resolved.hops[0].typeCondition == nil && !facts.hasDefaultScope
  }

  private func records(of facts: ModelFacts) -> [Record] { available.filter { $0.facts.descends(from: facts) } }

  private func place(_ targets: [Record], by targetKey: Int, on owners: [Record]) -> [Record] {
    let byKey = Dictionary(targets.map { ($0.key(at: targetKey), $0) }, uniquingKeysWith: { first, _ in first })
    return owners.filter { owner in
      let key = key(of: owner)
      guard !key.isNull, let target = byKey[key] else { return true }
      TargetPlacement.place(target, on: owner, reflection)
      let inverse = reflection.isPolymorphic ? BelongsToWriting.inverse(of: reflection, on: target) : resolved.inverse
      if let inverse, inverse.isSingular { SingularAccess.setInverse(target, inverse, owner) }
      return false
    }
  }
}
