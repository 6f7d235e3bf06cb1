extension AssociationResolver {
  func resolveJoinTable() throws -> AssociationResolution {
    let target = try targetFacts()
    let table = options.joinTable ?? Inflector.joinTable(owner.root.tableName, target.root.tableName)
    let foreignKey = try name(options.foreignKey) ?? Inflector.foreignKey(forModel: owner.root.name)
    let associationKey =
      options.associationForeignKey
      ?? (target.root === owner.root
        ? Inflector.columnName(Inflector.singularized(reflection.name)) + "_id" : Inflector.foreignKey(forModel: target.root.name))
    let toTable = AssociationHop(
      facts: nil, table: table, column: foreignKey, previousColumn: owner.layout.key.name, reflection: reflection, scopes: [])
    let toTarget = AssociationHop(
      facts: target, table: target.tableName, column: target.layout.key.name, previousColumn: associationKey,
      reflection: reflection, scopes: [reflection])
    return AssociationResolution(
      hops: [toTable, toTarget], ownerKey: 0, targetKey: nil, foreignKeyName: foreignKey, foreignKeyHolder: table,
      joinTable: table, associationForeignKeyName: associationKey)
  }

  private func name(_ key: AssociationOptions.Key?) throws -> String? {
    switch key {
    case .named(let name): name
    case .property:
      throw reflection.error(
        .missingKey, "a join table has no model, so its key is named by text: .has(foreignKey: \"some_id\")")
    case nil: nil
    }
  }
}
