// has_and_belongs_to_many in two steps: the keys in the join table, then the targets. A single join makes SQLite go through
// targets × keys when there are many. So is a through association whose source is one class of a polymorphic one.

extension AssociationLoad {
  nonisolated(nonsending) func loadJoinTable() async throws {
    guard let join = resolved.hops.first, let target = resolved.hops.last, let facts = target.facts else { return }
    let early = early?.take(reflection, pairsHome, owners)
    let (index, positions) = early?.keys ?? ownerKeys(owners, integers: hasIntegerKeys)
    var groups: ContiguousArray<[Record]> = ContiguousArray(repeating: [], count: index.count)
    if !index.isEmpty {
      let pairs = try await pairs(join, target, index, early)
      groups = try await targets(of: pairs, facts, groupedBy: index)
    }
    for (owner, position) in zip(owners, positions) {
      let targets = position < 0 ? [] : groups[Int(position)]
      if reflection.isSingular {
        TargetPlacement.place(targets.first, on: owner, reflection)
      } else {
        TargetPlacement.place(targets, on: owner, reflection)
      }
    }
  }

  /// Whose database the rows in between are in.
  var pairsHome: ModelFacts { resolved.hops.first?.facts ?? reflection.owner }

  /// Whether the way leads through one table to one class of a polymorphic source, by numbers alone: which rows of the table count is
  /// said by the classes that its columns name.
  var goesThroughPairs: Bool {
    guard resolved.source?.isPolymorphic == true, resolved.hops.count == 2 else { return false }
    let (join, target) = (resolved.hops[0], resolved.hops[1])
    guard let middle = join.facts, let facts = target.facts else { return false }
    let numbers = [join.column, target.previousColumn].allSatisfy { name in
      middle.layout.index(of: name).map { middle.layout.column(at: $0).kind == .integer } ?? false
    }
    return numbers && hasIntegerKeys && facts.layout.key.kind == .integer && target.column == facts.layout.key.name
      && middle.typeCondition == nil && !middle.hasDefaultScope
      && !(join.scopes + target.scopes).contains { $0.options.scope != nil }
      && (try? reflection.requireOneDatabase(resolved.hops)) != nil
  }

  /// The query for the owner's key and the target's key of each row of a join table.
  struct PairsQuery {
    let table: String
    let owner: SQLExpression
    let other: SQLExpression
    let width: Int
    let otherWidth: Int
    /// Which rows count.
    let classes: [SQLExpression]

    func statement(_ keys: AssociationQuery.Keys) -> SelectStatement {
      var statement = SelectStatement(from: .table(table, alias: nil))
      statement.selection = SQLSelection.each(owner) + SQLSelection.each(other)
      switch keys {
      case .integers(let integers): statement.conditions = [.isInIntegers(owner, integers)]
      case .values(let values): statement.conditions = [owner.isAmong(values)]
      case .one(let value): statement.conditions = [owner.equals(value)]
      }
      statement.conditions += classes
      return statement
    }
  }

  func pairsQuery(_ join: AssociationHop, _ target: AssociationHop) -> PairsQuery {
    PairsQuery(
      table: join.table, owner: .column(ColumnReference(.root, join.column)), other: .column(ColumnReference(.root, target.previousColumn)),
      width: KeyName.parts(join.column).count, otherWidth: KeyName.parts(target.previousColumn).count,
      classes: [join.typeCondition, target.previousTypeCondition].compactMap { type in
        type.map { SQLExpression.column(ColumnReference(.root, $0.column)).equals(.text($0.name)) }
      })
  }

  /// Owner's key and target's key of each row of the join table.
  private nonisolated(nonsending) func pairs(
    _ join: AssociationHop, _ target: AssociationHop, _ index: KeyIndex, _ early: EarlyRows?
  ) async throws -> [(owner: DatabaseValue, target: DatabaseValue)] {
    if let early { return try early.rows.takePairs() }
    let dialect = try pairsHome.database.dialect
    var pairs: [(owner: DatabaseValue, target: DatabaseValue)] = []
    let query = pairsQuery(join, target)
    for piece in index.queries(maximum: dialect.maximumKeys) {
      let lease = try await Lease.take(.reading, for: pairsHome)
      defer { lease.end() }
      _ = try await lease.run(query.statement(piece).rendered(dialect), cached: index.count < 4, cause: cause) { row in
        pairs.append((row.key(0, query.width), row.key(Int32(query.width), query.otherWidth)))
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
    _ facts: ModelFacts, _ keys: KeyIndex, keyColumn: Int = 0, scope: AssociationReflection?, cause: QueryCause, early: EarlyRows? = nil,
    tells: Bool = true
  ) async throws -> ContiguousArray<Record?> {
    var result = ContiguousArray<Record?>(repeating: nil, count: keys.count)
    if let early {
      place(try early.rows.takeRecords(tells: tells).records, by: keys, keyColumn, in: &result)
      return result
    }
    let dialect = try facts.database.dialect
    for piece in keys.queries(maximum: dialect.maximumKeys) {
      let core = try core(facts, piece, keyColumn: keyColumn, scope: scope)
      if core.isNone { continue }
      let sql = try core.statement(dialect).rendered(dialect)
      place(
        try await RecordFetch.records(facts, sql, cached: keys.count < 4, sharesContext: false, tells: tells, cause: cause), by: keys,
        keyColumn, in: &result)
    }
    return result
  }

  /// The relation of the records with these keys.
  static func core(
    _ facts: ModelFacts, _ keys: AssociationQuery.Keys, keyColumn: Int = 0, scope: AssociationReflection?
  ) throws -> RelationCore {
    var core = RelationCore(scoped: facts)
    let column = core.column(keyColumn == 0 ? facts.layout.key.name : facts.layout.column(at: keyColumn).name)
    switch keys {
    case .integers(let integers):
      core.conditions.append(integers.count == 1 ? column.equals(.int(integers[0])) : .isInIntegers(column, integers))
    case .values(let values): core.conditions.append(column.isAmong(values))
    case .one(let value): core.conditions.append(column.equals(value))
    }
    return scope?.scoped(core, owner: nil) ?? core
  }

  private static func place(_ records: [Record], by keys: KeyIndex, _ keyColumn: Int, in result: inout ContiguousArray<Record?>) {
    for record in records { if let position = keys.position(of: record.key(at: keyColumn)) { result[Int(position)] = record } }
  }
}
