extension Record {
  /// Whether saving the record would write something: its own row, or one that is autosaved with it, however deep.
  ///
  /// ```swift
  /// order.lines.target[0].amount = 2    // @HasMany var lines: Many<Line> = .has(autosave: true)
  /// order.isChanged                     // false
  /// order.isChangedForAutosave          // true
  /// ```
  ///
  /// Only what is in memory is looked at. Without `autosave: true` members do not count.
  public final var isChangedForAutosave: Bool {
    if isDestroyed { return false }
    if needsSave { return true }
    guard SavePlan.of(facts).autosaves else { return false }
    var search = ChangedSearch()
    return search.finds(self)
  }

  /// Whether there is something to write without looking back at the record that led here.
  final func isChangedForAutosave(besides owner: Record) -> Bool {
    if isDestroyed { return false }
    if needsSave { return true }
    guard SavePlan.of(facts).autosaves else { return false }
    var search = ChangedSearch(besides: owner)
    return search.finds(self)
  }
}

/// Looks for something to save among the records that are autosaved with another one; cycles end.
private struct ChangedSearch {
  private var visited = VisitedRecords()

  init() {}
  init(besides record: Record) { _ = visited.insert(record) }

  mutating func finds(_ record: Record) -> Bool {
    // Those that are still to be looked at stand in a list: a chain may be longer than the stack is deep.
    var waiting = [record]
    while let next = waiting.popLast() {
      guard visited.insert(next), !next.isDestroyed else { continue }
      if next.needsSave { return true }
      let plan = SavePlan.of(next.facts)
      guard plan.autosaves else { continue }
      for reflection in plan.parents + plan.children where reflection.autosave == true { waiting += targets(of: next, reflection) }
    }
    return false
  }

  private func targets(of record: Record, _ reflection: AssociationReflection) -> [Record] {
    if !reflection.isSingular { return CollectionAccess.known(record, reflection) }
    return (SingularAccess.loaded(record, reflection) ?? nil).map { [$0] } ?? []
  }
}
