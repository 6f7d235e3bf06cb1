/// Loads records and their associations by one query with outer joins.
enum EagerLoading {
  /// The chains that are loaded by the relation's own query: those of `eagerLoad`, and those of `includes` whose tables a
  /// condition or an order speaks of.
  static func joinedChains(_ core: RelationCore, _ dialect: Dialect) throws -> [[String]] {
    if core.loads.isEmpty { return [] }
    let included = core.loads.filter { $0.mode == .includes }
    let speaksOf = included.isEmpty ? false : try speaks(core, of: included, dialect)
    return try core.loads.filter { $0.mode == .eagerLoad || ($0.mode == .includes && speaksOf) }.map(\.names).filter {
      try canBeJoined($0, from: core.facts)
    }
  }

  /// A limit counts for each owner, and a scope may depend on it: a join can say neither, so these are loaded by queries of their own.
  private static func canBeJoined(_ chain: [String], from facts: ModelFacts) throws -> Bool {
    var facts = facts
    for name in chain {
      let reflection = try facts.association(name)
      if reflection.hasOwnerScope { return false }
      guard let target = reflection.target.facts else { return true }
      let scoped = reflection.scoped(RelationCore(target), owner: nil)
      if scoped.limit != nil || scoped.offset != nil || (reflection.kind == .hasOne && !scoped.orders.isEmpty) { return false }
      facts = target
    }
    return true
  }

  private static func speaks(_ core: RelationCore, of included: [LoadRequest], _ dialect: Dialect) throws -> Bool {
    let joined = try core.joinPlan(dialect)
    let paths = core.referencedPaths.filter { !joined.reaches($0) }
    if paths.contains(where: { path in included.contains { $0.names.starts(with: path) || path.starts(with: $0.names) } }) { return true }
    let known = Set(joined.nodes.map(\.facts.tableName) + core.builtJoins.compactMap(\.tableName))
    let tables = core.referencedTables.compactMap { tag -> String? in
      if case .table(let name) = tag, !known.contains(name) { name } else { nil }
    }
    return !tables.isEmpty
  }

  /// The records, with the chains loaded on them.
  static nonisolated(nonsending) func records(
    _ core: RelationCore, chains: [[String]], _ dialect: Dialect, cause: QueryCause
  ) async throws -> [Record] {
    var core = core
    var plan = try core.joinPlan(dialect)
    for chain in chains { try plan.join(chain, .left) }
    if core.limit != nil || core.offset != nil, plan.multiplies {
      guard try await narrowToKeys(&core, plan, dialect, cause) else { return [] }
    }
    let wanted = Set(chains.flatMap { chain in chain.indices.map { Array(chain[...$0]) } })
    let nodes = plan.nodes.filter { $0.path.isEmpty || wanted.contains($0.path) }
    let assembler = JoinedRows(nodes)
    let statement = try core.statement(plan: plan, selection: assembler.selection)
    let lease = try await Lease.take(.reading)
    defer { lease.end() }
    _ = try await lease.run(statement.rendered(dialect), cause: cause) { try assembler.read($0) }
    return try assembler.finish()
  }

  /// A limit counts records, not joined rows: their keys are found first.
  private static nonisolated(nonsending) func narrowToKeys(
    _ core: inout RelationCore, _ plan: JoinPlan, _ dialect: Dialect, _ cause: QueryCause
  ) async throws -> Bool {
    let key = core.column(core.facts.layout.key.name)
    var keys = core
    keys.isDistinct = true
    let orders = core.orders.map(\.expression).filter { $0 != key }
    let statement = try keys.statement(
      plan: plan, selection: [SQLSelection(key)] + orders.enumerated().map { SQLSelection($1, as: "order_\($0)") })
    var found: [DatabaseValue] = []
    let lease = try await Lease.take(.reading)
    defer { lease.end() }
    _ = try await lease.run(statement.rendered(dialect), cause: cause) { found.append($0.value(0)) }
    core.conditions.append(key.isAmong(found))
    core.limit = nil
    core.offset = nil
    return !found.isEmpty
  }
}

extension JoinPlan {
  /// Whether a record may stand in several rows.
  var multiplies: Bool { nodes.contains { $0.reflection.map { !$0.isSingular } ?? false } }
}

extension SQLJoin {
  var tableName: String? {
    if case .table(.table(let name, _), _) = content { name } else { nil }
  }
}
