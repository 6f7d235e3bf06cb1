/// Keeps the counters that parents hold of their records.
enum CounterCache {
  /// A record was saved: a new parent counts one more, and the old one, if there was one, one less.
  static nonisolated(nonsending) func saved(_ record: Record, _ plan: SavePlan, _ action: Action) async throws {
    for reflection in plan.counted {
      let now = try CountedRow(reflection) { record.value(at: $0) }
      let before = action == .create ? nil : try CountedRow(reflection) { record.original($0) }
      if now == before { continue }
      if let before { try await change(reflection, before, by: -1, touches: true) }
      if let now { try await change(reflection, now, by: 1, touches: true) }
      if let target = SingularAccess.loaded(record, reflection) ?? nil { try inMemory(target, reflection, by: 1, touches: true) }
    }
  }

  /// A record was destroyed: its parents count one less.
  static nonisolated(nonsending) func destroyed(_ record: Record, _ plan: SavePlan) async throws {
    for reflection in plan.counted {
      guard let row = try CountedRow(reflection, { record.original($0) }) else { continue }
      let target = SingularAccess.loaded(record, reflection) ?? nil
      // The row of a parent that is being destroyed need not count.
      let goes = target?._flags.contains(.beingDestroyed) == true
      if !goes { try await change(reflection, row, by: -1, touches: true) }
      if let target { try inMemory(target, reflection, by: -1, touches: !goes) }
    }
  }

  /// Rows left an owner by one statement.
  static nonisolated(nonsending) func removed(_ count: Int, from owner: Record, _ reflection: AssociationReflection) async throws {
    guard count != 0, let inverse = try reflection.resolved().inverse, inverse.isCounted else { return }
    let row = CountedRow(facts: inverse.target.facts ?? owner.facts, key: owner.key(at: inverse.targetKey(in: owner.facts)))
    try await change(inverse, row, by: -count)
    try inMemory(owner, inverse, by: -count)
  }

  /// Rows came to a target that counts them, or left it, by one statement.
  static nonisolated(nonsending) func changed(_ belongsTo: AssociationReflection, of target: Record, by amount: Int) async throws {
    guard amount != 0, belongsTo.isCounted else { return }
    let row = CountedRow(facts: belongsTo.target.facts ?? target.facts, key: target.key(at: belongsTo.targetKey(in: target.facts)))
    try await change(belongsTo, row, by: amount)
    try inMemory(target, belongsTo, by: amount)
  }

  private static nonisolated(nonsending) func change(
    _ reflection: AssociationReflection, _ counted: CountedRow, by amount: Int, touches: Bool = false
  ) async throws {
    let facts = counted.facts
    guard let index = reflection.counter(in: facts) else { return }
    let column = facts.layout.columns[index].name
    let reference = SQLExpression.column(ColumnReference(.none, column))
    let sum = SQLExpression.binary(
      .function("COALESCE", [reference, .raw("0")], distinct: false), amount < 0 ? .subtract : .add,
      .value(.int(Int64(amount.magnitude))))
    let targetKey = reflection.targetKey(in: facts)
    let row = SQLExpression.column(ColumnReference(.root, facts.layout.column(at: targetKey).name)).equals(counted.key)
    var assignments = [UpdateStatement.Assignment(column, sum)]
    if touches, Touching.isDoneByCounter(reflection), !Touching.isSpared(facts) { assignments += times(facts, reflection) }
    let statement = UpdateStatement(facts.tableName, set: assignments, where: [row])
    try await RowWriter.write(statement.rendered(facts.database.dialect), of: facts, QueryCause("\(reflection.path), counted"))
  }

  /// The times and the version of a row that is touched by the statement that counts.
  private static func times(_ facts: ModelFacts, _ reflection: AssociationReflection) -> [UpdateStatement.Assignment] {
    var assignments: [UpdateStatement.Assignment] = []
    Touching.columns(of: facts, reflection).forEach {
      assignments.append(.init(facts.layout.columns[$0].name, .value(.date(RecordClock.now))))
    }
    if let lock = SavePlan.of(facts).lockIndex {
      let column = facts.layout.columns[lock].name
      let version = SQLExpression.function("COALESCE", [.column(ColumnReference(.none, column)), .raw("0")], distinct: false)
      assignments.append(.init(column, .binary(version, .add, .value(.int(1)))))
    }
    return assignments
  }

  /// The times and the version of a parent in memory follow.
  private static func touchInMemory(_ target: Record, _ reflection: AssociationReflection) throws {
    guard Touching.isDoneByCounter(reflection), !Touching.isSpared(target.facts) else { return }
    let participant = RecordParticipant.join(target)
    let now = DatabaseValue.date(RecordClock.now)
    try Touching.columns(of: target.facts, reflection).forEach { index in
      participant?.keep(index)
      try target._assign(index, now)
      target.changeApplied(index)
    }
    guard let lock = SavePlan.of(target.facts).lockIndex else { return }
    participant?.keep(lock)
    try target._assign(lock, LockVersion.next(after: target.original(lock), lock, target.facts))
  }

  /// The counter of a parent that is in memory follows, and is no change of the user's.
  private static func inMemory(_ target: Record, _ reflection: AssociationReflection, by amount: Int, touches: Bool = false) throws {
    if touches { try touchInMemory(target, reflection) }
    guard let index = reflection.counter(in: target.facts) else { return }
    let known = (try? Int64(databaseValue: target._value(index))) ?? 0
    let (count, overflows) = known.addingReportingOverflow(Int64(amount))
    if overflows {
      throw target.facts.outOfRange(index, "the number of members", "Count anew: \(reflection.owner.name).mendCounterCaches()")
    }
    RecordParticipant.join(target)?.keep(index)
    try target._assign(index, .int(count))
  }
}

/// The row that counts a record: that of the parent which its key means.
private struct CountedRow: Equatable {
  let facts: ModelFacts
  let key: DatabaseValue

  init(facts: ModelFacts, key: DatabaseValue) { (self.facts, self.key) = (facts, key) }

  /// The row that a record's values lead to; of a polymorphic association the class that they name.
  init?(_ reflection: AssociationReflection, _ value: (Int) -> DatabaseValue) throws {
    let resolved = try reflection.resolved()
    let key = value(resolved.ownerKey)
    if key.isNull { return nil }
    if let facts = reflection.target.facts {
      self.init(facts: facts, key: key)
    } else {
      guard let typeKey = resolved.typeKey, case .text(let name) = value(typeKey), let facts = reflection.target.facts(named: name) else {
        return nil
      }
      self.init(facts: facts, key: key)
    }
  }

  static func == (left: CountedRow, right: CountedRow) -> Bool { left.facts === right.facts && left.key == right.key }
}
