// Associations whose two tables are compared by one pair of columns: belongs_to, has_one, has_many.

extension AssociationLoad {
  var targetFacts: ModelFacts { resolved.hops[0].facts ?? reflection.owner }

  var hasIntegerPair: Bool {
    hasIntegerKeys && targetFacts.layout.column(at: resolved.targetKey ?? 0).kind == .integer
  }

  /// To-one: many owners may share a target, which is then one instance.
  nonisolated(nonsending) func loadOne(_ owners: [Record]) async throws {
    let early = early?.take(reflection, targetFacts, owners)
    let (index, positions) = early?.keys ?? ownerKeys(owners, integers: hasIntegerPair)
    var targets: ContiguousArray<Record?> = ContiguousArray(repeating: nil, count: index.count)
    var found: [Record] = []
    if !index.isEmpty {
      let (records, keys) = try await fetch(
        targetFacts, index, keyColumn: resolved.targetKey, integers: hasIntegerPair, early: early)
      for (row, record) in records.enumerated() {
        guard let position = position(row, keys, index), targets[Int(position)] == nil else { continue }
        targets[Int(position)] = record
        found.append(record)
      }
      adopt(found, keys)
      if reflection.kind == .hasOne || resolved.inverse?.kind == .hasOne {
        let ownerOf = ownersOf(found, targets, positions)
        TargetPlacement.setInverse(reflection, owners: owners, targets: found, position: ownerOf)
      }
      if self.found == nil { try targetFacts.tellLoaded(records) }
    }
    for (owner, position) in zip(owners, positions) {
      TargetPlacement.place(position < 0 ? nil : targets[Int(position)], on: owner, reflection)
    }
  }

  /// For each target that was found, the first owner that has its key.
  private func ownersOf(
    _ found: [Record], _ targets: ContiguousArray<Record?>, _ positions: ContiguousArray<Int32>
  ) -> ContiguousArray<Int32> {
    var ownerOfPosition = ContiguousArray<Int32>(repeating: -1, count: targets.count)
    for (owner, position) in positions.enumerated() where position >= 0 && ownerOfPosition[Int(position)] < 0 {
      ownerOfPosition[Int(position)] = Int32(truncatingIfNeeded: owner)
    }
    var result: [ObjectIdentifier: Int32] = [:]
    for (position, target) in targets.enumerated() {
      if let target { result[ObjectIdentifier(target)] = ownerOfPosition[position] }
    }
    return ContiguousArray(found.map { result[ObjectIdentifier($0)] ?? -1 })
  }

  /// To-many: targets are counted, then each owner gets one array of the exact size.
  nonisolated(nonsending) func loadMany(_ owners: [Record]) async throws {
    let early = early?.take(reflection, targetFacts, owners)
    let (index, positions) = early?.keys ?? ownerKeys(owners, integers: hasIntegerPair)
    var groups: ContiguousArray<[Record]> = []
    if !index.isEmpty {
      let (records, keys) = try await fetch(
        targetFacts, index, keyColumn: resolved.targetKey, integers: hasIntegerPair, early: early)
      adopt(records, keys)
      let rowPositions = ContiguousArray(records.indices.map { position($0, keys, index) ?? -1 })
      groups = Grouping.groups(records, by: rowPositions, count: index.count)
      setInverse(records, rowPositions, positions)
      if self.found == nil { try targetFacts.tellLoaded(records) }
    }
    for (owner, position) in zip(owners, positions) {
      TargetPlacement.place(position < 0 ? [] : groups[Int(position)], on: owner, reflection)
    }
  }

  /// Lets members know their owners.
  func setInverse(
    _ records: [Record], _ rowPositions: ContiguousArray<Int32>, _ ownerPositions: ContiguousArray<Int32>
  ) {
    guard resolved.inverse != nil else { return }
    var ownerOfPosition = ContiguousArray<Int32>(repeating: -1, count: ownerPositions.count)
    for (owner, position) in ownerPositions.enumerated() where position >= 0 {
      ownerOfPosition[Int(position)] = Int32(truncatingIfNeeded: owner)
    }
    let owner = ContiguousArray(rowPositions.map { $0 < 0 ? -1 : ownerOfPosition[Int($0)] })
    TargetPlacement.setInverse(reflection, owners: owners, targets: records, position: owner)
  }

  @inline(__always) func position(_ row: Int, _ keys: RowKeys, _ index: KeyIndex) -> Int32? {
    keys.areIntegers ? index.position(of: keys.integers[row]) : index.position(of: keys.values[row])
  }

  func adopt(_ records: [Record], _ keys: RowKeys? = nil) {
    if keys?.areAdopted == true { return }
    LoadContext.adopt(records)?.loadsTogether = owners[0]._context?.loadsTogether ?? true
  }
}

/// Divides records into groups, each an array of the exact size, in the order they came.
enum Grouping {
  static func groups(_ records: [Record], by position: ContiguousArray<Int32>, count: Int) -> ContiguousArray<[Record]> {
    var starts = ContiguousArray<Int>(repeating: 0, count: count + 1)
    for group in position where group >= 0 { starts[Int(group) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var order = ContiguousArray<Int>(repeating: 0, count: starts[count])
    for row in 0..<position.count where position[row] >= 0 {
      let group = Int(position[row])
      order[next[group]] = row
      next[group] += 1
    }
    var groups = ContiguousArray<[Record]>()
    groups.reserveCapacity(count)
    for group in 0..<count {
      let rows = starts[group]..<starts[group + 1]
      groups.append(
        rows.isEmpty
          ? []
          : [Record](unsafeUninitializedCapacity: rows.count) { buffer, initialized in
            for row in rows { buffer.initializeElement(at: row - rows.lowerBound, to: records[order[row]]) }
            initialized = rows.count
          })
    }
    return groups
  }
}
