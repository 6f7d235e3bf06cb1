// Counters that targets hold of the records that point at them.

extension AssociationReflection {
  /// Whether targets may count the records that point at them.
  package var isCounted: Bool { options.counterCache != nil || options.counterColumn != nil }

  /// The counter among the columns of a target's class, if it has one.
  package func counter(in facts: ModelFacts) -> Int? {
    if let column = options.counterColumn { return facts.layout.index(of: column) }
    guard let index = options.counterCache?(), facts.layout.columns.indices.contains(index) else { return nil }
    return index
  }
}
