/// Works out keys, steps and inverse of an association; the files `Resolve…` beside this one have a kind each.
struct AssociationResolver {
  let reflection: AssociationReflection

  init(_ reflection: AssociationReflection) { self.reflection = reflection }

  var owner: ModelFacts { reflection.owner }
  var options: AssociationOptions { reflection.options }

  func resolution() throws -> AssociationResolution {
    if options.through != nil { return try resolveThrough() }
    switch reflection.kind {
    case .belongsTo: return try reflection.isPolymorphic ? resolvePolymorphicBelongsTo() : resolveBelongsTo()
    case .hasOne, .hasMany: return try resolveHas()
    case .hasAndBelongsToMany: return try resolveJoinTable()
    }
  }

  /// The index of a column that an option names.
  func index(of key: AssociationOptions.Key, in facts: ModelFacts, option: String) throws -> Int {
    switch key {
    case .property(let index):
      let found = index()
      if found >= 0 { return facts.layout.index(ofKey: [found]) }
      throw reflection.error(.missingKey, "the \(option) is no column of \(facts.name). Name a property that is one")
    case .several(let keys):
      return facts.layout.index(ofKey: try keys.flatMap { facts.layout.parts(of: try self.index(of: $0, in: facts, option: option)) })
    case .named(let name):
      if let index = facts.layout.index(of: name) ?? facts.layout.index(ofProperty: name) {
        return facts.layout.index(ofKey: [index])
      }
      let hint = DidYouMean.sentence(name, among: facts.layout.columns.map(\.name))
      throw reflection.error(.missingKey, "the \(option) '\(name)' is no column of \(facts.name).\(hint)")
    }
  }

  /// The facts about the one class the association points at.
  func targetFacts() throws -> ModelFacts {
    guard let facts = reflection.target.facts else {
      throw reflection.error(.unsupportedTarget, "a polymorphic association has no one class to point at")
    }
    return facts
  }

  /// The index of the key that the other side's foreign key is compared with.
  ///
  /// A foreign key of one column leads to the `id` among the columns of a key of several.
  func primaryKey(in facts: ModelFacts, against foreignKey: Int, of holder: ModelFacts) throws -> Int {
    let width = holder.layout.parts(of: foreignKey).count
    if let given = options.primaryKey {
      let key = try index(of: given, in: facts, option: "primaryKey")
      return try checked(key, in: facts, against: foreignKey, of: holder)
    }
    let parts = facts.layout.keyParts
    if width == 1, parts.count > 1, let id = parts.first(where: { facts.layout.columns[$0].name == "id" }) {
      return facts.layout.index(ofKey: [id])
    }
    return try checked(facts.layout.keyIndex, in: facts, against: foreignKey, of: holder)
  }

  /// Both sides of a comparison have as many columns.
  private func checked(_ key: Int, in facts: ModelFacts, against foreignKey: Int, of holder: ModelFacts) throws -> Int {
    let own = facts.layout.parts(of: key), other = holder.layout.parts(of: foreignKey)
    if own.count == other.count { return key }
    let factory = reflection.kind == .belongsTo ? "belongs" : "has"
    let wanted = own.map { "\\.\(facts.layout.columns[$0].property)" }.joined(separator: ", ")
    throw reflection.error(
      .badKey,
      "the key of \(facts.name) has \(own.count) column\(own.count == 1 ? "" : "s") (\(KeyName.shown(facts.layout.column(at: key).name))), the "
        + "foreign key has \(other.count) (\(KeyName.shown(holder.layout.column(at: foreignKey).name))). "
        + "Name one for each: .\(factory)(foreignKey: [\(own.map { _ in "\\.…" }.joined(separator: ", "))]), in the order of [\(wanted)]; "
        + "or name those that are compared: primaryKey: […]")
  }
}

extension AssociationError.Code {
  /// The two sides of a key have a different number of columns.
  public static let badKey = AssociationError.Code("key of another width")
  /// The association has no one class to point at.
  static let unsupportedTarget = AssociationError.Code("unsupported target")
}

extension ModelLayout {
  func index(ofProperty property: String) -> Int? { columns.firstIndex { $0.property == property } }
}
