import Synchronization

/// The unchanging facts about an association.
///
/// ```swift
/// let posts = Author.reflection("posts")
/// posts?.kind             // .hasMany
/// posts?.targetName       // "Post"
/// posts?.foreignKeyName   // "author_id"
/// posts?.foreignKeyHolder // "posts": the table that holds the key
/// ```
public final class AssociationReflection: Sendable {
  /// The association's kind.
  public let kind: AssociationKind
  /// The association's name: that of the property.
  public let name: String
  /// Its position among the associations of its owner.
  package let index: Int
  /// The model that declares it.
  package let owner: ModelFacts
  /// What it points at.
  package let target: TargetSet
  package let options: AssociationOptions
  /// Why its use is refused: of an association that is deprecated, where such are refused.
  private let refusal: AssociationError?
  private let autosavesByRule = Atomic<Bool>(false)
  private let resolution = OnceReference<AssociationResolution>()

  package init(
    _ kind: AssociationKind, _ name: String, index: Int, owner: ModelFacts, target: TargetSet, options: AssociationOptions,
    refusal: AssociationError? = nil
  ) {
    self.kind = kind
    self.name = name
    self.index = index
    self.owner = owner
    self.target = target
    self.options = options
    self.refusal = refusal
  }

  /// What follows from the facts of all models that take part: keys, the steps to the target, the inverse.
  ///
  /// - Throws: ``AssociationError`` that says what is missing and what to write.
  @inline(__always) package func resolved() throws -> AssociationResolution {
    if let resolution = resolution.load() { return resolution }
    return try resolve()
  }

  @inline(never) private func resolve() throws -> AssociationResolution {
    if let refusal { throw refusal }
    let made = try AssociationResolver(self).resolution()
    return resolution.storeIfNil(made)
  }

  /// Whether targets are saved with their owner: what the declaration says, or that the rules take their attributes.
  @inline(__always) package var autosave: Bool? {
    options.autosave ?? (autosavesByRule.load(ordering: .relaxed) ? true : nil)
  }

  /// Targets are saved with their owner, unless the declaration says otherwise.
  package func autosaveByRule() { autosavesByRule.store(true, ordering: .relaxed) }

  /// `Post.author`, as users know it.
  package var path: String { "\(owner.name).\(name)" }

  /// Whether there is at most one target.
  package var isSingular: Bool { kind.isSingular }
  /// Whether the target is reached through another association.
  package var isThrough: Bool { options.through != nil }
  /// Whether the target's class stands in a column of its own.
  package var isPolymorphic: Bool { kind == .belongsTo && target.isPolymorphic }

  package func error(_ code: AssociationError.Code, _ message: String) -> AssociationError {
    AssociationError(code, model: owner.name, association: name, message)
  }
}

/// The classes that an association can point at.
package enum TargetSet: Sendable {
  /// One class and its subclasses.
  case model(Record.Type)
  /// A closed set of classes.
  case closed([Record.Type])
  /// Any class that is known by its name.
  case open

  package var isPolymorphic: Bool {
    if case .model = self { false } else { true }
  }

  /// The facts about the one class.
  package var facts: ModelFacts? {
    if case .model(let type) = self { type._facts } else { nil }
  }
}

extension AssociationReflection {
  /// The name of the model it points at; `nil` where a column says which.
  public var targetName: String? { target.facts?.name }
  /// The name of the model that declares it.
  public var ownerName: String { owner.name }
  /// The name of the association it goes through.
  public var throughName: String? { options.through?() }
  /// The name of the association that the model in between goes on with.
  public var sourceName: String? { (try? resolved().source?.name) ?? nil }
  /// What becomes of the targets when the owner is destroyed.
  public var dependent: Dependent? { options.dependent }
  /// Whether a record must have a target to be valid.
  public var isRequired: Bool { options.isRequired }
  /// The name of the foreign key's column.
  public var foreignKeyName: String? { (try? resolved().foreignKeyName).map(KeyName.shown) }
  /// The names of the foreign key's columns.
  public var foreignKeyNames: [String] { (try? resolved().foreignKeyName).map(KeyName.parts) ?? [] }
  /// The table that holds the foreign key.
  public var foreignKeyHolder: String? { try? resolved().foreignKeyHolder }
  /// The table that joins the two, for has_and_belongs_to_many.
  public var joinTable: String? { try? resolved().joinTable }
  /// The column of a join table that points at the target.
  public var associationForeignKeyName: String? { (try? resolved().associationForeignKeyName).map(KeyName.shown) }
  /// The name of the association on the other side.
  public var inverseName: String? { try? resolved().inverse?.name }
}
