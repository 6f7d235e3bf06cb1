extension ModelGraph {
  /// What is allowed and likely a slip, a sentence each: a belongs_to that takes along a target which others point at.
  ///
  /// ```swift
  /// #expect(ModelGraph.warnings([Author.self, Post.self]).isEmpty)
  /// ```
  ///
  /// `Database.connect` logs them, at level `warning`. Associations that cannot be worked out are left to ``problems(_:)``.
  public static func warnings(_ models: [Record.Type]) -> [String] {
    ModelRegistry.register(models)
    return models.flatMap { model in model._facts.associations.all.compactMap(sharedTarget) }
  }

  /// A belongs_to with a dependent, whose target has many that point at it.
  private static func sharedTarget(_ reflection: AssociationReflection) -> String? {
    guard reflection.kind == .belongsTo, let dependent = reflection.options.dependent,
      let inverse = reflection.inverse, inverse.kind == .hasMany
    else { return nil }
    return "\(reflection.path): 'dependent: .\(dependent.rawValue)' takes the \(inverse.owner.name) away from everything else in "
      + "\(inverse.path). Leave it out here, or say 'dependent' there"
  }
}
