extension RecordProtocol where Self: Record {
  /// A new record with attributes and members, not saved.
  public static func build(_ attributes: Attributes<Self>) async throws -> Self {
    let record = Self()
    try await record.assign(attributes)
    record._initialized()
    return record
  }

  /// A new record with attributes and members, saved.
  ///
  /// ```swift
  /// try await Author.create(Attributes { $0.name = "Ada"; $0.posts = [.new { $0.title = "a" }] })
  /// // INSERT INTO "authors" …; INSERT INTO "posts" …
  /// ```
  ///
  /// - Throws: ``RecordInvalid`` where it, or a member, does not pass validation.
  @discardableResult public static func create(_ attributes: Attributes<Self>) async throws -> Self {
    let record = try await build(attributes)
    try await record.save()
    return record
  }

  /// A new record with attributes and members, saved if it passes validation; its errors tell if not.
  @discardableResult public static func createIfValid(_ attributes: Attributes<Self>) async throws -> Self {
    let record = try await build(attributes)
    return try await record.saveIfValid() ? record : record
  }

  /// Takes attributes and those of members; nothing is saved. Members that are named by key are loaded, by one query.
  ///
  /// - Throws: ``RecordNotFound`` where a key is none of the record's members, ``TooManyRecords``, ``ModelError``.
  public func assign(_ attributes: Attributes<Self>) async throws {
    try await AttributeWriter.assign(attributes.changes, to: self)
  }

  /// Takes attributes and those of members, and saves, in one transaction.
  ///
  /// ```swift
  /// try await ada.update(form.decode(json: body))
  /// ```
  ///
  /// - Throws: ``RecordInvalid`` where the record or a member does not pass validation, ``RecordNotFound``, ``TooManyRecords``.
  public func update(_ attributes: Attributes<Self>) async throws {
    try await facts.database.transaction {
      try await assign(attributes)
      try await save()
    }
  }

  /// Takes attributes and those of members, and saves if all of them pass validation; ``Record/errors`` tells if not.
  public func updateIfValid(_ attributes: Attributes<Self>) async throws -> Bool {
    do {
      try await update(attributes)
      return true
    } catch is RecordInvalid { return false } catch is RecordNotSaved { return false }
  }
}
