// Numbers of records, which may come from a request.

extension RelationCore {
  /// Notes the failure of a negative number: SQLite would take it as no limit at all.
  mutating func refuseNegative(_ count: Int?, _ clause: String) {
    guard failure == nil, let count, count < 0 else { return }
    failure = facts.negative(clause)
  }
}

extension ModelFacts {
  /// - Throws: ``ModelError`` for a negative number of records.
  package func checkCount(_ count: Int) throws {
    if count < 0 { throw negative("limit") }
  }

  fileprivate func negative(_ clause: String) -> ModelError {
    ModelError(
      .valueMismatch, model: name, member: clause, "a negative number of records was asked for. Give 0 or more, or nil for no \(clause)")
  }
}
