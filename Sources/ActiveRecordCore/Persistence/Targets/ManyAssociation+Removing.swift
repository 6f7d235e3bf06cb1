// Members that go.

extension ManyAssociation {
  /// Takes members out: their key becomes `NULL`, or what `dependent` says; of joined members, the join rows go.
  ///
  /// ```swift
  /// try await ada.posts.remove(draft)
  /// // UPDATE "posts" SET "author_id" = NULL WHERE "posts"."author_id" = ? AND "posts"."id" = ?
  /// ```
  ///
  /// - Throws: ``RecordNotSaved`` where a callback stops it, ``RecordNotDestroyed`` where a member refuses to be destroyed.
  public func remove(_ members: Element...) async throws { try await writer.remove(members) }

  /// Takes members out.
  ///
  /// - Throws: ``RecordNotSaved`` where a callback stops it, ``RecordNotDestroyed`` where a member refuses to be destroyed.
  public func remove(_ members: [Element]) async throws { try await writer.remove(members) }

  /// Takes the members with these keys out.
  ///
  /// - Returns: The members that went.
  /// - Throws: ``RecordNotFound`` where one is no member; then nothing is changed.
  @discardableResult public func remove(ids: Int...) async throws -> [Element] {
    try await remove(keys: ids.map { .int(Int64($0)) })
  }

  /// Destroys members, with their callbacks; of joined members, the join records.
  ///
  /// - Throws: ``RecordNotDestroyed`` where one refuses; then nothing is changed.
  public func destroy(_ members: Element...) async throws { try await writer.destroy(members) }

  /// Destroys members, with their callbacks; of joined members, the join records.
  ///
  /// - Throws: ``RecordNotDestroyed`` where one refuses; then nothing is changed.
  public func destroy(_ members: [Element]) async throws { try await writer.destroy(members) }

  /// Destroys the members with these keys.
  ///
  /// - Returns: The members that went.
  /// - Throws: ``RecordNotFound`` where one is no member; then nothing is changed.
  @discardableResult public func destroy(ids: Int...) async throws -> [Element] {
    try await destroy(keys: ids.map { .int(Int64($0)) })
  }

  /// Destroys every member, with its callbacks.
  ///
  /// - Returns: The members that went.
  @discardableResult public func destroyAll() async throws -> [Element] {
    let members = try await load()
    try await writer.destroy(members)
    CollectionAccess.state(owner, reflection).isLoaded = true
    return members
  }

  /// Takes every member out, by one statement: no callback of a member runs.
  ///
  /// ```swift
  /// try await ada.posts.removeAll(.deleteAll)
  /// // DELETE FROM "posts" WHERE "posts"."author_id" = ?
  /// ```
  ///
  /// - Parameter strategy: `.nullify`, `.deleteAll` or `.destroy`; what `dependent` says where it is left out.
  /// - Returns: How many went.
  /// - Throws: ``AssociationError`` for a strategy that takes nothing out.
  @discardableResult public func removeAll(_ strategy: Dependent? = nil) async throws -> Int { try await writer.removeAll(by: strategy) }

  /// Takes every member out: Rails' `clear`.
  public func clear() async throws { _ = try await writer.removeAll(by: nil) }
}
