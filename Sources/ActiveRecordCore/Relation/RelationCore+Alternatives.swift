// Of the other query of an alternative the conditions are taken: what else it says would be lost.

extension RelationCore {
  /// Notes the failure of a clause that only the other query has.
  mutating func refuseLostClauses(of other: RelationCore) {
    guard failure == nil, other.failure == nil, let clause = lostClause(of: other) else { return }
    failure = ModelError(
      .unsupported, model: facts.name, member: "or",
      "the other query has \(clause), which would be lost: only its conditions are taken. Say the same on both sides, or behind the 'or'")
  }

  /// What the other query has and this one has not, in words. An order changes nothing about which records are found.
  private func lostClause(of other: RelationCore) -> String? {
    if other.limit != nil, other.limit != limit { return "a limit" }
    if other.offset != nil, other.offset != offset { return "an offset" }
    if other.isDistinct, !isDistinct { return "'distinct'" }
    if !other.groups.isEmpty, other.groups != groups { return "groups" }
    if !other.havings.isEmpty, other.havings != havings { return "conditions on groups" }
    if joins.isEmpty, !other.joins.isEmpty { return "joins" }
    if other.builtJoins.contains(where: { !builtJoins.contains($0) }) { return "joins" }
    if other.source != nil, other.source != source { return "another source of its rows" }
    if other.commonTables.contains(where: { !commonTables.contains($0) }) { return "tables of its own" }
    return nil
  }
}
