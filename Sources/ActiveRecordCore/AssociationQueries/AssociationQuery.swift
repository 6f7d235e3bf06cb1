/// Queries for the targets of an association: pure functions of its facts and its owners' keys.
package enum AssociationQuery {
  /// What the first step of an association is compared with: an owner's key, or the keys of many.
  package enum Keys {
    case one(DatabaseValue)
    case integers([Int64])
    case values([DatabaseValue])
  }

  /// The relation of the targets of one owner.
  package static func relation(_ reflection: AssociationReflection, owner: Record) throws -> RelationCore {
    let resolved = try reflection.resolved()
    let key = owner.key(at: resolved.ownerKey)
    var core = try relation(reflection, .one(key), scopeOwner: owner)
    if key.isNull {
      core.isNone = true
      core.hasUnsavedOwner = owner.isNew
    }
    return core
  }

  /// The relation of the targets of all owners with these keys.
  package static func relation(
    _ reflection: AssociationReflection, _ keys: Keys, scopeOwner: Record?
  ) throws -> RelationCore {
    let hops = try reflection.resolved().hops
    guard let last = hops.last, let facts = last.facts else {
      throw reflection.error(.polymorphicJoin, "the class of the target stands in a column, so there is no one table to query")
    }
    var core = RelationCore(facts)
    var aliases = AliasAllocator(root: facts.tableName)
    var current = (hop: last, alias: facts.tableName)
    var path: [String]? = []
    for hop in hops.dropLast().reversed() {
      let alias = aliases.alias(for: hop.table, "\(hop.aliasStem)_\(Inflector.columnName(reflection.name))")
      path = path.flatMap { path in current.hop.inverseName.map { path + [$0] } }
      core.builtJoins.append(backwards(from: current.hop, current.alias, to: hop, alias, path: path ?? []))
      let scoped = hop.scoped(alias: alias)
      core.conditions += scoped.conditions
      core.orders += scoped.orders
      current = (hop, alias)
    }
    let isRoot = hops.count == 1
    let tag = isRoot ? TableTag.root : .alias(current.alias)
    if let type = current.hop.typeCondition {
      core.conditions.append(SQLExpression.column(ColumnReference(tag, type.column)).equals(.text(type.name)))
    }
    core.conditions.insert(compare(.column(ColumnReference(tag, current.hop.column)), keys), at: 0)
    for scope in last.scopes { core = scope.scoped(core, owner: scope === reflection ? scopeOwner : nil) }
    return core
  }

  /// The column that says which owner a row belongs to, for loads of many owners at once.
  package static func ownerColumn(_ reflection: AssociationReflection) throws -> ColumnReference {
    let hops = try reflection.resolved().hops
    guard let first = hops.first, let last = hops.last, let facts = last.facts else {
      return ColumnReference(.root, "id")
    }
    if hops.count == 1 { return ColumnReference(.root, first.column) }
    var aliases = AliasAllocator(root: facts.tableName)
    var alias = facts.tableName
    for hop in hops.dropLast().reversed() {
      alias = aliases.alias(for: hop.table, "\(hop.aliasStem)_\(Inflector.columnName(reflection.name))")
    }
    return ColumnReference(.alias(alias), first.column)
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

  private static func compare(_ column: SQLExpression, _ keys: Keys) -> SQLExpression {
    switch keys {
    case .one(let key): column.equals(key)
    case .integers(let integers): integers.count == 1 ? column.equals(.int(integers[0])) : .isInIntegers(column, integers)
    case .values(let values): column.isAmong(values)
    }
  }
}

extension AssociationHop {
  /// What the step's model calls the table before it: the name that conditions on a through association reach it by.
  var inverseName: String? { (try? reflection.resolved().inverse?.name) ?? nil }
}
