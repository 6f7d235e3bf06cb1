/// Turns the associations that a relation joins into joined tables with aliases.
package struct JoinPlan {
  /// A table of the statement, and where it stands in the tree of associations.
  package struct Node {
    package let path: [String]
    package let facts: ModelFacts
    package let alias: String
    package let reflection: AssociationReflection?
    package let parent: [String]
  }

  let root: ModelFacts
  package private(set) var joins: [SQLJoin] = []
  /// The tables that associations lead to, in the order they were joined; the root first.
  package private(set) var nodes: [Node]
  private var aliases: AliasAllocator

  package init(_ core: RelationCore, dialect: Dialect?) {
    root = core.facts
    aliases = AliasAllocator(root: core.facts.tableName, limit: dialect?.identifierLimit)
    nodes = [Node(path: [], facts: core.facts, alias: core.facts.tableName, reflection: nil, parent: [])]
    for join in core.builtJoins {
      joins.append(join)
      if case .table(let source, _) = join.content, case .table(let table, _) = source { _ = aliases.alias(for: table, source.alias) }
    }
    for case .raw(let sql) in core.joins { aliases.note(sql) }
  }

  /// Whether conditions can speak of the table that a chain of associations leads to.
  package func reaches(_ path: [String]) -> Bool { node(path) != nil || joins.contains { $0.path == path } }

  package func node(_ path: [String]) -> Node? { nodes.first { $0.path == path } }

  /// Joins a chain of associations; what is joined already is used again.
  package mutating func join(_ names: [String], _ kind: SQLJoin.Kind) throws {
    var path: [String] = []
    for name in names {
      let parent = path
      path.append(name)
      guard node(path) == nil, let from = node(parent) else { continue }
      try add(from.facts.association(name), kind, path: path, from: from)
    }
  }

  package mutating func add(raw sql: SQL) { joins.append(SQLJoin(.inner, .raw(sql))) }

  private mutating func add(_ reflection: AssociationReflection, _ kind: SQLJoin.Kind, path: [String], from: Node) throws {
    let hops = try reflection.resolved().hops
    guard let last = hops.last, let target = last.facts else {
      throw reflection.error(
        .polymorphicJoin,
        "a polymorphic association cannot be joined: its rows stand in several tables. Use preload(\\.\(reflection.name))")
    }
    let names = allocate(hops, reflection, parentTable: from.facts.tableName)
    var previous = from.alias
    for (hop, alias) in zip(hops, names) {
      let isLast = alias == names.last
      joins.append(Self.join(hop, as: alias, to: previous, kind, path: isLast ? path : []))
      previous = alias
    }
    nodes.append(Node(path: path, facts: target, alias: previous, reflection: reflection, parent: Array(path.dropLast())))
  }

  /// The target's table gets its name first, then the tables on the way, nearest to the target first.
  private mutating func allocate(
    _ hops: [AssociationHop], _ reflection: AssociationReflection, parentTable: String
  ) -> [String] {
    var names: [String] = []
    for (position, hop) in hops.enumerated().reversed() {
      let isTarget = position == hops.count - 1
      let stem = isTarget ? reflection.aliasStem : hop.aliasStem
      let name = aliases.alias(for: hop.table, "\(stem)_\(parentTable)" + (isTarget ? "" : "_join"))
      names.insert(name, at: 0)
    }
    return names
  }

  /// One step as a join, with the scopes of its associations in the condition.
  static func join(
    _ hop: AssociationHop, as alias: String, to previous: String, _ kind: SQLJoin.Kind, path: [String] = []
  ) -> SQLJoin {
    var conditions = [
      SQLExpression.binary(
        .column(ColumnReference(.alias(alias), hop.column)), .equal,
        .column(ColumnReference(.alias(previous), hop.previousColumn)))
    ]
    conditions += hop.conditions(alias: alias, previous: previous)
    let source = TableSource.table(hop.table, alias: alias == hop.table ? nil : alias)
    return SQLJoin(kind, .table(source, on: .all(conditions)), path: path)
  }
}

extension AssociationReflection {
  /// What aliases begin with: the plural of the name.
  var aliasStem: String { Inflector.pluralized(Inflector.columnName(name)) }
}

extension AssociationHop {
  /// What an alias of the step's table begins with.
  var aliasStem: String {
    guard isJoinTable else { return reflection.aliasStem }
    let model = Inflector.pluralized(Inflector.columnName(reflection.owner.name.replacing(".", with: "_")))
    return [model, Inflector.columnName(reflection.name)].sorted().joined(separator: "_")
  }

  /// What else must hold for rows of the step's table: classes and scopes.
  func conditions(alias: String, previous: String) -> [SQLExpression] {
    var result: [SQLExpression] = []
    if let typeCondition {
      result.append(SQLExpression.column(ColumnReference(.alias(alias), typeCondition.column)).equals(.text(typeCondition.name)))
    }
    if let previousTypeCondition {
      result.append(
        SQLExpression.column(ColumnReference(.alias(previous), previousTypeCondition.column))
          .equals(.text(previousTypeCondition.name)))
    }
    return result + scoped(alias: alias).conditions
  }

  /// Conditions and orders of the scopes, and of a subclass, on the step's table under an alias.
  func scoped(alias: String) -> (conditions: [SQLExpression], orders: [SQLOrdering]) {
    guard let facts else { return ([], []) }
    let core = scopes.reduce(RelationCore(facts)) { core, reflection in reflection.scoped(core, owner: nil) }
    let change = { (tag: TableTag) -> TableTag in
      tag == .root || tag == .table(facts.tableName) ? .alias(alias) : tag
    }
    return (
      core.conditions.map { $0.retagged(change) },
      core.orders.map { SQLOrdering($0.expression.retagged(change), descending: $0.isDescending, nulls: $0.nulls) }
    )
  }
}
