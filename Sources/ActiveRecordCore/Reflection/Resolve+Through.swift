extension AssociationResolver {
  func resolveThrough() throws -> AssociationResolution {
    let through = try throughReflection()
    let middle = try middleFacts(through)
    let source = try sourceReflection(middle, through)
    var hops = try through.resolved().hops
    hops += try sourceHops(source)
    hops[hops.count - 1].scopes.append(reflection)
    let first = try through.resolved()
    return AssociationResolution(
      hops: hops, ownerKey: first.ownerKey, targetKey: nil, foreignKeyName: try source.resolved().foreignKeyName,
      foreignKeyHolder: try source.resolved().foreignKeyHolder, through: through, source: source)
  }

  private func throughReflection() throws -> AssociationReflection {
    let name = options.through?() ?? ""
    guard let through = owner.associations[name] else {
      let hint = DidYouMean.sentence(name, among: owner.associations.all.map(\.name))
      throw reflection.error(.badThrough, "there is no association '\(name)' to go through.\(hint)")
    }
    if through.isPolymorphic {
      throw reflection.error(.badThrough, "'\(name)' is polymorphic, so there is no one table to go through")
    }
    if reflection.kind == .hasOne, !through.isSingular {
      throw reflection.error(
        .badThrough, "a has_one cannot go through the collection '\(name)'. Go through an association to one record")
    }
    return through
  }

  private func middleFacts(_ through: AssociationReflection) throws -> ModelFacts {
    guard let facts = through.target.facts else {
      throw reflection.error(.badThrough, "'\(through.name)' has no one class to go through")
    }
    return facts
  }

  /// The association of the model in between that leads on: named, or the singular or plural of this one's name.
  private func sourceReflection(_ middle: ModelFacts, _ through: AssociationReflection) throws -> AssociationReflection {
    let names = options.source.map { [$0()] } ?? sourceNames()
    for name in names { if let source = middle.associations[name] { return source } }
    let fitting = middle.associations.all.filter { $0.target.facts?.root === reflection.target.facts?.root }
    let hint = fitting.first.map { " Write .through(\\.\(through.name), source: \\.\($0.name))" } ?? ""
    let wanted = names.map { "'\($0)'" }.joined(separator: " or ")
    throw reflection.error(
      .missingSource, "the model \(middle.name), which '\(through.name)' leads to, has no association \(wanted).\(hint)")
  }

  private func sourceNames() -> [String] {
    let singular = Inflector.singularized(reflection.name)
    return singular == reflection.name ? [reflection.name] : [singular, reflection.name]
  }

  /// The source's steps; a polymorphic source leads to the class that this association is declared with.
  private func sourceHops(_ source: AssociationReflection) throws -> [AssociationHop] {
    let keys = try source.resolved()
    guard source.isPolymorphic, let typeKey = keys.typeKey else { return keys.hops }
    let target = try targetFacts()
    var hop = AssociationHop(
      facts: target, table: target.tableName, column: target.layout.column(at: source.targetKey(in: target)).name,
      previousColumn: source.owner.layout.column(at: keys.ownerKey).name, reflection: source, scopes: [source])
    hop.previousTypeCondition = (source.owner.layout.columns[typeKey].name, target.root.storedName)
    return [hop]
  }
}
