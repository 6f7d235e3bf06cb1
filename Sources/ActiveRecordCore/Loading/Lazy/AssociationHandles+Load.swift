// Reading through handles: in memory where the target is known, else one query for all records that were loaded together.

extension BelongsToAssociation where Target: Record {
  /// The target, or `nil` if there is none; asks the database on first use.
  ///
  /// ```swift
  /// let name = try await post.author?.name      // the property reads through this
  /// // SELECT … FROM "authors" WHERE "authors"."id" = ? LIMIT ?
  /// ```
  @inline(__always) public func load() async throws -> Target? {
    guard let record = try await SingularLoader.load(owner, reflection) else { return nil }
    return unsafeDowncast(record, to: Target.self)
  }

  /// The target, which must be there.
  ///
  /// - Throws: ``AssociationError`` where there is none.
  public func require() async throws -> Target {
    unsafeDowncast(try await SingularLoader.require(owner, reflection), to: Target.self)
  }

  /// The target as it is in the database now.
  @discardableResult public func reload() async throws -> Target? {
    reset()
    return try await load()
  }
}

extension BelongsToAssociation where Target: PolymorphicTarget {
  /// The target, or `nil` if there is none; asks the database on first use.
  public func load() async throws -> Target? {
    try await SingularLoader.load(owner, reflection).map { try reflection.member($0) }
  }

  /// The target, which must be there.
  ///
  /// - Throws: ``AssociationError`` where there is none.
  public func require() async throws -> Target {
    try reflection.member(try await SingularLoader.require(owner, reflection))
  }

  /// The target as it is in the database now.
  @discardableResult public func reload() async throws -> Target? {
    reset()
    return try await load()
  }
}

extension BelongsToAssociation {
  /// The target if it is of a class; `nil` for one of another class, which is then not asked for.
  ///
  /// ```swift
  /// let text = try await entry.$entryable.load(as: Memo.self)?.text
  /// // SELECT … FROM "memos" WHERE "memos"."id" = ? LIMIT ?
  /// ```
  public func load<Model: Record>(as model: Model.Type) async throws -> Model? {
    if let type, type != model._facts.root.storedName { return nil }
    return try await SingularLoader.load(owner, reflection) as? Model
  }
}

extension HasOneAssociation {
  /// The target, or `nil` if there is none; asks the database on first use.
  @inline(__always) public func load() async throws -> Target? {
    guard let record = try await SingularLoader.load(owner, reflection) else { return nil }
    return unsafeDowncast(record, to: Target.self)
  }

  /// The target, which must be there.
  ///
  /// - Throws: ``AssociationError`` where there is none.
  public func require() async throws -> Target {
    unsafeDowncast(try await SingularLoader.require(owner, reflection), to: Target.self)
  }

  /// The target as it is in the database now.
  @discardableResult public func reload() async throws -> Target? {
    reset()
    return try await load()
  }
}
