extension AssociationResolver {
  func resolveHas() throws -> AssociationResolution {
    let target = try targetFacts()
    if let name = options.polymorphicName?() { return try resolveAs(name, target) }
    let foreignKey = try hasForeignKey(target)
    let ownerKey = try primaryKey(in: owner, against: foreignKey, of: target)
    let column = target.layout.column(at: foreignKey).name
    let hop = AssociationHop(
      facts: target, table: target.tableName, column: column, previousColumn: owner.layout.column(at: ownerKey).name,
      reflection: reflection, scopes: [reflection])
    return AssociationResolution(
      hops: [hop], ownerKey: ownerKey, targetKey: foreignKey, foreignKeyName: column, foreignKeyHolder: target.tableName,
      inverse: try inverseOfHas(target, foreignKey: foreignKey))
  }

  /// The targets point back through a polymorphic belongs_to.
  private func resolveAs(_ name: String, _ target: ModelFacts) throws -> AssociationResolution {
    guard let back = target.associations[name], back.isPolymorphic else {
      let names = target.associations.all.filter(\.isPolymorphic).map(\.name)
      throw reflection.error(
        .missingKey, "\(target.name) has no polymorphic association '\(name)'.\(DidYouMean.sentence(name, among: names))")
    }
    let keys = try back.resolved()
    let foreignKey = try options.foreignKey.map { try index(of: $0, in: target, option: "foreignKey") } ?? keys.ownerKey
    let typeKey = try options.foreignType.map { try index(of: $0, in: target, option: "foreignType") } ?? keys.typeKey
    let ownerKey = try primaryKey(in: owner, against: foreignKey, of: target)
    let column = target.layout.column(at: foreignKey).name
    let storedName = owner.root.storedName
    var hop = AssociationHop(
      facts: target, table: target.tableName, column: column, previousColumn: owner.layout.column(at: ownerKey).name,
      reflection: reflection, scopes: [reflection])
    if let typeKey { hop.typeCondition = (target.layout.columns[typeKey].name, storedName) }
    var inverse: AssociationReflection? = back
    if case .none = options.inverse { inverse = nil }
    return AssociationResolution(
      hops: [hop], ownerKey: ownerKey, targetKey: foreignKey, typeKey: typeKey, typeName: storedName, foreignKeyName: column,
      foreignKeyHolder: target.tableName, inverse: inverse)
  }

  /// The column of the target that points at the owner: named, the inverse's, by convention, or by the only belongs_to there is.
  private func hasForeignKey(_ target: ModelFacts) throws -> Int {
    if let given = options.foreignKey { return try index(of: given, in: target, option: "foreignKey") }
    if case .named(let name) = options.inverse, let back = target.associations[name()], back.kind == .belongsTo {
      return try AssociationResolver(back).belongsToForeignKey()
    }
    let names = [owner.name, owner.root.name].map { Inflector.foreignKey(forModel: $0) }
    let pointing = target.associations.all.filter { $0.kind == .belongsTo && pointsAtOwner($0) }
    let takesWholeKey = owner.layout.keyParts.count > 1 && pointing.count == 1
    if !takesWholeKey { for name in names { if let index = target.layout.index(of: name) { return target.layout.index(ofKey: [index]) } } }
    if pointing.count == 1 { return try AssociationResolver(pointing[0]).belongsToForeignKey() }
    let back = Inflector.foreignKey(forModel: owner.name).dropLast(3)
    throw reflection.error(
      .missingKey,
      "\(target.name) has no column '\(names[0])'. Declare '@BelongsTo var \(back): \(owner.name)' in \(target.name), "
        + "or name the column: .has(foreignKey: \\.someID)")
  }

  func pointsAtOwner(_ other: AssociationReflection) -> Bool {
    guard !other.isPolymorphic, let facts = other.target.facts else { return false }
    return facts.root === owner.root
  }
}
