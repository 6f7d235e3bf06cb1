/// Whether so much hangs on a record that it is worth saving it level by level.
enum GraphSize {
  /// From so many new records on. Fewer are inserted one by one, by statements that are prepared once.
  static let limit = 16

  /// Whether at least ``limit`` new records are reached from a record through what is in memory.
  static func isLarge(_ record: Record) -> Bool {
    var visited = VisitedRecords(), count = 0
    // Those that are still to be looked at stand in lists: a chain may be longer than the stack is deep.
    var waiting: [ArraySlice<Record>] = []
    var next: Record? = record
    while let current = next {
      if visited.insert(current) {
        if current.isNew { count += 1 }
        if count >= limit { return true }
        if current.hasAssociationState { add(membersOf: current, to: &waiting) }
      }
      next = nil
      while next == nil, !waiting.isEmpty {
        next = waiting[waiting.count - 1].popFirst()
        if next == nil { waiting.removeLast() }
      }
    }
    return false
  }

  private static func add(membersOf record: Record, to waiting: inout [ArraySlice<Record>]) {
    for child in SavePlan.of(record.facts).children where child.autosave != false {
      let members =
        child.isSingular
        ? SingularAccess.state(record, child)?.target.map { [$0] } ?? [] : CollectionAccess.existing(record, child)?.members ?? []
      if !members.isEmpty { waiting.append(members[...]) }
    }
  }
}
