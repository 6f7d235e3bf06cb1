/// Finds the targets of a through association step by step, without joins: each step asks for the rows that the keys of the one before mean.
///
/// For tables that one statement cannot join, or should not.
struct UnjoinedKeys {
  /// The relation with the keys of its targets, where it comes from an association without joins.
  static nonisolated(nonsending) func resolved(_ core: RelationCore) async throws -> RelationCore {
    guard let source = core.unjoined else { return core }
    return try await found(core, source).inOneStatement
  }

  /// What the association of a relation leads to, found step by step.
  static nonisolated(nonsending) func found(_ core: RelationCore, _ source: UnjoinedSource) async throws -> UnjoinedTargets {
    var core = core
    core.unjoined = nil
    if core.isNone { return UnjoinedTargets(core, nil, [], isOrdered: false) }
    let keys = UnjoinedKeys(source.association, .of(core.facts, "found step by step"))
    let walk = try await keys.walk(from: [source.key])
    var targets: [DatabaseValue] = []
    var seen: Set<DatabaseValue> = []
    for pair in walk.pairs where seen.insert(pair.key).inserted { targets.append(pair.key) }
    let last = try source.association.resolved().hops.last
    return UnjoinedTargets(core, last?.column, targets, isOrdered: walk.isOrdered)
  }

  private let reflection: AssociationReflection
  private let cause: QueryCause

  init(_ reflection: AssociationReflection, _ cause: QueryCause) {
    self.reflection = reflection
    self.cause = cause
  }

  /// For each key of an owner, the keys that the targets are compared with; and whether a scope on the way puts them in order.
  nonisolated(nonsending) func walk(
    from owners: [DatabaseValue]
  ) async throws -> (pairs: [(owner: DatabaseValue, key: DatabaseValue)], isOrdered: Bool) {
    let hops = try reflection.resolved().hops
    var pairs = owners.map { (owner: $0, key: $0) }
    var isOrdered = false
    for (hop, next) in zip(hops, hops.dropFirst()) {
      let step = try await rows(hop, next, pairs.map(\.key))
      isOrdered = isOrdered || step.isOrdered
      pairs = Self.joined(pairs, step.rows, inOrderOfRows: step.isOrdered)
    }
    return (pairs, isOrdered)
  }

  private static func joined(
    _ pairs: [(owner: DatabaseValue, key: DatabaseValue)], _ rows: [(key: DatabaseValue, next: DatabaseValue)], inOrderOfRows: Bool
  ) -> [(owner: DatabaseValue, key: DatabaseValue)] {
    if inOrderOfRows {
      let owners = Dictionary(grouping: pairs, by: \.key.comparedForm)
      return rows.flatMap { row in (owners[row.key.comparedForm] ?? []).map { ($0.owner, row.next) } }
    }
    let byKey = Dictionary(grouping: rows, by: \.key.comparedForm)
    return pairs.flatMap { pair in (byKey[pair.key.comparedForm] ?? []).map { (pair.owner, $0.next) } }
  }

  /// The rows of one step: the key that was asked for, and the one that leads on.
  private nonisolated(nonsending) func rows(
    _ hop: AssociationHop, _ next: AssociationHop, _ keys: [DatabaseValue]
  ) async throws -> (rows: [(key: DatabaseValue, next: DatabaseValue)], isOrdered: Bool) {
    let scoped = try hop.scoped(alias: hop.table, before: nil, beside: [.named(hop.table, hop.table)]) { $1.scoped($0, owner: nil) }
    let table = TableTag.alias(hop.table)
    let key = SQLExpression.column(ColumnReference(table, hop.column))
    var conditions = scoped.conditions
    for type in [hop.typeCondition, next.previousTypeCondition].compactMap({ $0 }) {
      conditions.append(SQLExpression.column(ColumnReference(table, type.column)).equals(.text(type.name)))
    }
    var rows: [(key: DatabaseValue, next: DatabaseValue)] = []
    var statement = SelectStatement(from: .table(hop.table, alias: nil))
    let leading = SQLExpression.column(ColumnReference(table, next.previousColumn))
    statement.selection = SQLSelection.each(key) + SQLSelection.each(leading)
    let width = KeyName.parts(hop.column).count, nextWidth = KeyName.parts(next.previousColumn).count
    statement.orders = scoped.orders
    statement.joins = scoped.joins
    let dialect = try hop.home.database.dialect
    for piece in Array(Set(keys)).sorted(by: { "\($0)" < "\($1)" }).chunked(max(1, dialect.maximumKeys / width)) {
      statement.conditions = [Self.isAmong(key, piece)] + conditions
      let lease = try await Lease.take(.reading, for: hop.home)
      defer { lease.end() }
      _ = try await lease.run(statement.rendered(dialect), cached: keys.count < 4, cause: cause) { row in
        let next = row.key(Int32(width), nextWidth)
        if !next.isNull { rows.append((row.key(0, width), next)) }
      }
    }
    return (rows, !scoped.orders.isEmpty)
  }

  static func isAmong(_ column: SQLExpression, _ keys: [DatabaseValue]) -> SQLExpression {
    let integers = keys.compactMap { if case .int(let integer) = $0 { integer } else { nil } }
    if integers.count == keys.count, integers.count > 1 { return .isInIntegers(column, integers) }
    return keys.count == 1 ? column.equals(keys[0]) : column.isAmong(keys)
  }
}
