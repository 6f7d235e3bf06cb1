// Orders of joined rows that are put together again.

extension SQLOrdering {
  /// The order of a group of joined rows: that of its first row.
  func ofGroup(root: String) -> SQLOrdering {
    let isOwn = expression.tables.allSatisfy { $0 == .root || $0 == .table(root) } && !expression.isWritten
    if isOwn { return self }
    return SQLOrdering(.function(isDescending ? "MAX" : "MIN", [expression], distinct: false), descending: isDescending, nulls: nulls)
  }
}
