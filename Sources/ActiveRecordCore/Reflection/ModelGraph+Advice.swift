extension ModelGraph {
  /// What could be said better about the models' associations; it looks at the declarations only.
  ///
  /// ```swift
  /// #expect(ModelGraph.advice([Author.self, Post.self]).isEmpty)
  /// ```
  ///
  /// Associations that ``problems(_:)`` tells about are passed over.
  public static func advice(_ models: [Record.Type]) -> [ModelAdvice] {
    look(at: models) { $0.unneededOptions + [$0.missingInverse, $0.dependent, $0.dependentOfMany].compactMap(\.self) }
  }

  /// The part of ``advice(_:)`` that is likely a slip: a belongs_to that takes along a target which others point at.
  ///
  /// ```swift
  /// #expect(ModelGraph.warnings([Author.self, Post.self]).isEmpty)
  /// ```
  ///
  /// `Database.connect` logs it, at level `warning`.
  public static func warnings(_ models: [Record.Type]) -> [ModelAdvice] {
    look(at: models) { [$0.dependentOfMany].compactMap(\.self) }
  }

  /// What `rules` say of each association that can be worked out, at the model that declares it.
  private static func look(at models: [Record.Type], _ rules: (AssociationLinter) -> [ModelAdvice]) -> [ModelAdvice] {
    ModelRegistry.register(models)
    return models.flatMap { model in
      model._facts.associations.all.filter { $0.owner === model._facts }.flatMap { reflection -> [ModelAdvice] in
        guard let resolved = try? reflection.resolved() else { return [] }
        return rules(AssociationLinter(reflection, resolved))
      }
    }
  }
}
