// Through associations, preloaded step by step: what is in between first, then the targets. Both stay loaded.

extension AssociationLoad {
  nonisolated(nonsending) func loadThrough(_ through: AssociationReflection, _ source: AssociationReflection) async throws {
    let missing = owners.filter { !Self.isLoaded($0, through) }
    try await load(through, for: missing, early)
    var middles: [Record] = []
    var seen: Set<ObjectIdentifier> = []
    for owner in owners {
      for middle in Self.targets(of: owner, through) where seen.insert(ObjectIdentifier(middle)).inserted { middles.append(middle) }
    }
    let unloaded = middles.filter { !Self.isLoaded($0, source) }
    try await load(source, for: unloaded, nil)
    for owner in owners {
      let targets = Self.targets(of: owner, through).flatMap { Self.targets(of: $0, source) }
      if reflection.isSingular {
        TargetPlacement.place(targets.first, on: owner, reflection)
      } else {
        TargetPlacement.place(targets, on: owner, reflection)
      }
    }
  }

  private nonisolated(nonsending) func load(_ step: AssociationReflection, for owners: [Record], _ early: EarlyLoads?) async throws {
    var load = try AssociationLoad(step, owners: owners, cause: cause, early: early)
    load.available = available
    try await load.run(stepwise: true)
  }

  /// Whether the association is known on a record.
  static func isLoaded(_ record: Record, _ reflection: AssociationReflection) -> Bool {
    reflection.isSingular
      ? SingularAccess.loaded(record, reflection) != nil : CollectionAccess.loaded(record, reflection) != nil
  }

  /// The targets that are loaded on a record.
  static func targets(of record: Record, _ reflection: AssociationReflection) -> [Record] {
    if reflection.isSingular {
      guard let found = SingularAccess.loaded(record, reflection), let target = found else { return [] }
      return [target]
    }
    return CollectionAccess.loaded(record, reflection) ?? []
  }
}
