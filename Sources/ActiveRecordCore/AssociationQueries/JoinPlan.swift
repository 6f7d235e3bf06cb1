/// Turns the associations that a relation joins into joined tables with aliases.
package struct JoinPlan {
  /// A table of the statement, and where it stands in the tree of associations.
  package struct Node {
    package let path: [String]
    package let facts: ModelFacts
    package let alias: String
    package let reflection: AssociationReflection?
    package let parent: [String]
    /// The order that the association's scope gives its targets.
    package var orders: [SQLOrdering] = []
  }

  let root: ModelFacts
  package private(set) var joins: [SQLJoin] = []
  /// The tables that associations lead to, in the order they were joined; the root first.
  package private(set) var nodes: [Node]
  private var aliases: AliasAllocator
  /// The associations that conditions name.
  private let named: Set<[String]>

  package init(_ core: RelationCore, dialect: Dialect?) {
    root = core.facts
    named = Set(core.conditions.flatMap(\.tables).compactMap { if case .path(let path) = $0 { path } else { nil } })
    let name = core.alias ?? core.source?.alias ?? core.facts.tableName
    aliases = AliasAllocator(root: name, limit: dialect?.identifierLimit)
    nodes = [Node(path: [], facts: core.facts, alias: name, reflection: nil, parent: [])]
    for join in core.builtJoins {
      joins.append(join)
      for table in join.tables { _ = aliases.alias(for: table.name, table.alias) }
    }
    for case .raw(let sql) in core.joins { aliases.note(sql) }
  }

  /// Whether conditions can speak of the table that a chain of associations leads to.
  package func reaches(_ path: [String]) -> Bool { node(path) != nil || joins.contains { $0.path == path } }

  package func node(_ path: [String]) -> Node? { nodes.first { $0.path == path } }

  /// Joins a chain of associations; what is joined already is used again.
  ///
  /// - Parameter inner: The chains that must have a partner, however they were asked for.
  package mutating func join(_ names: [String], _ kind: SQLJoin.Kind, inner: Set<[String]> = []) throws {
    var path: [String] = []
    for name in names {
      let parent = path
      path.append(name)
      guard node(path) == nil, let from = node(parent) else { continue }
      let reflection = try from.facts.association(name)
      try add(reflection, inner.contains(path) ? .inner : kind, path: path, from: from, hops: try reflection.resolved().hops)
    }
  }

  /// Joins a step of a through association whose query was merged; its conditions know the table by the name that it has there.
  package mutating func add(built join: SQLJoin) throws {
    if case .table(let source, _) = join.content, case .table(let table, _) = source {
      let name = source.alias
      guard aliases.alias(for: table, name) == name else {
        throw AssociationError(
          .badJoin, model: root.name, association: join.path.joined(separator: "."),
          "the query that is merged goes through '\(table)', which this one joins already. Compare keys: .where { $0.….isIn(query) }")
      }
    }
    joins.append(join)
  }

  package mutating func add(raw sql: SQL) { joins.append(SQLJoin(.inner, .raw(sql))) }

  /// Joins the steps of an association.
  mutating func add(
    _ reflection: AssociationReflection, _ kind: SQLJoin.Kind, path: [String], from: Node, hops: [AssociationHop]
  ) throws {
    guard let last = hops.last, let target = last.facts else {
      throw reflection.error(
        .polymorphicJoin,
        "a polymorphic association cannot be joined: its rows stand in several tables. Use preload(\\.\(reflection.name))")
    }
    try reflection.requireOneDatabase(hops, from: from.facts)
    let names = allocate(hops, reflection, path, parentTable: from.facts.tableName)
    var previous = from.alias
    var orders: [SQLOrdering] = []
    for (index, hop) in hops.enumerated() {
      let isLast = index == hops.count - 1
      let scoped = try hop.scoped(
        alias: names[index], before: index == 0 ? nil : names[index - 1], in: kind, beside: taken(hops, names)
      ) { core, scope in
        guard scope.hasOwnerScope else { return scope.scoped(core, owner: nil) }
        let owner = try index - max(scope.resolved().hops.count, 1)
        return try OwnerScope.scoped(core, scope, ownerTable: .alias(owner < 0 ? from.alias : names[owner]))
      }
      var conditions = scoped.conditions
      if !isLast, let type = hops[index + 1].previousTypeCondition {
        conditions.insert(SQLExpression.column(ColumnReference(.alias(names[index]), type.column)).equals(.text(type.name)), at: 0)
      }
      if index == 0, let type = hop.previousTypeCondition {
        conditions.insert(SQLExpression.column(ColumnReference(.alias(previous), type.column)).equals(.text(type.name)), at: 0)
      }
      add(scoped.joins, to: Self.join(hop, as: names[index], to: previous, kind, conditions, path: isLast ? path : []))
      previous = names[index]
      orders = scoped.orders + orders
    }
    nodes.append(Node(path: path, facts: target, alias: previous, reflection: reflection, parent: Array(path.dropLast()), orders: orders))
  }

  /// The tables that have a name already, those of an association that is joined now among them.
  private func taken(_ hops: [AssociationHop], _ names: [String]) -> [SQLJoin] {
    joins + [.named(root.tableName, nodes[0].alias)] + zip(hops, names).map { .named($0.table, $1) }
  }

  /// Joins a step, and what its scope joins: to an outer join that belongs as a whole, since the scope says which rows are partners.
  private mutating func add(_ scopeJoins: [SQLJoin], to step: SQLJoin) {
    if step.kind == .left, !scopeJoins.isEmpty, case .table(let table, let on) = step.content {
      joins.append(SQLJoin(.left, .table(.joined(table, scopeJoins), on: on), path: step.path))
    } else {
      joins += [step] + scopeJoins
    }
    for join in scopeJoins { note(join) }
  }

  /// The names in a join are none for others.
  private mutating func note(_ join: SQLJoin) {
    for table in join.tables { _ = aliases.alias(for: table.name, table.alias) }
    if case .raw(let sql) = join.content { aliases.note(sql) }
  }

  /// The target's table gets its name first, then the tables on the way, nearest to the target first.
  ///
  /// Where a condition names the association, and the table's own name is taken, the association's name is the table's.
  private mutating func allocate(
    _ hops: [AssociationHop], _ reflection: AssociationReflection, _ path: [String], parentTable: String
  ) -> [String] {
    var names: [String] = []
    let isNamed = path.count == 1 && named.contains(path)
    for (position, hop) in hops.enumerated().reversed() {
      let isTarget = position == hops.count - 1
      let name = aliases.alias(for: hop.table, isTarget ? reflection.alias(beside: parentTable, isNamed) : hop.alias(beside: parentTable))
      names.insert(name, at: 0)
    }
    return names
  }

  /// One step as a join, with the scopes of its associations in the condition.
  private static func join(
    _ hop: AssociationHop, as alias: String, to previous: String, _ kind: SQLJoin.Kind, _ scope: [SQLExpression], path: [String]
  ) -> SQLJoin {
    var conditions = scope
    if let type = hop.typeCondition {
      conditions.append(SQLExpression.column(ColumnReference(.alias(alias), type.column)).equals(.text(type.name)))
    }
    conditions.append(
      .binary(
        .column(ColumnReference(.alias(alias), hop.column)), .equal,
        .column(ColumnReference(.alias(previous), hop.previousColumn))))
    let source = TableSource.table(hop.table, alias: alias == hop.table ? nil : alias)
    return SQLJoin(kind, .table(source, on: .all(conditions)), path: path)
  }
}

extension AssociationReflection {
  /// What aliases begin with: the plural of the name.
  var aliasStem: String { Inflector.pluralized(Inflector.columnName(name)) }

  /// The name of the target's table where its own is taken.
  fileprivate func alias(beside parentTable: String, _ isNamed: Bool) -> String {
    isNamed ? Inflector.columnName(name) : "\(aliasStem)_\(parentTable)"
  }
}

extension AssociationHop {
  /// The name of the step's table where its own is taken.
  fileprivate func alias(beside parentTable: String) -> String { "\(aliasStem)_\(parentTable)_join" }

  /// What an alias of the step's table begins with.
  var aliasStem: String {
    guard isJoinTable else { return reflection.aliasStem }
    let model = Inflector.pluralized(Inflector.columnName(reflection.owner.name.replacing(".", with: "_")))
    return [model, Inflector.columnName(reflection.name)].sorted().joined(separator: "_")
  }
}
