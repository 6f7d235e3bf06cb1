// What tools ask an association: everything that follows from its declaration.

extension AssociationReflection {
  /// Whether it has any number of targets.
  public var isCollection: Bool { !kind.isSingular }
  /// Whether the owner's table holds the foreign key.
  public var isBelongsTo: Bool { kind == .belongsTo }
  /// Whether the target's class stands in a column beside the foreign key.
  public var hasPolymorphicTarget: Bool { isPolymorphic }
  /// Whether it goes through another association that goes through a third; a table of pairs counts as one.
  public var isNested: Bool {
    let chain = chain
    return chain.count > 2 || (chain.count > 1 && chain.contains { $0.isAmongPairs })
  }
  /// Whether a table of pairs leads to the targets of the association, or to those of its source.
  private var isAmongPairs: Bool { kind == .hasAndBelongsToMany || sourceReflection?.kind == .hasAndBelongsToMany }
  /// Whether a scope narrows its targets.
  public var hasScope: Bool { options.scope != nil }
  /// Whether it is declared with `deprecated: true`, so that each use is reported; see ``DeprecatedAssociations``.
  public var isDeprecated: Bool { options.isDeprecated }
  /// The model that declares it.
  public var ownerType: Record.Type { owner.type }

  /// The model it points at.
  ///
  /// - Throws: ``AssociationError`` where a column says which class a target has.
  public var targetType: Record.Type {
    get throws {
      if let facts = target.facts { return facts.type }
      throw error(
        .unsupportedTarget, "a polymorphic association has no one class; '\(name)' has a class for each row. Ask the target itself")
    }
  }

  /// The models of a closed set that it can point at; the one model where there is no set; none where every model can be.
  public var targetTypes: [Record.Type] {
    switch target {
    case .model(let type): [type]
    case .closed(let types): types
    case .open: []
    }
  }

  /// The column of the owner's table that is compared: its key, or the foreign key of a belongs_to.
  public var ownerKeyName: String? { (try? resolved()).map { KeyName.shown(owner.layout.column(at: $0.ownerKey).name) } }

  /// The column that holds the class, beside a polymorphic foreign key: of the owner for belongs_to, else of the target.
  public var foreignTypeName: String? {
    guard let resolved = try? resolved(), let typeKey = resolved.typeKey else { return nil }
    if isPolymorphic { return owner.layout.columns[typeKey].name }
    return target.facts?.layout.columns[typeKey].name
  }

  /// The association it goes through.
  public var throughReflection: AssociationReflection? { (try? resolved())?.through }

  /// The association that the model in between goes on with.
  public var sourceReflection: AssociationReflection? { (try? resolved())?.source }

  /// The association on the other side.
  public var inverse: AssociationReflection? { (try? resolved())?.inverse }

  /// The steps from the target back to the owner, the association that leads to the target first; itself alone where it goes through none.
  ///
  /// ```swift
  /// // Fleet: ships; sailors through ships; medals through sailors
  /// Fleet.reflection("medals")?.chain.map(\.name)   // ["medals", "sailors", "crews", "ships"]
  /// ```
  public var chain: [AssociationReflection] {
    guard let through = throughReflection, let source = sourceReflection else { return [self] }
    // The last step is known by this association's name; a source that goes through others has steps before it.
    return [self] + source.chain.dropFirst() + through.chain
  }

  /// The names of the options that the declaration gives, as they are written.
  public var optionNames: [String] {
    var names: [String] = []
    func note(_ isGiven: Bool, _ name: String) { if isGiven { names.append(name) } }
    note(options.through != nil, "through")
    note(options.source != nil, "source")
    note(options.sourceType != nil, "sourceType")
    note(options.polymorphicName != nil, "as")
    note(options.foreignKey != nil, "foreignKey")
    note(options.primaryKey != nil, "primaryKey")
    note(options.foreignType != nil, "foreignType")
    note(options.joinTable != nil, "joinTable")
    note(options.associationForeignKey != nil, "associationForeignKey")
    note(options.dependent != nil, "dependent")
    note(options.touch != .off, "touch")
    note(isCounted, "counterCache")
    note(options.autosave != nil, "autosave")
    note(options.validate != nil, "validate")
    note(options.strictLoading, "strictLoading")
    note(options.disableJoins, "disableJoins")
    note(options.isDeprecated, "deprecated")
    if case .automatic = options.inverse {} else { names.append("inverse") }
    return names
  }
}

extension RecordProtocol where Self: Record {
  /// The facts about the model's associations of one kind, in order of declaration.
  public static func reflections(_ kind: AssociationKind) -> [AssociationReflection] { reflections.filter { $0.kind == kind } }
}
