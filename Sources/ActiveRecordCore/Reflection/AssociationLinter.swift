/// Looks at one association; a property a rule.
struct AssociationLinter {
  let reflection: AssociationReflection
  let resolved: AssociationResolution

  init(_ reflection: AssociationReflection, _ resolved: AssociationResolution) {
    self.reflection = reflection
    self.resolved = resolved
  }

  private var options: AssociationOptions { reflection.options }

  /// Each option is left out in turn: one without which the same follows is not needed.
  var unneededOptions: [ModelAdvice] {
    let trials: [(name: String, isGiven: Bool, leaveOut: (inout AssociationOptions) -> Void)] = [
      ("foreignKey", options.foreignKey != nil, { $0.foreignKey = nil }),
      ("foreignType", options.foreignType != nil, { $0.foreignType = nil }),
      ("primaryKey", options.primaryKey != nil, { $0.primaryKey = nil }),
      ("inverse", isNamed, { $0.inverse = .automatic }),
      ("source", options.source != nil, { $0.source = nil }),
      ("joinTable", options.joinTable != nil, { $0.joinTable = nil }),
      ("associationForeignKey", options.associationForeignKey != nil, { $0.associationForeignKey = nil }),
    ]
    return trials.filter(\.isGiven).compactMap { trial in
      guard follows(without: trial.leaveOut) else { return nil }
      return ModelAdvice(.unneededOption, reflection, "the option '\(trial.name)' says what is found without it. Leave it out")
    }
  }

  private var isNamed: Bool { if case .named = options.inverse { true } else { false } }

  private func follows(without leaveOut: (inout AssociationOptions) -> Void) -> Bool {
    var shorter = options
    leaveOut(&shorter)
    let trial = AssociationReflection(
      reflection.kind, reflection.name, index: reflection.index, owner: reflection.owner, target: reflection.target, options: shorter)
    guard let found = try? AssociationResolver(trial).resolution() else { return false }
    return found.ownerKey == resolved.ownerKey && found.targetKey == resolved.targetKey && found.typeKey == resolved.typeKey
      && found.foreignKeyName == resolved.foreignKeyName && found.joinTable == resolved.joinTable
      && found.associationForeignKeyName == resolved.associationForeignKeyName && found.inverse === resolved.inverse
      && found.source === resolved.source && found.through === resolved.through
      // A named inverse of has_many takes in new members; see what `set` of a belongs_to does.
      && !(isNamed && reflection.isPolymorphic && !shorter.isNamed)
      && !(isNamed && reflection.kind == .belongsTo && resolved.inverse?.kind == .hasMany && !shorter.isNamed)
  }

  /// Whether other rows hold the key, as columns of the target.
  private var isPlainHas: Bool {
    (reflection.kind == .hasOne || reflection.kind == .hasMany) && !reflection.isThrough && options.polymorphicName == nil
  }

  var missingInverse: ModelAdvice? {
    guard isPlainHas, resolved.inverse == nil, case .automatic = options.inverse, options.primaryKey == nil,
      let target = reflection.target.facts, let key = resolved.foreignKeyName.map(KeyName.shown)
    else { return nil }
    let name = Inflector.singularized(Inflector.columnName(reflection.owner.name.split(separator: ".").last.map(String.init) ?? ""))
    return ModelAdvice(
      .missingInverse, reflection,
      "\(target.name) has no belongs_to for the column '\(key)', so its records do not know their owner. "
        + "Add to \(target.name): @BelongsTo var \(name): \(reflection.owner.name)?; or say hasInverse: false")
  }

  /// Whether an association of the owner without a scope says what becomes of all rows with the key.
  private var isCovered: Bool {
    reflection.owner.associations.all.contains { other in
      other.options.dependent != nil && other.options.scope == nil && other.kind != .belongsTo && !other.isThrough
        && other.target.facts?.root === reflection.target.facts?.root
        && (try? other.resolved().foreignKeyName) == resolved.foreignKeyName
    }
  }

  var dependent: ModelAdvice? {
    guard isPlainHas, !isCovered else { return nil }
    if options.dependent != nil {
      return ModelAdvice(
        .scopedDependent, reflection,
        "its scope leaves out rows that go on pointing at an owner that was destroyed. "
          + "Declare an association without a scope that says what becomes of them")
    }
    guard options.scope == nil, let inverse = resolved.inverse, inverse.isRequired else { return nil }
    return ModelAdvice(
      .missingDependent, reflection,
      "\(inverse.path) is required, but nothing says what becomes of the records when their owner is "
        + "destroyed. Say .has(dependent: .destroy), or .restrictWithError to keep the owner")
  }

  var dependentOfMany: ModelAdvice? {
    guard reflection.kind == .belongsTo, let dependent = options.dependent, let inverse = resolved.inverse, inverse.kind == .hasMany else {
      return nil
    }
    return ModelAdvice(
      .dependentOfMany, reflection,
      "'dependent: .\(dependent.rawValue)' takes the \(inverse.owner.name) away from everything else in \(inverse.path). "
        + "Leave it out here, or say 'dependent' there")
  }
}

extension AssociationOptions {
  fileprivate var isNamed: Bool { if case .named = inverse { true } else { false } }
}
