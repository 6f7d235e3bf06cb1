extension AssociationResolver {
  func resolveJoinTable() throws -> AssociationResolution {
    let target = try targetFacts()
    let table = options.joinTable ?? Inflector.joinTable(owner.root.tableName, target.root.tableName)
    let foreignKey = try name(options.foreignKey) ?? Self.key(Inflector.foreignKey(forModel: owner.root.name), to: owner)
    let associationKey =
      options.associationForeignKey
      ?? Self.key(
        target.root === owner.root
          ? Inflector.columnName(Inflector.singularized(reflection.name)) + "_id" : Inflector.foreignKey(forModel: target.root.name),
        to: target)
    try check(foreignKey, against: owner)
    try check(associationKey, against: target)
    let toTable = AssociationHop(
      facts: nil, table: table, column: foreignKey, previousColumn: owner.layout.key.name, reflection: reflection, scopes: [])
    let toTarget = AssociationHop(
      facts: target, table: target.tableName, column: target.layout.key.name, previousColumn: associationKey,
      reflection: reflection, scopes: [reflection])
    return AssociationResolution(
      hops: [toTable, toTarget], ownerKey: owner.layout.keyIndex, targetKey: nil, foreignKeyName: foreignKey, foreignKeyHolder: table,
      joinTable: table, associationForeignKeyName: associationKey)
  }

  /// `order_id`; for a key of several columns `order_shop_id` and `order_number`.
  private static func key(_ name: String, to facts: ModelFacts) -> String {
    let parts = facts.layout.keyParts
    return parts.count == 1 ? name : KeyName.joined(parts.map { name.dropLast(2) + facts.layout.columns[$0].name })
  }

  /// A join table has a column for each one of the keys.
  private func check(_ key: String, against facts: ModelFacts) throws {
    let wanted = facts.layout.keyParts.count, found = KeyName.parts(key).count
    if wanted == found { return }
    throw reflection.error(
      .badKey,
      "the key of \(facts.name) has \(wanted) columns (\(facts.primaryKeyName)), and '\(key)' is one. Name as many, or none: then they are "
        + "\(KeyName.parts(Self.key(Inflector.foreignKey(forModel: facts.root.name), to: facts)).joined(separator: " and "))")
  }

  private func name(_ key: AssociationOptions.Key?) throws -> String? {
    switch key {
    case .named(let name): name
    case .several(let keys): KeyName.joined(try keys.compactMap { try self.name($0) })
    case .property:
      throw reflection.error(
        .missingKey, "a join table has no model, so its key is named by text: .has(foreignKey: \"some_id\")")
    case nil: nil
    }
  }
}
