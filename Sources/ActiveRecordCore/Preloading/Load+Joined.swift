// Associations whose tables are several steps apart, loaded by one query with joins: the owner's key stands beside each row.

extension AssociationLoad {
  nonisolated(nonsending) func loadJoined(_ owners: [Record]) async throws {
    guard let facts = resolved.hops.last?.facts else { return }
    let integers = hasIntegerKeys
    let early = early?.take(reflection, facts, owners)
    let (index, positions) = early?.keys ?? ownerKeys(owners, integers: integers)
    var groups: ContiguousArray<[Record]> = ContiguousArray(repeating: [], count: index.count)
    if !index.isEmpty {
      let (rows, keys) = try await fetch(
        facts, index, keyColumn: nil, integers: integers, scopeOwner: owners.first, early: early)
      let (records, instances) = Deduplication.unique(rows)
      adopt(records, keys)
      let rowPositions = ContiguousArray(rows.indices.map { position($0, keys, index) ?? -1 })
      groups = Grouping.groups(instances, by: rowPositions, count: index.count)
      if resolved.isDirect { setDirectInverse(owners, records, groups, positions) }
      try facts.tellLoaded(records)
    }
    for (owner, position) in zip(owners, positions) {
      let targets = position < 0 ? [] : groups[Int(position)]
      if reflection.isSingular {
        TargetPlacement.place(targets.first, on: owner, reflection)
      } else {
        TargetPlacement.place(targets, on: owner, reflection)
      }
    }
  }

  /// A direct association that was loaded this way because its scope depends on the owner.
  private func setDirectInverse(
    _ owners: [Record], _ records: [Record], _ groups: ContiguousArray<[Record]>, _ positions: ContiguousArray<Int32>
  ) {
    guard let inverse = resolved.inverse, inverse.isSingular else { return }
    for (owner, position) in zip(owners, positions) where position >= 0 {
      for record in groups[Int(position)] { SingularAccess.setInverse(record, inverse, owner) }
    }
  }
}

/// Makes rows of the same record one instance.
enum Deduplication {
  /// The distinct records, and for each row its instance.
  static func unique(_ rows: [Record]) -> (records: [Record], instances: [Record]) {
    var index: [RecordIdentity: Int] = [:]
    index.reserveCapacity(rows.count)
    var records: [Record] = []
    var instances: [Record] = []
    instances.reserveCapacity(rows.count)
    for row in rows {
      let identity = row.identity
      if let known = index[identity] {
        instances.append(records[known])
      } else {
        index[identity] = records.count
        records.append(row)
        instances.append(row)
      }
    }
    return (records, instances)
  }
}
