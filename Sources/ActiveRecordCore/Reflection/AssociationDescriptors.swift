/// An association to one record, as queries name it: `\.author`, `\.author.profile`.
@dynamicMemberLookup public struct ToOne<Target: AssociationTarget>: Sendable, AssociationPath {
  /// The model that the chain starts at.
  public let root: ModelFacts
  /// The associations' names, in order.
  public let names: [String]

  /// The association that a belongs_to declares.
  public init<Owner: Record>(_ declaration: BelongsToDeclaration<Owner, Target>) {
    root = Owner._facts
    names = [declaration.name]
  }

  /// The association that a has_one declares.
  public init<Owner: Record>(_ declaration: HasOneDeclaration<Owner, Target>) where Target: Record {
    root = Owner._facts
    names = [declaration.name]
  }

  /// The association that a belongs_to of an abstract class declares, in the class below it that is asked.
  public init<Owner: Record>(_ declaration: BelongsToDeclaration<Owner, Target>, of model: Owner.Type) {
    root = model._facts
    names = [declaration.name]
  }

  /// The association that a has_one of an abstract class declares, in the class below it that is asked.
  public init<Owner: Record>(_ declaration: HasOneDeclaration<Owner, Target>, of model: Owner.Type) where Target: Record {
    root = model._facts
    names = [declaration.name]
  }

  init(_ root: ModelFacts, _ names: [String]) {
    self.root = root
    self.names = names
  }

  /// An association of the target, to one record.
  public subscript<Next>(dynamicMember path: KeyPath<Target.Type, ToOne<Next>>) -> ToOne<Next> where Target: Record {
    ToOne<Next>(root, names + Target.self[keyPath: path].names)
  }

  /// An association of the target, to many records.
  public subscript<Next>(dynamicMember path: KeyPath<Target.Type, ToMany<Next>>) -> ToMany<Next> where Target: Record {
    ToMany<Next>(root, names + Target.self[keyPath: path].names)
  }

  /// A column of the target, for conditions on joined tables.
  public subscript<V>(dynamicMember path: KeyPath<Target.Type, Column<V>>) -> Column<V> where Target: Record {
    let column = Target.self[keyPath: path]
    return Column(column, path: names + column.path)
  }
}

/// An association to many records, as queries name it: `\.replies`, `\.posts.replies`.
@dynamicMemberLookup public struct ToMany<Target: Record>: Sendable, AssociationPath {
  /// The model that the chain starts at.
  public let root: ModelFacts
  /// The associations' names, in order.
  public let names: [String]

  /// The association that a has_many declares.
  public init<Owner: Record>(_ declaration: HasManyDeclaration<Owner, Target>) {
    root = Owner._facts
    names = [declaration.name]
  }

  /// The association that a has_and_belongs_to_many declares.
  public init<Owner: Record>(_ declaration: HasAndBelongsToManyDeclaration<Owner, Target>) {
    root = Owner._facts
    names = [declaration.name]
  }

  /// The association that a has_many of an abstract class declares, in the class below it that is asked.
  public init<Owner: Record>(_ declaration: HasManyDeclaration<Owner, Target>, of model: Owner.Type) {
    root = model._facts
    names = [declaration.name]
  }

  /// The association that a has_and_belongs_to_many of an abstract class declares, in the class below it that is asked.
  public init<Owner: Record>(_ declaration: HasAndBelongsToManyDeclaration<Owner, Target>, of model: Owner.Type) {
    root = model._facts
    names = [declaration.name]
  }

  init(_ root: ModelFacts, _ names: [String]) {
    self.root = root
    self.names = names
  }

  /// An association of the targets, to one record each.
  public subscript<Next>(dynamicMember path: KeyPath<Target.Type, ToOne<Next>>) -> ToOne<Next> {
    ToOne<Next>(root, names + Target.self[keyPath: path].names)
  }

  /// An association of the targets, to many records each.
  public subscript<Next>(dynamicMember path: KeyPath<Target.Type, ToMany<Next>>) -> ToMany<Next> {
    ToMany<Next>(root, names + Target.self[keyPath: path].names)
  }

  /// A column of the targets, for conditions on joined tables.
  public subscript<V>(dynamicMember path: KeyPath<Target.Type, Column<V>>) -> Column<V> {
    let column = Target.self[keyPath: path]
    return Column(column, path: names + column.path)
  }
}

/// A chain of associations that starts at a model.
public protocol AssociationPath: Sendable {
  /// The model that the chain starts at.
  var root: ModelFacts { get }
  /// The associations' names, in order.
  var names: [String] { get }
}
