// Writing to collections. Members of a saved owner are saved at once, those of an unsaved owner with it.

extension ManyAssociation {
  private var writer: CollectionWriter { CollectionWriter(owner, reflection) }

  /// A new member, which knows its owner and is saved with it.
  ///
  /// ```swift
  /// let draft = ada.posts.build { $0.title = "Draft" }
  /// ```
  @discardableResult public func build(_ configure: (Element) throws -> Void) rethrows -> Element {
    let member = Element()
    CollectionAccess.setInverse(owner, reflection, on: member)
    prepare(member)
    try configure(member)
    member._initialized()
    writer.keep(member)
    return member
  }

  /// A new member, which knows its owner and is saved with it.
  @discardableResult public func build() -> Element { build { _ in } }

  /// What the owner and the scope say about a new member. A declaration that cannot be resolved is told when it is saved.
  private func prepare(_ member: Element) {
    try? ScopeAttributes.fromScope(of: reflection, on: member, owner: owner)
    if !reflection.isThrough, reflection.kind != .hasAndBelongsToMany {
      try? ForeignKeys.set(on: member, reflection, owner: owner)
    }
  }

  /// A new member, saved at once.
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation, ``RecordNotSaved`` where the owner is not saved.
  @discardableResult public func create(_ configure: (Element) throws -> Void = { _ in }) async throws -> Element {
    if owner.isNew {
      throw RecordNotSaved(
        model: owner.facts.name,
        "\(reflection.path): the owner has no row yet, so no member can be created. Save it first, or build the member")
    }
    let member = Element()
    CollectionAccess.setInverse(owner, reflection, on: member)
    prepare(member)
    try configure(member)
    member._initialized()
    try await writer.append([member])
    return member
  }

  /// A new member, saved if it passes validation; its errors tell if not.
  @discardableResult public func createIfValid(_ configure: (Element) throws -> Void = { _ in }) async throws -> Element {
    let before = CollectionAccess.known(owner, reflection).count
    do { return try await create(configure) } catch is RecordInvalid {
      let known = CollectionAccess.known(owner, reflection)
      guard known.count > before, let member = known.last else {
        throw RecordNotSaved(model: Element._facts.name, "the member was not saved")
      }
      return unsafeDowncast(member, to: Element.self)
    }
  }

  /// Adds members.
  ///
  /// - Throws: ``RecordInvalid`` where one does not pass validation; then none is added to the database.
  public func append(_ members: Element...) async throws { try await writer.append(members) }
  /// Adds members.
  public func append(_ members: [Element]) async throws { try await writer.append(members) }

  /// Adds a member, if it passes validation.
  ///
  /// - Returns: Whether it was saved, or will be with its owner.
  public func appendIfValid(_ member: Element) async throws -> Bool {
    do {
      try await writer.append([member])
      return true
    } catch is RecordInvalid { return false }
  }

  /// Takes members out: their key becomes `NULL`, or what `dependent` says; of joined members, the join rows go.
  public func remove(_ members: Element...) async throws { try await writer.remove(members) }
  /// Takes members out.
  public func remove(_ members: [Element]) async throws { try await writer.remove(members) }

  /// Takes every member out, by one statement.
  ///
  /// - Parameter strategy: `.nullify`, `.deleteAll` or `.destroy`; what `dependent` says where it is left out.
  public func removeAll(_ strategy: Dependent? = nil) async throws { try await writer.removeAll(by: strategy) }
  /// Takes every member out: Rails' `clear`.
  public func clear() async throws { try await writer.removeAll(by: nil) }

  /// Destroys members, with their callbacks; of joined members, the join rows.
  public func destroy(_ members: Element...) async throws { try await writer.destroy(members) }
  /// Destroys members, with their callbacks; of joined members, the join rows.
  public func destroy(_ members: [Element]) async throws { try await writer.destroy(members) }
  /// Destroys every member, with its callbacks.
  public func destroyAll() async throws {
    try await writer.destroy(CollectionLoader.load(owner, reflection))
    CollectionAccess.state(owner, reflection).isLoaded = true
  }

  /// Makes these the members: others are taken out, missing ones added, in one transaction.
  ///
  /// - Throws: ``RecordNotSaved`` where one cannot be saved; then nothing is changed.
  public func replace(with members: [Element]) async throws { try await writer.replace(with: members) }

  /// Makes the records with these keys the members.
  ///
  /// - Throws: ``RecordNotFound`` where a key has no record; then nothing is changed.
  public func replace(withIDs ids: [Int]) async throws { try await writer.replace(withKeys: ids.map { .int(Int64($0)) }) }
}
