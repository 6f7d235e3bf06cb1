/// Key paths of options are kept in facts, so they must be safe to share.
public typealias ModelMember<M: Record> = PartialKeyPath<M.Type> & Sendable

extension AssociationOptions {
  /// The column that a key path leads to; the key path to the model itself stands for none.
  static func key<M: Record>(_ path: any ModelMember<M>) -> Key? {
    if path == \M.Type.self { return nil }
    return .property { (M.self[keyPath: path] as? any ColumnProtocol)?.index ?? -1 }
  }

  /// The columns of a key of several; an empty list stands for none.
  static func key<M: Record>(_ paths: [any ModelMember<M>]) -> Key? {
    paths.isEmpty ? nil : .several(paths.compactMap { key($0) })
  }

  /// What a declaration says: each factory gives what it takes.
  static func options(
    foreignKey: Key? = nil, foreignType: Key? = nil, primaryKey: Key? = nil, as polymorphic: (@Sendable () -> String)? = nil,
    through: (@Sendable () -> String)? = nil, source: (@Sendable () -> String)? = nil, joinTable: String? = nil,
    associationForeignKey: String? = nil, inverse: Inverse = .automatic, dependent: Dependent? = nil, touch: Touch = .off,
    counterCache: (@Sendable () -> Int)? = nil, counterColumn: String? = nil, disableJoins: Bool = false, autosave: Bool?, validate: Bool?,
    deprecated: Bool = false,
    scope: LayerObject? = nil
  ) -> AssociationOptions {
    var options = AssociationOptions()
    (options.foreignKey, options.foreignType, options.primaryKey) = (foreignKey, foreignType, primaryKey)
    (options.polymorphicName, options.through, options.source) = (polymorphic, through, source)
    (options.joinTable, options.associationForeignKey, options.disableJoins) = (joinTable, associationForeignKey, disableJoins)
    (options.inverse, options.dependent, options.touch, options.counterCache) = (inverse, dependent, touch, counterCache)
    options.counterColumn = counterColumn
    (options.autosave, options.validate, options.scope, options.isDeprecated) = (autosave, validate, scope, deprecated)
    return options
  }

  /// The index of a column that counts; the key stands for none.
  static func index<M: Record>(_ path: any KeyPath<M.Type, Column<Int>> & Sendable) -> (@Sendable () -> Int)? {
    if path == \M.Type.id { return nil }
    return { M.self[keyPath: path].index }
  }

  /// The index of a column that counts and may be `NULL`.
  static func index<M: Record>(_ path: any KeyPath<M.Type, Column<Int?>> & Sendable) -> @Sendable () -> Int {
    { M.self[keyPath: path].index }
  }

  /// The association that a key path leads to.
  static func name<M: Record>(_ path: any ModelMember<M>) -> (@Sendable () -> String)? {
    if path == \M.Type.self { return nil }
    return { (M.self[keyPath: path] as? any AssociationPath)?.names.last ?? "" }
  }

  static func inverse<M: Record>(_ path: any ModelMember<M>, refused: Bool = false) -> Inverse {
    if refused { return .none }
    return name(path).map { .named($0) } ?? .automatic
  }

  static func inverse(named name: String?, refused: Bool = false) -> Inverse {
    if refused { return .none }
    guard let name else { return .automatic }
    return .named { name }
  }

  static func scope<T: Record>(_ scope: (@Sendable (Relation<T>) -> Relation<T>)?) -> LayerObject? {
    scope.map { scope in ScopeBox { scope(Relation<T>($0)).core } }
  }

  static func scope<T: Record, O: Record>(_ scope: @escaping @Sendable (Relation<T>, O) -> Relation<T>) -> LayerObject {
    ScopeBox(owned: { core, owner in
      guard let owner = owner as? O else { return core }
      return scope(Relation<T>(core), owner).core
    })
  }
}

extension DeclaredOptions {
  /// The same with a scope.
  func scoped(_ scope: LayerObject?) -> Self {
    var scoped = self
    scoped.options.scope = scope
    return scoped
  }

  /// The same with a counter.
  func counted(by counter: @escaping @Sendable () -> Int) -> Self {
    var counted = self
    counted.options.counterCache = counter
    return counted
  }
}

/// A column, seen without the type of its values.
public protocol ColumnProtocol: Sendable {
  /// The column's index in the rows of its model.
  var index: Int { get }
}

extension Column: ColumnProtocol {}

/// Stands for the owner's members where the owner is not known yet: in the expression behind `=` of a declaration.
///
/// `@Model` copies that expression to a place where the owner is known and its members are checked.
@dynamicMemberLookup public struct OwnerMember: Sendable {
  /// Any member.
  public subscript(dynamicMember member: String) -> OwnerMember { self }
}

/// A key path to a member of the owner, in the expression behind `=`.
public typealias OwnerPath = KeyPath<OwnerMember, OwnerMember>

/// The expression behind `=` of an association is never run: the accessor that the macro adds replaces it.
func neverRun<T>() -> T {
  fatalError("the expression behind '=' of an association describes it; @Model evaluates a copy of it")
}
