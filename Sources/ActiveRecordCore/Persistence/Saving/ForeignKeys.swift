/// Writes the key of an owner into rows that hold it.
enum ForeignKeys {
  /// Whether the save of an owner writes its key into a child. A stored member of a collection has it, unless it waited for a new owner's:
  /// where it holds another one, it was moved, and its owner saves what else was changed.
  static func areGiven(to child: Record, _ reflection: AssociationReflection, of owner: Record) -> Bool {
    if reflection.isSingular || child.isNew { return true }
    return CollectionAccess.existing(owner, reflection)?.pendingJoins.contains { $0 === child } ?? false
  }

  /// Points a child at its owner.
  ///
  /// - Parameter isGivenBack: Whether a rollback gives back what the key was. A new child that waits for its owner's key keeps the one it
  ///   got, as it keeps its times: it is still the owner's, and the next save writes the key that the owner has then.
  static func set(
    on child: Record, _ reflection: AssociationReflection, owner: Record, isGivenBack: Bool = true
  ) throws {
    let resolved = try reflection.resolved()
    guard let foreignKey = resolved.targetKey else { return }
    let key = owner.key(at: resolved.ownerKey)
    if child.value(at: foreignKey) != key {
      // A key that cannot be NULL stays what it is until the owner has one.
      do { try write(foreignKey, key, into: child, isGivenBack) } catch { if !(key.isNull && owner.isNew) { throw error } }
    }
    if let typeKey = resolved.typeKey, let name = resolved.typeName, child._value(typeKey) != .text(name) {
      try write(typeKey, .text(name), into: child, isGivenBack)
    }
    if let inverse = resolved.inverse, inverse.isSingular { SingularAccess.refreshKey(child, inverse) }
  }

  /// Takes a child away from its owner, in memory.
  static func clear(on child: Record, _ reflection: AssociationReflection) throws {
    let resolved = try reflection.resolved()
    guard let foreignKey = resolved.targetKey else { return }
    try write(foreignKey, .null, into: child)
    if let typeKey = resolved.typeKey, resolved.typeName != nil { try write(typeKey, .null, into: child) }
    if let inverse = resolved.inverse {
      RecordParticipant.keep(inverse, of: child)
      SingularAccess.reset(child, inverse)
    }
  }

  /// Takes a child away from its owner, in memory, after a statement did so in the database: its key is no change any more.
  static func forget(on child: Record, _ reflection: AssociationReflection) throws {
    RecordParticipant.join(child)
    try clear(on: child, reflection)
    let resolved = try reflection.resolved()
    if let foreignKey = resolved.targetKey { child.changeApplied(foreignKey) }
    if let typeKey = resolved.typeKey, resolved.typeName != nil { child.changeApplied(typeKey) }
  }

  private static func write(_ index: Int, _ value: DatabaseValue, into child: Record, _ isGivenBack: Bool = true) throws {
    if isGivenBack { RecordParticipant.join(child)?.keep(index) }
    try child.write(index, value)
  }

  /// The columns of the target that hold the key, set to `NULL` by a statement.
  static func nullAssignments(_ reflection: AssociationReflection) throws -> [UpdateStatement.Assignment] {
    let resolved = try reflection.resolved()
    guard let facts = reflection.target.facts, let foreignKey = resolved.targetKey else { return [] }
    var assignments = facts.layout.clearedParts(of: foreignKey).map {
      UpdateStatement.Assignment(facts.layout.columns[$0].name, .value(.null))
    }
    if let typeKey = resolved.typeKey, resolved.typeName != nil {
      assignments.append(.init(facts.layout.columns[typeKey].name, .value(.null)))
    }
    return assignments
  }
}
