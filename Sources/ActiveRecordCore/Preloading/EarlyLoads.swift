/// What the branches of a preload begin with, asked at once instead of in turn.
///
/// The first queries of branches that need nothing but their owners run at the same time, on engines and at moments where that pays. The
/// branches are then gone through in turn all the same: each finds its rows here, and all that follows happens in the one order there is.
final class EarlyLoads {
  /// A query that a load will begin with, and the keys that it is asked for.
  struct Foreseen {
    let reflection: AssociationReflection
    /// Where the rows are from: one of several classes, below a polymorphic association.
    let facts: ModelFacts
    let owners: [Record]
    let index: KeyIndex
    let positions: ContiguousArray<Int32>
    let order: FetchOrder
  }
  private var waiting: [(load: Foreseen, rows: FetchedRows)] = []

  /// Asks for what branches begin with; `nil` where it is asked for in turn.
  static nonisolated(nonsending) func run(_ tree: PreloadTree, on records: [Record]) async throws -> EarlyLoads? {
    guard let facts = records.first?.facts, try facts.database.queriesAtOnce > 1, mayBranch(tree, facts) else { return nil }
    let leases = try ParallelFetch.leases(for: facts)
    if leases.isEmpty { return nil }
    let foreseen = foreseen(tree, records).filter { (try? $0.order.facts.database) === leases[0].database }
    let count = foreseen.count > 1 ? foreseen.count : 0
    for lease in leases.dropFirst(count) { lease.end() }
    if count == 0 { return nil }
    let found = await ParallelFetch.run(foreseen.map(\.order), on: Array(leases.prefix(count)))
    let early = EarlyLoads()
    for (load, rows) in zip(foreseen, found) { if let rows { early.waiting.append((load, rows)) } }
    return early
  }

  /// Whether there is more than one query to begin with.
  private static func mayBranch(_ tree: PreloadTree, _ facts: ModelFacts) -> Bool {
    tree.branches.count > 1 || tree.branches.contains { (try? facts.association($0.name).isPolymorphic) ?? true }
  }

  /// What can be foreseen of the loads; one whose query cannot be written says so when it is its turn.
  private static func foreseen(_ tree: PreloadTree, _ records: [Record]) -> [Foreseen] {
    var all: [Foreseen] = []
    for branch in tree.branches {
      for (reflection, owners) in (try? Preloader.grouped(Preloader.branching(records, branch), branch.name)) ?? [] {
        for load in (try? Preloader.load(reflection, owners, nil).foreseen()) ?? []
        where !all.contains(where: { $0.reflection === load.reflection && $0.facts === load.facts }) { all.append(load) }
      }
    }
    return all
  }

  /// What was found for a load, once: the keys of its owners, and the rows.
  func take(_ reflection: AssociationReflection, _ facts: ModelFacts, _ owners: [Record]) -> EarlyRows? {
    let place = waiting.firstIndex { entry in
      entry.load.reflection === reflection && entry.load.facts === facts && entry.load.owners.count == owners.count
        && zip(entry.load.owners, owners).allSatisfy { $0 === $1 }
    }
    guard let place else { return nil }
    let (load, rows) = waiting.remove(at: place)
    return EarlyRows(keys: (load.index, load.positions), rows: rows)
  }

  /// Tells of queries whose turn never came, since something before them failed.
  func tellRest() {
    for entry in waiting { entry.rows.tell() }
    waiting = []
  }
}

/// Rows that came before their turn, and the keys that they were asked for.
struct EarlyRows {
  let keys: (index: KeyIndex, positions: ContiguousArray<Int32>)
  let rows: FetchedRows
}

// The files `Load…` say how an association is loaded; here stands which query each begins with.

extension AssociationLoad {
  /// The queries that the load begins with, as far as they need nothing but the owners and are one for each table.
  func foreseen() throws -> [EarlyLoads.Foreseen] {
    if owners.isEmpty { return [] }
    switch try way(stepwise: true) {
    case .one, .many: return try foreseen(targetFacts, keyColumn: resolved.targetKey, integers: hasIntegerPair)
    case .joined:
      guard let facts = resolved.hops.last?.facts else { return [] }
      return try foreseen(facts, keyColumn: nil, integers: hasIntegerKeys)
    case .joinTable: return try foreseenPairs()
    case .through(let through, _):
      return try AssociationLoad(through, owners: owners.filter { !Self.isLoaded($0, through) }, cause: cause).foreseen()
    case .polymorphic: return try ownersByType().groups.flatMap { try foreseen(model($0.type), $0.owners) }
    case .grouped, .unjoined: return []
    }
  }

  private func foreseen(_ facts: ModelFacts, keyColumn: Int?, integers: Bool) throws -> [EarlyLoads.Foreseen] {
    let (index, positions) = ownerKeys(owners, integers: integers)
    let dialect = try facts.database.dialect
    let pieces = index.queries(maximum: dialect.maximumKeys)
    guard pieces.count == 1 else { return [] }
    let core = try AssociationQuery.relation(reflection, pieces[0], scopeOwner: keyColumn == nil ? owners.first : nil)
    // Two queries that lock the same rows would wait for each other.
    guard !core.isNone, core.lock == nil, try EagerLoading.joinedChains(core, dialect).isEmpty else { return [] }
    let sql = try statement(core, withOwnerKey: keyColumn == nil, dialect).rendered(dialect)
    let order = FetchOrder(
      facts: facts, sql: sql, content: .records(keyPlace(facts, keyColumn, integers: integers)), cached: index.count < 4, cause: cause)
    return [.init(reflection: reflection, facts: facts, owners: owners, index: index, positions: positions, order: order)]
  }

  private func foreseenPairs() throws -> [EarlyLoads.Foreseen] {
    guard let join = resolved.hops.first, let target = resolved.hops.last else { return [] }
    let (index, positions) = ownerKeys(owners, integers: hasIntegerKeys)
    let dialect = try pairsHome.database.dialect
    let pieces = index.queries(maximum: dialect.maximumKeys)
    guard pieces.count == 1 else { return [] }
    let pairs = pairsQuery(join, target)
    let order = FetchOrder(
      facts: pairsHome, sql: pairs.statement(pieces[0]).rendered(dialect), content: .pairs(pairs.width, pairs.otherWidth),
      cached: index.count < 4, cause: cause)
    return [.init(reflection: reflection, facts: pairsHome, owners: owners, index: index, positions: positions, order: order)]
  }

  private func foreseen(_ facts: ModelFacts, _ owners: [Record]) throws -> [EarlyLoads.Foreseen] {
    let (index, positions) = typedKeys(facts, owners)
    let dialect = try facts.database.dialect
    let pieces = index.queries(maximum: dialect.maximumKeys)
    guard pieces.count == 1 else { return [] }
    let core = try RecordsByKey.core(facts, pieces[0], keyColumn: reflection.targetKey(in: facts), scope: reflection)
    // Two queries that lock the same rows would wait for each other; what cannot be said is told in its turn.
    guard !core.isNone, core.lock == nil, core.limit == nil, core.offset == nil else { return [] }
    let sql = try core.statement(dialect).rendered(dialect)
    let order = FetchOrder(facts: facts, sql: sql, content: .records(nil), cached: index.count < 4, cause: cause)
    return [.init(reflection: reflection, facts: facts, owners: owners, index: index, positions: positions, order: order)]
  }
}
