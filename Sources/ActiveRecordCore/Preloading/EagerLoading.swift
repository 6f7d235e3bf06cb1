/// Loads records and their associations by one query with outer joins.
enum EagerLoading {
  /// The chains that are loaded by the relation's own query: those of `eagerLoad`, and those of `includes` whose tables a
  /// condition or an order speaks of.
  static func joinedChains(_ core: RelationCore, _ dialect: Dialect) throws -> [[String]] {
    if core.loads.isEmpty { return [] }
    let included = core.loads.filter { $0.mode == .includes && $0.narrowing == nil }
    let speaksOf = included.isEmpty ? false : try speaks(core, of: included, dialect)
    let wanted = core.loads.filter { $0.narrowing == nil && ($0.mode == .eagerLoad || ($0.mode == .includes && speaksOf)) }
    return try wanted.map(\.names).filter {
      try canBeJoined($0, from: core.facts)
    }
  }

  /// The relation as questions about it are asked: with the tables joined that its own query would join.
  static func asked(_ core: RelationCore, _ dialect: Dialect) throws -> RelationCore {
    let chains = try joinedChains(core, dialect)
    if chains.isEmpty { return core }
    return joining(chains, core)
  }

  /// The joins of the chains stand before hand-written ones, which may speak of them.
  private static func joining(_ chains: [[String]], _ core: RelationCore) -> RelationCore {
    var core = core
    let place = core.joins.firstIndex { if case .raw = $0 { true } else { false } } ?? core.joins.endIndex
    core.joins.insert(contentsOf: chains.map { .association($0, .left) }, at: place)
    return core
  }

  /// A limit counts for each owner, which a join cannot say, nor what some scopes do with their owner: these are loaded by queries of
  /// their own.
  private static func canBeJoined(_ chain: [String], from facts: ModelFacts) throws -> Bool {
    var facts = facts
    for name in chain {
      let reflection = try facts.association(name)
      guard let target = reflection.target.facts else { return true }
      guard !reflection.options.disableJoins, let scoped = try AssociationQuery.scope(reflection) else { return false }
      if try AssociationQuery.leadsAsideOnTheWay(reflection) { return false }
      if scoped.limit != nil || scoped.offset != nil || !scoped.groups.isEmpty || !scoped.joins.isEmpty { return false }
      if scoped.isNone || !scoped.referencedPaths.isEmpty || !scoped.references.isEmpty { return false }
      facts = target
    }
    return true
  }

  private static func speaks(_ core: RelationCore, of included: [LoadRequest], _ dialect: Dialect) throws -> Bool {
    let chains = included.map(\.names)
    for case .association(let path, .inner) in core.joins where chains.contains(where: { $0.starts(with: path) }) { return true }
    for name in core.references {
      let path = name.split(separator: ".").map(String.init)
      if chains.contains(where: { $0.starts(with: path) || path.starts(with: $0) }) { return true }
    }
    let joined = try core.joinPlan(dialect)
    let paths = core.referencedPaths.filter { !joined.reaches($0) }
    if paths.contains(where: { path in chains.contains { $0.starts(with: path) || path.starts(with: $0) } }) { return true }
    let known = Set(joined.nodes.map(\.alias) + joined.nodes.map(\.facts.tableName) + core.builtJoins.compactMap(\.tableName))
    let tables = core.referencedTables.compactMap { tag -> String? in
      if case .table(let name) = tag, !known.contains(name) { name } else { nil }
    }
    return !tables.isEmpty || !core.tablesOfWrittenOrders.isSubset(of: known)
  }

  /// The records, with the chains loaded on them.
  ///
  /// - Parameter tells: Whether the records themselves hear that they were found.
  static nonisolated(nonsending) func records(
    _ core: RelationCore, chains: [[String]], _ dialect: Dialect, tells: Bool = true, cause: QueryCause
  ) async throws -> [Record] {
    var core = core
    let included = core.loads.filter { $0.mode == .includes && chains.contains($0.names) }
    if !included.isEmpty { core.checkDeprecated(included.map(\.names), .joined) }
    if let failure = core.failure { throw failure }
    let plan = try plan(core, chains, dialect)
    try PartialLoads.warn(core, chains: chains, plan)
    if core.limit != nil || core.offset != nil, plan.multiplies {
      guard try await narrowToKeys(&core, plan, dialect, cause) else { return [] }
    }
    let nodes = nodes(plan, chains)
    let assembler = JoinedRows(nodes, sortsMembers: core.ordersItself)
    core.orders = orders(core, nodes)
    let statement = try core.statement(plan: plan, selection: assembler.selection)
    let lease = try await Lease.take(.reading, for: core.facts)
    defer { lease.end() }
    _ = try await lease.run(statement.rendered(dialect), cause: cause) { try assembler.read($0) }
    return try assembler.finish(tells: tells)
  }

  /// The query that loads the records and the chains, for reading.
  static func statement(_ core: RelationCore, chains: [[String]], _ dialect: Dialect) throws -> SelectStatement {
    let plan = try plan(core, chains, dialect)
    let nodes = nodes(plan, chains)
    var core = core
    core.orders = orders(core, nodes)
    return try core.statement(plan: plan, selection: JoinedRows(nodes).selection)
  }

  /// The owners' order, then that of each association's scope; keys in between keep apart what compares equal.
  private static func orders(_ core: RelationCore, _ nodes: [JoinPlan.Node]) -> [SQLOrdering] {
    guard nodes.contains(where: { !$0.orders.isEmpty }) else { return core.orders }
    var orders = core.orders
    for node in nodes where node.path.isEmpty || !(node.reflection?.kind == .belongsTo) {
      let key = SQLExpression.column(ColumnReference(.alias(node.alias), node.facts.layout.key.name))
      orders += node.orders + [SQLOrdering(key)]
    }
    return orders
  }

  private static func plan(_ core: RelationCore, _ chains: [[String]], _ dialect: Dialect) throws -> JoinPlan {
    try joining(chains, core).joinPlan(dialect)
  }

  private static func nodes(_ plan: JoinPlan, _ chains: [[String]]) -> [JoinPlan.Node] {
    let wanted = Set(chains.flatMap { chain in chain.indices.map { Array(chain[...$0]) } })
    return plan.nodes.filter { $0.path.isEmpty || wanted.contains($0.path) }
  }

  /// A limit counts records, not joined rows: their keys are found first.
  private static nonisolated(nonsending) func narrowToKeys(
    _ core: inout RelationCore, _ plan: JoinPlan, _ dialect: Dialect, _ cause: QueryCause
  ) async throws -> Bool {
    let key = SQLExpression.column(ColumnReference(.root, core.facts.layout.key.name))
    var keys = core
    keys.groupByKey()
    let statement = try keys.statement(plan: plan, selection: SQLSelection.each(key))
    let width = core.facts.layout.keyParts.count
    var found: [DatabaseValue] = []
    let lease = try await Lease.take(.reading, for: core.facts)
    defer { lease.end() }
    _ = try await lease.run(statement.rendered(dialect), cause: cause) { found.append($0.key(0, width)) }
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

extension SQLExpression {
  var isWritten: Bool { if case .raw = self { true } else { false } }
}

extension RelationCore {
  /// Makes the rows that belong to one record one row.
  mutating func groupByKey() {
    isDistinct = false
    groups = [column(facts.layout.key.name)]
    orders = orders.flatMap(\.written).map { $0.ofGroup(root: facts.tableName) }
  }

  /// Whether no order speaks of joined tables.
  fileprivate var ordersItself: Bool {
    orders.allSatisfy { order in
      !order.expression.isWritten && order.expression.tables.allSatisfy { $0 == .root || $0 == .table(facts.tableName) }
    }
  }

  /// The tables that orders in hand-written SQL name: `posts.views DESC`.
  fileprivate var tablesOfWrittenOrders: Set<String> {
    var names: Set<String> = []
    for case .raw(let sql) in orders.map(\.expression) {
      for case .text(let text) in sql.fragments {
        for word in text.split(whereSeparator: { " ,()".contains($0) }) {
          let parts = word.split(separator: ".")
          guard parts.count == 2, let first = parts[0].first, first.isLetter || first == "\"" || first == "`" else { continue }
          names.insert(parts[0].filter { $0 != "\"" && $0 != "`" })
        }
      }
    }
    return names
  }
}

extension SQLJoin {
  var tableName: String? {
    if case .table(.table(let name, _), _) = content { name } else { nil }
  }
}
