/// Queries for the targets of an association: pure functions of its facts and its owners' keys.
package enum AssociationQuery {
  /// What the first step of an association is compared with: an owner's key, or the keys of many.
  package enum Keys {
    case one(DatabaseValue)
    case integers([Int64])
    case values([DatabaseValue])

    /// The keys one by one.
    package var each: [DatabaseValue] {
      switch self {
      case .one(let key): [key]
      case .integers(let integers): integers.map { .int($0) }
      case .values(let values): values
      }
    }
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
    guard !hops.isEmpty else {
      throw reflection.error(.polymorphicJoin, "the class of the target stands in a column, so there is no one table to query")
    }
    if reflection.options.disableJoins, case .one(let key) = keys { return try unjoined(reflection, key) }
    if hops.count > 1 { try reflection.requireOneDatabase(hops) }
    var builder = Builder(hops, name: reflection.name)
    builder.scopeOwner = scopeOwner
    return try builder.core { compare($0, keys) }
  }

  /// The relation of the targets alone, whose keys are found before it is run.
  package static func unjoined(_ reflection: AssociationReflection, _ key: DatabaseValue?) throws -> RelationCore {
    guard let last = try reflection.resolved().hops.last, let facts = last.facts else {
      throw reflection.error(.polymorphicJoin, "the class of the target stands in a column, so there is no one table to query")
    }
    if let scope = try reflection.resolved().hops.flatMap(\.scopes).first(where: \.hasOwnerScope) {
      throw reflection.error(.ownerScope, "the scope of '\(scope.path)' takes the owner, which 'disableJoins' does not load")
    }
    var core = last.scopes.reduce(RelationCore(scoped: facts)) { $1.scoped($0, owner: nil) }
    if let type = last.typeCondition { core.conditions.append(core.column(type.column).equals(.text(type.name))) }
    core.unjoined = key.map { UnjoinedSource(reflection, key: $0) }
    return core
  }

  /// The names of the tables of each step: the targets' table gets its own.
  static func aliases(_ hops: [AssociationHop], name: String, root: String) -> [String] {
    var allocator = AliasAllocator(root: root)
    var aliases = [root]
    for hop in hops.dropLast().reversed() {
      aliases.insert(allocator.alias(for: hop.table, "\(hop.aliasStem)_\(Inflector.columnName(name))"), at: 0)
    }
    return aliases
  }

  /// What an association's scope asks for, as far as SQL can say it; `nil` where it cannot.
  package static func scope(_ reflection: AssociationReflection) throws -> RelationCore? {
    let hops = try reflection.resolved().hops
    guard let facts = reflection.target.facts else { return nil }
    for hop in hops {
      for scope in hop.scopes where scope.hasOwnerScope {
        guard let middle = hop.facts, (try? OwnerScope.scoped(RelationCore(scoped: middle), scope, ownerTable: .alias("owner"))) != nil
        else {
          return nil
        }
      }
    }
    if reflection.hasOwnerScope { return try OwnerScope.scoped(RelationCore(scoped: facts), reflection, ownerTable: .alias("owner")) }
    return reflection.scoped(RelationCore(scoped: facts), owner: nil)
  }

  /// Whether the scope of an association that it goes through joins or includes other tables.
  package static func leadsAsideOnTheWay(_ reflection: AssociationReflection) throws -> Bool {
    try reflection.resolved().hops.dropLast().contains { hop in
      guard let facts = hop.facts, facts.hasDefaultScope || hop.scopes.contains(where: { $0.options.scope != nil }) else { return false }
      return hop.scopes.reduce(RelationCore(scoped: facts)) { $1.scoped($0, owner: nil) }.leadsAside
    }
  }

  /// Whether what is loaded depends on more of the owner than its key: by the association's own scope, or that of one it goes through.
  package static func dependsOnOwner(_ reflection: AssociationReflection) throws -> Bool {
    if reflection.hasOwnerScope { return true }
    for (index, hop) in try reflection.resolved().hops.enumerated() {
      for scope in hop.scopes where scope.hasOwnerScope {
        if try index - scope.resolved().hops.count < 0 { return true }
      }
    }
    return false
  }

  /// The column that says which owner a row belongs to, for loads of many owners at once.
  package static func ownerColumn(_ reflection: AssociationReflection) throws -> ColumnReference {
    let hops = try reflection.resolved().hops
    guard let first = hops.first, let last = hops.last, let facts = last.facts else {
      return ColumnReference(.root, "id")
    }
    if hops.count == 1 { return ColumnReference(.root, first.column) }
    return ColumnReference(.alias(aliases(hops, name: reflection.name, root: facts.tableName)[0]), first.column)
  }

  private static func compare(_ column: SQLExpression, _ keys: Keys) -> SQLExpression {
    switch keys {
    case .one(let key): column.equals(key)
    case .integers(let integers): integers.count == 1 ? column.equals(.int(integers[0])) : .isInIntegers(column, integers)
    case .values(let values): column.isAmong(values)
    }
  }
}
