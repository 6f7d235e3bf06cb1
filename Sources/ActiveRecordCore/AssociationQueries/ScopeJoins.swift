// The scopes of a step on the way from an owner to its targets, with the tables that they join themselves.

/// What the scopes of a step say about its table, under the name that it has in the statement.
struct ScopedHop {
  /// Those that speak of the table alone, and of the one before it.
  var conditions: [SQLExpression] = []
  var orders: [SQLOrdering] = []
  /// The tables that the scopes join; in an inner join, what is said about them stands in the last one's condition.
  var joins: [SQLJoin] = []
}

extension AssociationHop {
  /// Conditions, orders and joins of the scopes, and of a subclass, on the step's table under an alias.
  ///
  /// - Parameters:
  ///   - before: What the table before this one is called, for conditions that name the association back to it.
  ///   - kind: How the step is joined. In an outer join everything that the scopes ask stands in its own condition.
  ///   - taken: The tables of the statement: their names are no names for others.
  func scoped(
    alias: String, before: String?, in kind: SQLJoin.Kind = .inner, beside taken: @autoclosure () -> [SQLJoin],
    _ narrow: (RelationCore, AssociationReflection) throws -> RelationCore
  ) throws -> ScopedHop {
    guard let facts else { return ScopedHop() }
    var core = try scopes.reduce(RelationCore(scoped: facts), narrow)
    core.joinLoadsThatAreSpokenOf()
    var names: [[String]: String] = [:]
    if let before, let back = inverseName { names[[back]] = before }
    var result = ScopedHop()
    if !core.joins.isEmpty {
      core.alias = alias
      core.builtJoins = taken()
      let plan = try core.joinPlan(nil)
      result.joins = plan.joins.dropFirst(core.builtJoins.count).map { SQLJoin($0.kind, $0.content) }
      for node in plan.nodes where !node.path.isEmpty { names[node.path] = node.alias }
    }
    let change = { (tag: TableTag) -> TableTag in
      if case .path(let path) = tag, let name = names[path] { return .alias(name) }
      return tag == .root || tag == .table(facts.tableName) ? .alias(alias) : tag
    }
    result.conditions = core.conditions.map { $0.retagged(change) } + (core.isNone ? [.constant(false)] : [])
    result.orders = core.orders.map { SQLOrdering($0.expression.retagged(change), descending: $0.isDescending, nulls: $0.nulls) }
    if kind == .inner {
      result.moveBehindJoins(as: "scope_of_\(alias)") {
        $0.tables.isEmpty || !$0.tables.isSubset(of: [.alias(alias), .alias(before ?? alias)])
      }
    }
    return result
  }
}

extension ScopedHop {
  /// Puts the conditions that speak of what the scopes join behind these joins.
  ///
  /// - Parameter name: What the join is called that holds them, where the last one cannot.
  fileprivate mutating func moveBehindJoins(as name: String, _ isLater: (SQLExpression) -> Bool) {
    guard let last = joins.last else { return }
    let later = conditions.filter(isLater)
    if later.isEmpty { return }
    conditions.removeAll(where: isLater)
    if last.kind == .inner, case .table(let source, let on) = last.content {
      joins[joins.count - 1].content = .table(source, on: .all([on] + later))
    } else {
      // Nothing can be added to a join that is written by hand, and in that of an outer join a condition leaves no row out.
      joins.append(SQLJoin(.inner, .table(.raw(SQL(raw: "(SELECT 1 AS one)"), alias: name), on: .all(later))))
    }
  }
}

extension SQLJoin {
  /// A table with the name that it has in a statement.
  static func named(_ table: String, _ alias: String) -> SQLJoin {
    SQLJoin(.inner, .table(.table(table, alias: alias == table ? nil : alias), on: .constant(true)))
  }
}

extension RelationCore {
  /// Whether conditions or orders speak of other tables that the scope joins or includes.
  package var leadsAside: Bool { !joins.isEmpty || !referencedPaths.isEmpty }

  /// Included associations that conditions or orders speak of are joined.
  fileprivate mutating func joinLoadsThatAreSpokenOf() {
    guard !loads.isEmpty else { return }
    let paths = referencedPaths
    for load in loads where load.narrowing == nil && load.mode != .preload {
      let isSpokenOf = paths.contains { load.names.starts(with: $0) || $0.starts(with: load.names) }
      if isSpokenOf { joins.append(.association(load.names, .left)) }
    }
  }
}
