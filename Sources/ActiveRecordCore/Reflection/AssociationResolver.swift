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
    case .property(let index): return index()
    case .named(let name):
      if let index = facts.layout.index(of: name) ?? facts.layout.index(ofProperty: name) { return index }
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

  /// The index of the key that a target is known by.
  func primaryKey(in facts: ModelFacts) throws -> Int {
    try options.primaryKey.map { try index(of: $0, in: facts, option: "primaryKey") } ?? 0
  }
}

extension AssociationError.Code {
  /// The association has no one class to point at.
  static let unsupportedTarget = AssociationError.Code("unsupported target")
}

extension ModelLayout {
  func index(ofProperty property: String) -> Int? { columns.firstIndex { $0.property == property } }
}
