// Inverses are found by facts: the association of the other model that compares the same columns.

extension AssociationResolver {
  /// The belongs_to of the target that holds the key.
  func inverseOfHas(_ target: ModelFacts, foreignKey: Int) throws -> AssociationReflection? {
    if let said = try saidInverse(in: target) { return said }
    let fitting = target.associations.all.filter { other in
      other.kind == .belongsTo && pointsAtOwner(other) && other.options.primaryKey == nil && !refusesInverse(other)
        && (try? AssociationResolver(other).belongsToForeignKey()) == foreignKey
    }
    return fitting.count == 1 ? fitting[0] : fitting.first { $0.options.scope == nil }
  }

  /// The has_one or has_many of the target that compares the same key; the one without a scope where there are several.
  func inverseOfBelongsTo(_ target: ModelFacts, foreignKey: Int) throws -> AssociationReflection? {
    if let said = try saidInverse(in: target) { return said }
    let fitting = target.associations.all.filter { other in
      (other.kind == .hasOne || other.kind == .hasMany) && !other.isThrough && other.options.polymorphicName == nil
        && other.options.scope == nil && other.options.primaryKey == nil && !refusesInverse(other)
        && AssociationResolver(other).pointsAtOwner(other, of: owner) && comparesKey(other, foreignKey)
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// The inverse, or none, that the options decide; `nil` where it is to be found.
  private func saidInverse(in target: ModelFacts) throws -> AssociationReflection?? {
    switch options.inverse {
    case .none: .some(nil)
    case .named(let name): try namedInverse(name(), in: target)
    case .automatic: options.primaryKey == nil ? nil : .some(nil)
    }
  }

  private func comparesKey(_ other: AssociationReflection, _ foreignKey: Int) -> Bool {
    guard let given = other.options.foreignKey else {
      if case .named(let name) = other.options.inverse { return name() == reflection.name }
      let names = [other.owner.name, other.owner.root.name].map { Inflector.foreignKey(forModel: $0) }
      let pointing = owner.associations.all.filter { $0.kind == .belongsTo && AssociationResolver(other).pointsAtOwner($0) }
      if other.owner.layout.keyParts.count > 1, pointing.count == 1 { return true }
      let byName = names.lazy.compactMap { owner.layout.index(of: $0) }.first
      if let byName { return byName == foreignKey }
      return pointing.count == 1
    }
    return (try? AssociationResolver(other).index(of: given, in: owner, option: "foreignKey")) == foreignKey
  }

  private func pointsAtOwner(_ other: AssociationReflection, of facts: ModelFacts) -> Bool {
    other.target.facts?.root === facts.root
  }

  private func refusesInverse(_ other: AssociationReflection) -> Bool {
    if case .none = other.options.inverse { true } else { false }
  }

  private func namedInverse(_ name: String, in target: ModelFacts) throws -> AssociationReflection {
    if let inverse = target.associations[name] {
      if inverse === reflection {
        throw reflection.error(.badInverse, "it is named as its own inverse. Name the association of \(target.name) that leads back")
      }
      return inverse
    }
    let hint = DidYouMean.sentence(name, among: target.associations.all.map(\.name))
    throw reflection.error(.badInverse, "the inverse '\(name)' is no association of \(target.name).\(hint)")
  }
}
