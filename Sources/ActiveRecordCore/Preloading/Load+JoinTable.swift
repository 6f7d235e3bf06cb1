// has_and_belongs_to_many in two steps: the rows of the join table, then the targets. A single join makes SQLite go through
// targets × keys when there are many.

extension AssociationLoad {
  nonisolated(nonsending) func loadJoinTable() async throws {
    guard let join = resolved.hops.first, let target = resolved.hops.last, let facts = target.facts else { return }
    let (index, positions) = ownerKeys(owners, integers: hasIntegerKeys)
    var groups: ContiguousArray<[Record]> = ContiguousArray(repeating: [], count: index.count)
    if !index.isEmpty {
      let pairs = try await pairs(join, target, index)
      groups = try await targets(of: pairs, facts, groupedBy: index)
    }
    for (owner, position) in zip(owners, positions) {
      TargetPlacement.place(position < 0 ? [] : groups[Int(position)], on: owner, reflection)
    }
  }

  /// Owner's key and target's key of each row of the join table.
  private nonisolated(nonsending) func pairs(
    _ join: AssociationHop, _ target: AssociationHop, _ index: KeyIndex
  ) async throws -> [(owner: DatabaseValue, target: DatabaseValue)] {
    let dialect = try reflection.owner.database.dialect
    var pairs: [(owner: DatabaseValue, target: DatabaseValue)] = []
    let width = KeyName.parts(join.column).count, otherWidth = KeyName.parts(target.previousColumn).count
    for piece in index.queries(maximum: dialect.maximumBindings) {
      var statement = SelectStatement(from: .table(join.table, alias: nil))
      let owner = SQLExpression.column(ColumnReference(.root, join.column))
      let other = SQLExpression.column(ColumnReference(.root, target.previousColumn))
      statement.selection = SQLSelection.each(owner) + SQLSelection.each(other)
      switch piece {
      case .integers(let integers): statement.conditions = [.isInIntegers(owner, integers)]
      case .values(let values): statement.conditions = [owner.isAmong(values)]
      case .one(let value): statement.conditions = [owner.equals(value)]
      }
      let lease = try await Lease.take(.reading, for: reflection.owner)
      defer { lease.end() }
      _ = try await lease.run(statement.rendered(dialect), cached: index.count < 4, cause: cause) { row in
        pairs.append((row.key(0, width), row.key(Int32(width), otherWidth)))
      }
    }
    return pairs
  }

  private nonisolated(nonsending) func targets(
    of pairs: [(owner: DatabaseValue, target: DatabaseValue)], _ facts: ModelFacts, groupedBy owners: KeyIndex
  ) async throws -> ContiguousArray<[Record]> {
    let integers = facts.layout.key.kind == .integer
    var keys = KeyIndex(integers: integers, capacity: pairs.count)
    let targetPositions = pairs.map { keys.position(adding: $0.target) ?? -1 }
    let records = try await RecordsByKey.fetch(facts, keys, scope: reflection, cause: cause)
    adopt(records.compactMap { $0 })
    var instances: [Record] = []
    var ownerPositions = ContiguousArray<Int32>()
    for (pair, position) in zip(pairs, targetPositions) {
      guard position >= 0, let record = records[Int(position)] else { continue }
      instances.append(record)
      ownerPositions.append(owners.position(of: pair.owner) ?? -1)
    }
    return Grouping.groups(instances, by: ownerPositions, count: owners.count)
  }
}

/// Finds the records of a model by their primary keys.
enum RecordsByKey {
  /// For each key of the index the record, or `nil` where there is none.
  static nonisolated(nonsending) func fetch(
    _ facts: ModelFacts, _ keys: KeyIndex, scope: AssociationReflection?, cause: QueryCause
  ) async throws -> ContiguousArray<Record?> {
    var result = ContiguousArray<Record?>(repeating: nil, count: keys.count)
    let dialect = try facts.database.dialect
    for piece in keys.queries(maximum: dialect.maximumBindings) {
      var core = RelationCore(scoped: facts)
      let column = core.column(facts.layout.key.name)
      switch piece {
      case .integers(let integers):
        core.conditions.append(integers.count == 1 ? column.equals(.int(integers[0])) : .isInIntegers(column, integers))
      case .values(let values): core.conditions.append(column.isAmong(values))
      case .one(let value): core.conditions.append(column.equals(value))
      }
      if let scope { core = scope.scoped(core, owner: nil) }
      let found = try await RecordFetch.records(
        facts, core.statement(dialect).rendered(dialect), cached: keys.count < 4, sharesContext: false, cause: cause)
      for record in found { if let position = keys.position(of: record.keyValue) { result[Int(position)] = record } }
    }
    return result
  }
}
