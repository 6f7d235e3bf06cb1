// Writing to collections. Members of a saved owner are saved at once, those of an unsaved owner with it.

extension ManyAssociation {
  var writer: CollectionWriter { CollectionWriter(owner, reflection) }

  /// Adds members.
  ///
  /// ```swift
  /// try await ada.posts.append(draft, second)
  /// // BEGIN; INSERT INTO "posts" …; UPDATE "posts" SET "author_id" = ? WHERE "posts"."id" = ?; COMMIT
  /// ```
  ///
  /// - Throws: ``RecordInvalid`` where one does not pass validation, ``RecordNotSaved`` where a callback stops it; then none is added to
  ///   the database. One that is invalid stays in memory, unsaved.
  public func append(_ members: Element...) async throws { try await writer.append(members) }
  /// Adds members.
  ///
  /// - Throws: ``RecordInvalid`` where one does not pass validation, ``RecordNotSaved`` where a callback stops it.
  public func append(_ members: [Element]) async throws { try await writer.append(members) }

  /// Adds a member, if it passes validation and no callback stops it.
  ///
  /// - Returns: Whether it was saved, or will be with its owner.
  public func appendIfValid(_ member: Element) async throws -> Bool {
    do {
      try await writer.append([member])
      return true
    } catch is RecordInvalid { return false } catch is RecordNotSaved { return false }
  }

  /// Makes these the members: others are taken out, missing ones added, in one transaction.
  ///
  /// ```swift
  /// try await ada.posts.replace(with: [first, second])
  /// ```
  ///
  /// - Throws: ``RecordNotSaved`` where one cannot be saved; then nothing is changed, in memory either.
  public func replace(with members: [Element]) async throws { try await writer.replace(with: members) }

  /// Makes the records with these keys the members.
  ///
  /// - Throws: ``RecordNotFound`` where a key has no record; then nothing is changed.
  public func replace(withIDs ids: [Int]) async throws { try await writer.replace(withKeys: ids.map { .int(Int64($0)) }) }

  /// Makes the records with these keys the members: keys that are no integers, or keys as a form sends them.
  ///
  /// ```swift
  /// try await post.tags.replace(withIDs: form.tagIDs)  // ["3", "", "5"]
  /// ```
  ///
  /// Blank keys and `nil` are left out, as in Rails; text becomes what the members' key is.
  ///
  /// - Throws: ``RecordNotFound`` where a key has no record, ``ModelError`` where the members' key is of another kind; then nothing
  ///   is changed.
  public func replace<Key: ColumnValue>(withIDs ids: [Key]) async throws {
    try await writer.replace(withKeys: Element._facts.keys(given: ids))
  }
}
