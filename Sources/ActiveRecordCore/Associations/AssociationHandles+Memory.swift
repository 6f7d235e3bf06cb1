// What handles know without asking the database.

extension BelongsToAssociation {
  /// Whether it is known what the target is.
  public var isLoaded: Bool { SingularAccess.loaded(owner, reflection) != nil }

  /// The name of the target's class, where the association is polymorphic.
  public var type: String? {
    guard let typeKey = try? reflection.resolved().typeKey, case .text(let name) = owner._value(typeKey) else { return nil }
    return name
  }

  /// Whether the foreign key differs from the saved one.
  public var isChanged: Bool {
    guard let resolved = try? reflection.resolved() else { return false }
    if owner.hasChanged(at: resolved.ownerKey) || resolved.typeKey.map({ owner.hasChanged(at: $0) }) == true { return true }
    return SingularAccess.state(owner, reflection)?.target?.isNew ?? false
  }

  /// Whether the last save changed the foreign key.
  public var wasChanged: Bool {
    guard let resolved = try? reflection.resolved() else { return false }
    guard let extras = owner._extras else { return false }
    return (owner.facts.layout.parts(of: resolved.ownerKey) + (resolved.typeKey.map { [$0] } ?? [])).contains(where: extras.wasChanged)
  }

  /// Forgets what was loaded or set; the next read asks the database.
  public func reset() { SingularAccess.reset(owner, reflection) }
}

extension BelongsToAssociation where Target: Record {
  /// The target, if it is loaded; `nil` if there is none.
  ///
  /// - Throws: ``AssociationError`` where nothing was loaded: then read the property itself, with `await`.
  public var loaded: Target? {
    get throws {
      guard let found = SingularAccess.loaded(owner, reflection) else { throw reflection.notLoaded }
      return found.map { unsafeDowncast($0, to: Target.self) }
    }
  }

  /// Points the record at `target`: writes the foreign key in memory, and saves nothing.
  public func set(_ target: Target?) { BelongsToWriting.set(owner, reflection, target) }
}

extension BelongsToAssociation where Target: PolymorphicTarget {
  /// The target, if it is loaded; `nil` if there is none.
  ///
  /// - Throws: ``AssociationError`` where nothing was loaded: then read the property itself, with `await`.
  public var loaded: Target? {
    get throws {
      guard let found = SingularAccess.loaded(owner, reflection) else { throw reflection.notLoaded }
      return try found.map { try reflection.member($0) }
    }
  }

  /// Points the record at `target`: writes the foreign key and the class in memory, and saves nothing.
  public func set(_ target: Target?) { BelongsToWriting.set(owner, reflection, target?.record) }
}

extension BelongsToAssociation {
  /// Whether the target is of a class, by the column that holds it; asks the database nothing.
  ///
  /// ```swift
  /// if try entry.$entryable.is(Memo.self) { … }
  /// ```
  ///
  /// - Throws: ``AssociationError`` where several classes share the table, so that the target must be loaded to tell, and it is not.
  public func `is`<Model: Record>(_ model: Model.Type) throws -> Bool {
    if let target = SingularAccess.loaded(owner, reflection) { return target is Model }
    if let key = SingularAccess.key(owner, reflection), key.key.isNull { return false }
    let facts = reflection.isPolymorphic ? nil : reflection.target.facts
    guard (facts?.root.storedName ?? type) == model._facts.root.storedName else { return false }
    if model._facts.isSubclass { throw reflection.notLoaded }
    return true
  }
}

extension HasOneAssociation {
  /// Whether it is known what the target is.
  public var isLoaded: Bool { SingularAccess.loaded(owner, reflection) != nil }

  /// The target, if it is loaded; `nil` if there is none.
  ///
  /// - Throws: ``AssociationError`` where nothing was loaded: then read the property itself, with `await`.
  public var loaded: Target? {
    get throws {
      guard let found = SingularAccess.loaded(owner, reflection) else { throw reflection.notLoaded }
      return found.map { unsafeDowncast($0, to: Target.self) }
    }
  }

  /// Forgets what was loaded; the next read asks the database.
  public func reset() { SingularAccess.reset(owner, reflection) }

  /// Gives a new owner its target; the memberwise initialiser calls this.
  public func _assign(_ target: Target) {
    let notice = AssignmentNotice(owner, reflection)
    CollectionAccess.setInverse(owner, reflection, on: target)
    SingularAccess.set(owner, reflection, target)
    notice?.tell()
  }
}

extension ManyAssociation {
  /// Whether the members were loaded.
  public var isLoaded: Bool { CollectionAccess.loaded(owner, reflection) != nil }

  /// The members, if they are loaded.
  ///
  /// - Throws: ``AssociationError`` where they are not: then await ``load()``.
  public var loaded: [Element] {
    get throws {
      guard let members = CollectionAccess.loaded(owner, reflection) else { throw reflection.notLoaded }
      return unsafeBitCast(members, to: [Element].self)
    }
  }

  /// The members that are in memory: loaded ones, and new ones that are not saved yet.
  public var target: [Element] { unsafeBitCast(CollectionAccess.known(owner, reflection), to: [Element].self) }

  /// Forgets what was loaded; the next read asks the database.
  public func reset() { CollectionAccess.reset(owner, reflection) }
}

extension AssociationReflection {
  package var notLoaded: AssociationError {
    error(
      .notLoaded,
      "it is not loaded. Read it with 'await', or load it with the records: .includes(\\.\(name))")
  }

  /// The case of a polymorphic set for a record.
  package func member<Target: PolymorphicTarget>(_ record: Record) throws -> Target {
    if let target = Target(record) { return target }
    throw error(
      .typeMismatch, "\(record.facts.name) is none of the classes of \(Target.self). Add a case for it: case …(\(record.facts.name))")
  }
}
