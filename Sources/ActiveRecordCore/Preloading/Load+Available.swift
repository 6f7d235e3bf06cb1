// Targets that are taken from records that are there already.

extension AssociationLoad {
  /// Gives owners the targets that are available, and returns the owners that have none among them.
  ///
  /// - Parameter settingInverse: Whether targets learn of the owners: those that were loaded for others know them already.
  func ownersWithoutAvailable(settingInverse: Bool = true) -> [Record] {
    guard !available.isEmpty, let facts = resolved.hops.first?.facts, let targetKey = resolved.targetKey, canTakeAvailable(facts) else {
      return owners
    }
    return place(records(of: facts), by: targetKey, on: owners, settingInverse: settingInverse)
  }

  /// The owners that an association is to be loaded for. Where some know their target, those that point at the same one get it, too.
  ///
  /// - Parameter known: What others point at by a key like this one.
  static func missing(_ reflection: AssociationReflection, _ owners: [Record], known: [Record] = []) throws -> [Record] {
    let missing = owners.filter { !isLoaded($0, reflection) }
    guard reflection.kind == .belongsTo, !missing.isEmpty, missing.count < owners.count || !known.isEmpty else { return missing }
    var load = try AssociationLoad(reflection, owners: missing, cause: .none)
    guard load.resolved.isDirect else { return missing }
    load.available = (known + owners.flatMap { targets(of: $0, reflection) }).filter(\.isPersisted)
    let rest = load.ownersWithoutAvailable(settingInverse: false)
    if rest.count < missing.count { StrictMarks.pass(from: missing, through: reflection) }
    return rest
  }

  /// The same for a class that a polymorphic association points at.
  func withoutAvailable(_ owners: [Record], of facts: ModelFacts) -> [Record] {
    if available.isEmpty || facts.hasDefaultScope || reflection.options.scope != nil { return owners }
    return place(records(of: facts), by: reflection.targetKey(in: facts), on: owners)
  }

  /// Whether a key is all that says which record is meant.
  private func canTakeAvailable(_ facts: ModelFacts) -> Bool {
    reflection.options.scope == nil && resolved.hops[0].typeCondition == nil && !facts.hasDefaultScope
  }

  private func records(of facts: ModelFacts) -> [Record] { available.filter { $0.facts.descends(from: facts) } }

  private func place(_ targets: [Record], by targetKey: Int, on owners: [Record], settingInverse: Bool = true) -> [Record] {
    let byKey = Dictionary(targets.map { ($0.key(at: targetKey), $0) }, uniquingKeysWith: { first, _ in first })
    return owners.filter { owner in
      let key = key(of: owner)
      guard !key.isNull, let target = byKey[key] else { return true }
      TargetPlacement.place(target, on: owner, reflection)
      guard settingInverse else { return false }
      let inverse = reflection.isPolymorphic ? BelongsToWriting.inverse(of: reflection, on: target) : resolved.inverse
      if let inverse, inverse.isSingular { SingularAccess.setInverse(target, inverse, owner) }
      return false
    }
  }
}
