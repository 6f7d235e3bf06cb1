// What tools ask an association about keys and about saving.

extension AssociationReflection {
  /// Whether changed targets are saved with their owner, because the declaration or nested attributes ask for it.
  public var isAutosaved: Bool { autosave == true }

  /// Whether new targets are validated before their owner is saved: those of collections are, unless the declaration says otherwise; one target
  /// only where the declaration or autosave asks for it.
  public var isValidated: Bool { options.validate ?? (!isSingular || autosave == true) }

  /// The column in which an owner counts these records: that of the belongs_to on either side.
  public var counterCacheColumnName: String? {
    let counting = isBelongsTo ? self : inverse
    if let column = counting?.options.counterColumn { return column }
    guard let counting, let facts = counting.target.facts, let index = counting.counter(in: facts) else { return nil }
    return facts.layout.columns[index].name
  }

  /// The names of the columns of the target that say which one it is: those that a belongs_to compares, else the primary key; of a through
  /// association, those of its source.
  public var targetKeyNames: [String] {
    if let source = sourceReflection { return source.targetKeyNames }
    guard let facts = target.facts else { return [] }
    guard isBelongsTo, let key = (try? resolved().targetKey) ?? nil else { return facts.primaryKeyNames }
    return KeyName.parts(facts.layout.column(at: key).name)
  }

  /// The names of the columns of a class that a belongs_to compares, where it points at this class: a polymorphic one may compare another key
  /// with each.
  ///
  /// ```swift
  /// Note.reflection("writer")?.targetKeyNames(of: Captain.self)  // ["code"]
  /// ```
  public func targetKeyNames(of model: Record.Type) -> [String] {
    KeyName.parts(model._facts.layout.column(at: targetKey(in: model._facts)).name)
  }

  /// The names of the columns of a join table that point at the target.
  public var associationForeignKeyNames: [String] { (try? resolved().associationForeignKeyName).map(KeyName.parts) ?? [] }
}
