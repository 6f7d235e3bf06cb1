extension TargetSet {
  /// The facts about the class that a column names, if the association may point at it and it is known.
  package func facts(named name: String) -> ModelFacts? {
    switch self {
    case .model(let type): type._facts
    case .closed(let types): types.first { $0._facts.isStored(as: name) }?._facts
    case .open: ModelRegistry.model(named: name)?._facts
    }
  }
}
