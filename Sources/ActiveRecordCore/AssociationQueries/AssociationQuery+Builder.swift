extension AssociationQuery {
  /// Writes the steps of an association backwards: from the targets' table to the one that is compared with the owners.
  struct Builder {
    private let hops: [AssociationHop]
    private let name: String
    private let rootAlias: String?
    /// The owner whose columns the scopes look at.
    var scopeOwner: Record?
    /// Where the owner's columns stand, for scopes that are to look at them in SQL.
    var ownerTable: TableTag?

    init(_ hops: [AssociationHop], name: String, rootAlias: String? = nil) {
      self.hops = hops
      self.name = name
      self.rootAlias = rootAlias
    }

    /// The relation of the targets; `compare` says what the first step's column is compared with.
    func core(_ compare: (SQLExpression) -> SQLExpression) throws -> RelationCore {
      let last = hops[hops.count - 1]
      guard let facts = last.facts else {
        throw last.reflection.error(.polymorphicJoin, "the class of the target stands in a column, so there is no one table to query")
      }
      var core = RelationCore(scoped: facts)
      core.alias = rootAlias
      let defaults = core.orders.count
      let root = rootAlias ?? facts.tableName
      let aliases = AssociationQuery.aliases(hops, name: name, root: root)
      var path: [String]? = []
      for (index, hop) in hops.enumerated().dropLast().reversed() {
        let next = hops[index + 1]
        path = path.flatMap { path in next.inverseName.map { path + [$0] } }
        core.builtJoins.append(Self.backwards(from: next, aliases[index + 1], to: hop, aliases[index], path: path ?? []))
        let taken = { zip(hops, aliases).map { SQLJoin.named($0.table, $1) } + core.builtJoins }
        let scoped = try hop.scoped(alias: aliases[index], before: index == 0 ? nil : aliases[index - 1], beside: taken()) {
          try narrow($0, $1, at: index, aliases)
        }
        core.builtJoins += scoped.joins
        core.conditions += scoped.conditions
        core.orders += scoped.orders
      }
      let tag = hops.count == 1 ? TableTag.root : .alias(aliases[0])
      if let type = hops[0].typeCondition {
        core.conditions.append(SQLExpression.column(ColumnReference(tag, type.column)).equals(.text(type.name)))
      }
      let comparison = compare(.column(ColumnReference(tag, hops[0].column)))
      core.conditions.insert(comparison, at: 0)
      core.fixed.insert(comparison)
      let onTheWay = Array(core.orders.dropFirst(defaults))
      for scope in last.scopes { core = try narrow(core, scope, at: hops.count - 1, aliases) }
      core.putOwnOrders(before: onTheWay, after: defaults)
      return core
    }

    /// The scope of an association that ends at a step; its owner's table is the one before the association's first step.
    private func narrow(
      _ core: RelationCore, _ scope: AssociationReflection, at index: Int, _ aliases: [String]
    ) throws -> RelationCore {
      guard scope.hasOwnerScope else { return scope.scoped(core, owner: nil) }
      let owner = try index - scope.resolved().hops.count
      if owner >= 0 { return try OwnerScope.scoped(core, scope, ownerTable: .alias(aliases[owner])) }
      if let scopeOwner { return scope.scoped(core, owner: scopeOwner) }
      guard let ownerTable else { return core }
      return try OwnerScope.scoped(core, scope, ownerTable: ownerTable)
    }

    /// The join that leads from a step's table back to the one before it.
    private static func backwards(
      from hop: AssociationHop, _ alias: String, to previous: AssociationHop, _ previousAlias: String, path: [String]
    ) -> SQLJoin {
      var conditions = [
        SQLExpression.binary(
          .column(ColumnReference(.alias(alias), hop.column)), .equal,
          .column(ColumnReference(.alias(previousAlias), hop.previousColumn)))
      ]
      if let type = hop.typeCondition {
        conditions.append(SQLExpression.column(ColumnReference(.alias(alias), type.column)).equals(.text(type.name)))
      }
      if let type = hop.previousTypeCondition {
        conditions.append(SQLExpression.column(ColumnReference(.alias(previousAlias), type.column)).equals(.text(type.name)))
      }
      let source = TableSource.table(previous.table, alias: previousAlias == previous.table ? nil : previousAlias)
      return SQLJoin(.inner, .table(source, on: .all(conditions)), path: path)
    }
  }
}

extension RelationCore {
  /// The order of the association itself goes before those of the associations that it goes through.
  ///
  /// - Parameter count: How many orders its model's own scopes have, which stay where they are.
  fileprivate mutating func putOwnOrders(before others: [SQLOrdering], after count: Int) {
    let start = count + others.count
    guard !others.isEmpty, orders.count > start, Array(orders[count..<start]) == others else { return }
    orders = Array(orders[..<count]) + Array(orders[start...]) + others
  }
}

extension AssociationHop {
  /// What the step's model calls the table before it: the name that conditions on a through association reach it by.
  var inverseName: String? { (try? reflection.resolved().inverse?.name) ?? nil }
}
