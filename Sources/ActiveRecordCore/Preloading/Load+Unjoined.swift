// Through associations whose steps are queries of their own, for many owners at once.

extension AssociationLoad {
  nonisolated(nonsending) func loadUnjoined() async throws {
    let core = try AssociationQuery.unjoined(reflection, nil)
    if core.limit != nil || core.offset != nil { return try await loadOneByOne() }
    guard let last = resolved.hops.last, let column = core.facts.layout.index(ofNames: last.column) else {
      return
    }
    let keys = owners.map { key(of: $0) }
    let walk = try await UnjoinedKeys(reflection, cause).walk(from: Array(Set(keys.filter { !$0.isNull })))
    let targets = try await targets(core, column, Set(walk.pairs.map(\.key)))
    let positions = Dictionary(grouping: targets.indices) { targets[$0].key(at: column).comparedForm }
    let byOwner = Dictionary(grouping: walk.pairs, by: \.owner.comparedForm)
    let followsTheWay = walk.isOrdered && core.orders.isEmpty
    for (owner, key) in zip(owners, keys) {
      var own: [Int] = []
      var seen: Set<Int> = []
      for pair in byOwner[key.comparedForm] ?? [] {
        own += (positions[pair.key.comparedForm] ?? []).filter { seen.insert($0).inserted }
      }
      let found = (followsTheWay ? own : own.sorted()).map { targets[$0] }
      if reflection.isSingular {
        TargetPlacement.place(found.first, on: owner, reflection)
      } else {
        TargetPlacement.place(found, on: owner, reflection)
      }
    }
  }

  private nonisolated(nonsending) func targets(_ core: RelationCore, _ column: Int, _ keys: Set<DatabaseValue>) async throws -> [Record] {
    let dialect = try core.facts.database.dialect
    let expression = core.column(core.facts.layout.column(at: column).name)
    var records: [Record] = []
    for piece in Array(keys).sorted(by: { "\($0)" < "\($1)" }).chunked(
      max(1, dialect.maximumKeys / KeyName.parts(core.facts.layout.column(at: column).name).count))
    {
      var piecewise = core
      piecewise.conditions.insert(UnjoinedKeys.isAmong(expression, piece), at: 0)
      if piecewise.isNone { continue }
      records += try await RecordFetch.records(
        core.facts, piecewise.statement(dialect).rendered(dialect), cached: keys.count < 4, sharesContext: false, cause: cause)
    }
    adopt(records)
    return records
  }

  /// A limit counts for each owner.
  private nonisolated(nonsending) func loadOneByOne() async throws {
    for owner in owners {
      var core = try AssociationQuery.relation(reflection, owner: owner)
      core = try await UnjoinedKeys.resolved(core)
      let dialect = try core.facts.database.dialect
      let found =
        core.isNone ? [] : try await RecordFetch.records(core.facts, core.statement(dialect).rendered(dialect), cause: cause)
      if reflection.isSingular {
        TargetPlacement.place(found.first, on: owner, reflection)
      } else {
        TargetPlacement.place(found, on: owner, reflection)
      }
    }
  }
}
