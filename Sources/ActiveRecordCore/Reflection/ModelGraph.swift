/// Checks the associations of models against each other.
public enum ModelGraph {
  /// Everything that is wrong with the models' associations; none where all is well.
  ///
  /// ```swift
  /// #expect(ModelGraph.problems([Author.self, Post.self]).isEmpty)
  /// ```
  public static func problems(_ models: [Record.Type]) -> [String] {
    ModelRegistry.register(models)
    return models.flatMap { model -> [String] in
      model._facts.associations.all.compactMap { reflection in
        do {
          let resolved = try reflection.resolved()
          return try problem(reflection, resolved)
        } catch { return "\(error)" }
      }
    }
  }

  /// Checks the models' associations: in a test, or before the first request.
  ///
  /// ```swift
  /// @Test func models() throws { try ModelGraph.check([Author.self, Post.self]) }
  /// ```
  ///
  /// - Throws: ``ModelGraphError`` with everything that is wrong.
  public static func check(_ models: [Record.Type]) throws {
    let problems = problems(models)
    if !problems.isEmpty { throw ModelGraphError(problems: problems) }
  }

  private static func problem(_ reflection: AssociationReflection, _ resolved: AssociationResolution) throws -> String? {
    if !reflection.options.disableJoins { try reflection.requireOneDatabase(resolved.hops) }
    if reflection.options.dependent != .destroyAsync, reflection.owner.loadRules.ensured.contains(reflection.name) {
      throw reflection.error(
        .badStrategy, "'ensuringOwnerWas' is asked by the jobs of 'dependent: .destroyAsync' only. Declare that, or leave the rule out")
    }
    try checkNamedInverse(reflection)
    guard let inverse = resolved.inverse, case .named = reflection.options.inverse, let facts = inverse.target.facts,
      facts.root !== reflection.owner.root
    else { return nil }
    return "\(reflection.error(.badInverse, "the inverse '\(inverse.path)' leads to \(facts.name), not back to \(reflection.owner.name)"))"
  }

  /// An inverse that is named for a closed set of classes is an association of some of them.
  private static func checkNamedInverse(_ reflection: AssociationReflection) throws {
    guard reflection.isPolymorphic, case .named(let name) = reflection.options.inverse, case .closed(let types) = reflection.target else {
      return
    }
    let classes = types.map { $0._facts }
    if classes.contains(where: { $0.associations[name()] != nil }) { return }
    let names = classes.flatMap { $0.associations.all.filter { $0.options.polymorphicName?() == reflection.name }.map(\.name) }
    throw reflection.error(
      .badInverse,
      "the inverse '\(name())' is no association of \(classes.map(\.name).joined(separator: ", ")).\(DidYouMean.sentence(name(), among: names))"
    )
  }
}

/// Everything that is wrong with the associations of some models.
public struct ModelGraphError: Error, Sendable, CustomStringConvertible {
  /// A sentence for each mistake.
  public let problems: [String]

  /// The mistakes, a line each.
  public var description: String { "the models do not fit together:\n" + problems.map { "- \($0)" }.joined(separator: "\n") }
}
