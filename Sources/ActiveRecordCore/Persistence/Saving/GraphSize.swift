/// Whether so much hangs on a record that it is worth saving it level by level.
enum GraphSize {
  /// From so many new records on. Fewer are inserted one by one, by statements that are prepared once.
  static let limit = 16

  /// Whether at least ``limit`` new records are reached from a record through what is in memory.
  static func isLarge(_ record: Record) -> Bool {
    var visited = VisitedRecords(), count = 0
    return reaches(record, &visited, &count)
  }

  private static func reaches(_ record: Record, _ visited: inout VisitedRecords, _ count: inout Int) -> Bool {
    guard visited.insert(record) else { return false }
    if record.isNew { count += 1 }
    if count >= limit { return true }
    guard record.hasAssociationState else { return false }
    for child in SavePlan.of(record.facts).children where child.autosave != false {
      let members =
        child.isSingular
        ? SingularAccess.state(record, child)?.target.map { [$0] } ?? [] : CollectionAccess.existing(record, child)?.members ?? []
      for member in members where reaches(member, &visited, &count) { return true }
    }
    return false
  }
}
