/// A belongs_to as it was declared; `@Model` makes one for each `@BelongsTo`.
public final class BelongsToDeclaration<Owner: Record, Target: AssociationTarget>: AssociationReflecting {
  /// The association's name.
  public let name: String
  private let options: AssociationOptions
  private let made = OnceReference<AssociationReflection>()

  /// A belongs_to.
  public init(_ name: String, required: Bool = false, _ options: BelongsToOptions<Owner, Target>? = nil) {
    self.name = name
    var options = options?.options ?? AssociationOptions()
    if required { options.isRequired = true }
    self.options = options
  }

  package func makeReflection(owner: ModelFacts, index: Int) -> AssociationReflection {
    let target: TargetSet
    if let set = Target.self as? any PolymorphicTarget.Type {
      target = .closed(set.classes)
    } else if Target.self == Record.self {
      target = .open
    } else {
      target = (Target.self as? Record.Type).map { .model($0) } ?? .open
    }
    return AssociationReflection(.belongsTo, name, index: index, owner: owner, target: target, options: options)
  }

  @inline(__always) package func reflection(of owner: Owner) -> AssociationReflection {
    made.remembering(name, of: owner, declaredBy: Owner.self)
  }
}

/// A has_one as it was declared; `@Model` makes one for each `@HasOne`.
public final class HasOneDeclaration<Owner: Record, Target: Record>: AssociationReflecting {
  /// The association's name.
  public let name: String
  private let options: AssociationOptions
  private let made = OnceReference<AssociationReflection>()

  /// A has_one.
  public init(_ name: String, required: Bool = false, _ options: HasOneOptions<Owner, Target>? = nil) {
    self.name = name
    var options = options?.options ?? AssociationOptions()
    if required { options.isRequired = true }
    self.options = options
  }

  package func makeReflection(owner: ModelFacts, index: Int) -> AssociationReflection {
    AssociationReflection(.hasOne, name, index: index, owner: owner, target: .model(Target.self), options: options)
  }

  @inline(__always) package func reflection(of owner: Owner) -> AssociationReflection {
    made.remembering(name, of: owner, declaredBy: Owner.self)
  }
}

/// A has_many as it was declared; `@Model` makes one for each `@HasMany`.
public final class HasManyDeclaration<Owner: Record, Element: Record>: AssociationReflecting {
  /// The association's name.
  public let name: String
  private let options: AssociationOptions
  private let made = OnceReference<AssociationReflection>()

  /// A has_many.
  public init(_ name: String, _ options: HasManyOptions<Owner, Element>? = nil) {
    self.name = name
    self.options = options?.options ?? AssociationOptions()
  }

  package func makeReflection(owner: ModelFacts, index: Int) -> AssociationReflection {
    AssociationReflection(.hasMany, name, index: index, owner: owner, target: .model(Element.self), options: options)
  }

  @inline(__always) package func reflection(of owner: Owner) -> AssociationReflection {
    made.remembering(name, of: owner, declaredBy: Owner.self)
  }
}

/// A has_and_belongs_to_many as it was declared; `@Model` makes one for each `@HasAndBelongsToMany`.
public final class HasAndBelongsToManyDeclaration<Owner: Record, Element: Record>: AssociationReflecting {
  /// The association's name.
  public let name: String
  private let options: AssociationOptions
  private let made = OnceReference<AssociationReflection>()

  /// A has_and_belongs_to_many.
  public init(_ name: String, _ options: HasAndBelongsToManyOptions<Owner, Element>? = nil) {
    self.name = name
    self.options = options?.options ?? AssociationOptions()
  }

  package func makeReflection(owner: ModelFacts, index: Int) -> AssociationReflection {
    AssociationReflection(
      .hasAndBelongsToMany, name, index: index, owner: owner, target: .model(Element.self), options: options)
  }

  @inline(__always) package func reflection(of owner: Owner) -> AssociationReflection {
    made.remembering(name, of: owner, declaredBy: Owner.self)
  }
}

extension OnceReference<AssociationReflection> {
  /// The reflection, looked up among the owner's associations the first time.
  @inline(__always) fileprivate func remembering(
    _ name: String, of owner: Record, declaredBy model: Record.Type
  ) -> AssociationReflection {
    if let reflection = load() { return reflection }
    return lookUp(name, of: owner, declaredBy: model)
  }

  @inline(never) private func lookUp(_ name: String, of owner: Record, declaredBy model: Record.Type) -> AssociationReflection {
    // What an abstract class declares is another association in each class below it.
    let isShared = model._facts.isAbstract
    let facts = isShared ? owner.facts : model._facts
    guard let reflection = facts.associations[name] else {
      // A declaration is always in the list of its own class: @Model emits both.
      preconditionFailure("\(facts.name).\(name) is declared, but not listed by its model")
    }
    // One that is deprecated, or leads over such, is looked up each time, so that the others need not ask.
    let deprecated = DeprecatedAssociations.steps(of: reflection)
    if !deprecated.isEmpty { return DeprecatedAssociations.accessed(reflection, deprecated) }
    return isShared ? reflection : storeIfNil(reflection)
  }
}
