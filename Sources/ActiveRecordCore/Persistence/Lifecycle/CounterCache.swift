/// Keeps the counters that parents hold of their records.
enum CounterCache {
  /// A record was saved: a new parent counts one more, and the old one, if there was one, one less.
  static nonisolated(nonsending) func saved(_ record: Record, _ plan: SavePlan, _ action: Action) async throws {
    for reflection in plan.counted {
      let resolved = try reflection.resolved()
      let now = record._value(resolved.ownerKey)
      let before = action == .create ? DatabaseValue.null : record.original(resolved.ownerKey)
      if now == before { continue }
      if !before.isNull { try await change(reflection, key: before, by: -1) }
      if !now.isNull { try await change(reflection, key: now, by: 1) }
      if let target = SingularAccess.loaded(record, reflection) ?? nil { try inMemory(target, reflection, by: 1) }
    }
  }

  /// A record was destroyed: its parents count one less.
  static nonisolated(nonsending) func destroyed(_ record: Record, _ plan: SavePlan) async throws {
    for reflection in plan.counted {
      let key = record.original(try reflection.resolved().ownerKey)
      if key.isNull { continue }
      try await change(reflection, key: key, by: -1)
      if let target = SingularAccess.loaded(record, reflection) ?? nil { try inMemory(target, reflection, by: -1) }
    }
  }

  /// Rows left an owner by one statement.
  static nonisolated(nonsending) func removed(_ count: Int, from owner: Record, _ reflection: AssociationReflection) async throws {
    guard count != 0, let inverse = try reflection.resolved().inverse, inverse.options.counterCache != nil else { return }
    try await change(inverse, key: owner.key(at: try inverse.resolved().targetKey ?? 0), by: -count)
    try inMemory(owner, inverse, by: -count)
  }

  /// Rows came to a target that counts them, or left it, by one statement.
  static nonisolated(nonsending) func changed(_ belongsTo: AssociationReflection, of target: Record, by amount: Int) async throws {
    guard amount != 0, belongsTo.options.counterCache != nil else { return }
    try await change(belongsTo, key: target.key(at: try belongsTo.resolved().targetKey ?? 0), by: amount)
    try inMemory(target, belongsTo, by: amount)
  }

  private static nonisolated(nonsending) func change(
    _ reflection: AssociationReflection, key: DatabaseValue, by amount: Int
  ) async throws {
    guard let facts = reflection.target.facts, let index = reflection.options.counterCache?() else { return }
    let column = facts.layout.columns[index].name
    let reference = SQLExpression.column(ColumnReference(.none, column))
    let sum = SQLExpression.binary(
      .function("COALESCE", [reference, .raw("0")], distinct: false), amount < 0 ? .subtract : .add,
      .value(.int(Int64(amount.magnitude))))
    let targetKey = try reflection.resolved().targetKey ?? 0
    let row = SQLExpression.column(ColumnReference(.root, facts.layout.columns[targetKey].name)).equals(key)
    let statement = UpdateStatement(facts.tableName, set: [.init(column, sum)], where: [row])
    try await RowWriter.write(statement.rendered(facts.database.dialect), of: facts, QueryCause("\(reflection.path), counted"))
  }

  /// The counter of a parent that is in memory follows, and is no change of the user's.
  private static func inMemory(_ target: Record, _ reflection: AssociationReflection, by amount: Int) throws {
    guard let index = reflection.options.counterCache?(), target.facts.layout.columns.indices.contains(index) else { return }
    let count = (try? Int(databaseValue: target._value(index))) ?? 0
    RecordParticipant.join(target)?.keep(index)
    try target._assign(index, .int(Int64(count + amount)))
  }
}
