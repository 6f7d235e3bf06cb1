// Writing through to-one handles.

extension BelongsToAssociation where Target: Record {
  /// A new target, which is saved with this record.
  @discardableResult public func build(_ configure: (Target) throws -> Void) rethrows -> Target {
    let target = Target()
    try? ScopeAttributes.fromScope(of: reflection, on: target, owner: owner)
    try configure(target)
    target._initialized()
    BelongsToWriting.assign(owner, reflection, target)
    return target
  }

  /// A new target, which is saved with this record.
  @discardableResult public func build() -> Target { build { _ in } }

  /// A new target, saved at once; this record points at it, and is saved only where the target takes it along.
  ///
  /// That is where a has_one of the target leads back, or, for a new record, a has_many that is named as the inverse. A record that is not
  /// valid is left for later.
  ///
  /// ```swift
  /// let ada = try await post.$author.create { $0.name = "Ada" }
  /// // INSERT INTO "authors" …; post.authorID is ada.id, and post.isChanged
  /// ```
  ///
  /// - Throws: ``RecordInvalid`` where the target does not pass validation.
  @discardableResult public func create(_ configure: (Target) throws -> Void = { _ in }) async throws -> Target {
    _ = try reflection.resolved()
    let target = try build(configure)
    try await save(target)
    return target
  }

  /// A new target, saved if it passes validation; its errors tell if not.
  @discardableResult public func createIfValid(_ configure: (Target) throws -> Void = { _ in }) async throws -> Target {
    _ = try reflection.resolved()
    let target = try build(configure)
    do { try await save(target) } catch is RecordInvalid {} catch is RecordNotSaved {} catch is RecordNotDestroyed {}
    return target
  }

  /// Saves a new target, and after it the owner where the target takes it along and it is valid.
  private func save(_ target: Target) async throws {
    guard BelongsToWriting.isTakenAlong(owner, reflection, by: target) else { return try await saveAlone(target) }
    try await reflection.transaction {
      try await saveAlone(target)
      _ = try await owner.saveIfValid()
    }
  }

  private func saveAlone(_ target: Target) async throws {
    BelongsToWriting.setApart(true, owner, reflection, from: target)
    defer { BelongsToWriting.setApart(false, owner, reflection, from: target) }
    try await SaveRunner.run(target, validate: true)
    try assign(target)
  }

  /// Points the owner at a target that was saved; if the row is taken back, the owner points at the new record again.
  private func assign(_ target: Target) throws {
    RecordParticipant.join(owner)?.keep(try reflection.resolved().ownerKey)
    BelongsToWriting.assign(owner, reflection, target)
  }
}

extension HasOneAssociation {
  private var writer: HasOneWriter { HasOneWriter(owner, reflection) }

  /// Replaces the target. For a saved owner the new one is saved and the old one taken away, in one transaction.
  ///
  /// - Throws: ``RecordNotSaved`` where the new target cannot be saved, or the old one not without its owner; then nothing is changed.
  public func set(_ target: Target?) async throws {
    let notice = AssignmentNotice(owner, reflection)
    try await writer.set(target)
    notice?.tell()
  }

  /// A new target, which is saved with the owner; the one it replaces goes then, too.
  @discardableResult public func build(_ configure: (Target) throws -> Void) rethrows -> Target {
    let target = Target()
    writer.prepare(target)
    try configure(target)
    writer.claim(target)
    target._initialized()
    writer.put(built: target)
    return target
  }

  /// A new target, which is saved with the owner; the one it replaces goes then, too.
  @discardableResult public func build() -> Target { build { _ in } }

  /// A new target, saved at once; the one it replaces is taken away, in one transaction.
  ///
  /// ```swift
  /// try await ada.$profile.create { $0.bio = "Mathematician" }
  /// // BEGIN; UPDATE "profiles" SET "author_id" = NULL …; INSERT INTO "profiles" …; COMMIT
  /// ```
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation, ``RecordNotSaved`` where the owner is not saved; then nothing is changed.
  @discardableResult public func create(_ configure: (Target) throws -> Void = { _ in }) async throws -> Target {
    let target = try made(configure)
    try await writer.write(target)
    return target
  }

  /// A new target, saved if it passes validation; its errors tell if not, and nothing is changed then.
  @discardableResult public func createIfValid(_ configure: (Target) throws -> Void = { _ in }) async throws -> Target {
    let target = try made(configure)
    do { try await writer.write(target) } catch is RecordInvalid {} catch is RecordNotSaved {}
    return target
  }

  private func made(_ configure: (Target) throws -> Void) throws -> Target {
    if owner.isNew {
      throw RecordNotSaved(
        model: owner.facts.name,
        "\(reflection.path): the owner has no row yet, so no target can be created. Save it first, or build the target")
    }
    let target = Target()
    try ScopeAttributes.fromScope(of: reflection, on: target, owner: owner)
    CollectionAccess.setInverse(owner, reflection, on: target)
    writer.claim(target)
    try configure(target)
    writer.claim(target)
    target._initialized()
    return target
  }
}

extension BelongsToAssociation where Target == Record {
  /// The class of an open polymorphic target is not known: make a record of a model, and set it.
  @available(*, unavailable, message: "the class is not known: make a record of a model, and set(_:) it")
  public func build() -> Target { Target() }
  /// The class of an open polymorphic target is not known: make a record of a model, and set it.
  @available(*, unavailable, message: "the class is not known: make a record of a model, and set(_:) it")
  public func build(_ configure: (Target) throws -> Void) rethrows -> Target { Target() }
}
