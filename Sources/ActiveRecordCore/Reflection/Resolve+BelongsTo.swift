extension AssociationResolver {
  func resolveBelongsTo() throws -> AssociationResolution {
    let target = try targetFacts()
    let foreignKey = try belongsToForeignKey()
    let targetKey = try primaryKey(in: target, against: foreignKey, of: owner)
    let name = owner.layout.column(at: foreignKey).name
    let hop = AssociationHop(
      facts: target, table: target.tableName, column: target.layout.column(at: targetKey).name, previousColumn: name,
      reflection: reflection, scopes: [reflection])
    return AssociationResolution(
      hops: [hop], ownerKey: foreignKey, targetKey: targetKey, foreignKeyName: name, foreignKeyHolder: owner.root.tableName,
      inverse: try inverseOfBelongsTo(target, foreignKey: foreignKey))
  }

  func resolvePolymorphicBelongsTo() throws -> AssociationResolution {
    let foreignKey = try belongsToForeignKey()
    let name = owner.layout.column(at: foreignKey).name
    if options.primaryKey != nil, case .closed(let types) = reflection.target {
      for type in types { _ = try primaryKey(in: type._facts, against: foreignKey, of: owner) }
    }
    return AssociationResolution(
      hops: [], ownerKey: foreignKey, targetKey: nil, typeKey: try typeColumn(), foreignKeyName: name,
      foreignKeyHolder: owner.root.tableName)
  }

  func belongsToForeignKey() throws -> Int {
    if let given = options.foreignKey { return try index(of: given, in: owner, option: "foreignKey") }
    let property = reflection.name + "ID"
    let column = Inflector.columnName(reflection.name) + "_id"
    if let index = owner.layout.index(ofProperty: property) ?? owner.layout.index(of: column) {
      return owner.layout.index(ofKey: [index])
    }
    let parts = reflection.target.facts?.layout.keyParts.count ?? 1
    let advice =
      parts == 1
      ? "Name it: .belongs(foreignKey: \\.someID)"
      : "\(reflection.targetName ?? "") has a key of \(parts) columns. Name one for each: .belongs(foreignKey: [\\.some, \\.other])"
    throw reflection.error(.missingKey, "\(owner.name) has no column '\(column)'. \(advice)")
  }

  private func typeColumn() throws -> Int {
    if let given = options.foreignType { return try index(of: given, in: owner, option: "foreignType") }
    let property = reflection.name + "Type"
    let column = Inflector.columnName(reflection.name) + "_type"
    if let index = owner.layout.index(ofProperty: property) ?? owner.layout.index(of: column) { return index }
    throw reflection.error(
      .missingKey, "\(owner.name) has no column '\(column)'. Name it: .belongs(foreignType: \"some_type\")")
  }
}
