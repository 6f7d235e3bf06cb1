// Found, or made with what was looked for.

extension QuerySource {
  /// The record that fulfils a condition, or a new one with the values that the condition says, saved.
  ///
  /// ```swift
  /// let label = try await ada.labels.findOrCreateBy({ $0.word == "home" }) { $0.colour = "green" }
  /// // SELECT … FROM "labels" WHERE "labels"."author_id" = ? AND "labels"."word" = ? LIMIT ?
  /// // INSERT INTO "labels" ("word", "colour", "author_id") VALUES (?, ?, ?)
  /// ```
  ///
  /// Where another connection inserts the same row in between and a unique index refuses this one, that row is found.
  ///
  /// - Parameters:
  ///   - condition: What the record must fulfil; its equalities become values of a new one.
  ///   - configure: Sets more of a new record.
  /// - Throws: ``RecordInvalid`` where a new one does not pass validation, ``RecordNotSaved`` where the owner of a collection is not saved.
  @discardableResult public func findOrCreateBy(
    _ condition: (Model.Type) -> Condition, _ configure: (Model) throws -> Void = { _ in }
  ) async throws -> Model {
    let narrowed = relation.where(condition)
    if let found = try await narrowed.take() { return found }
    return try await narrowed.createOrTake(configure, throwing: true)
  }

  /// The record that fulfils a condition, or a new one, saved if it passes validation; its errors tell if not.
  @discardableResult public func findOrCreateByIfValid(
    _ condition: (Model.Type) -> Condition, _ configure: (Model) throws -> Void = { _ in }
  ) async throws -> Model {
    let narrowed = relation.where(condition)
    if let found = try await narrowed.take() { return found }
    return try await narrowed.createOrTake(configure, throwing: false)
  }

  /// The record that fulfils a condition, or a new one with the values that the condition says, which is not saved.
  @discardableResult public func findOrBuildBy(
    _ condition: (Model.Type) -> Condition, _ configure: (Model) throws -> Void = { _ in }
  ) async throws -> Model {
    let narrowed = relation.where(condition)
    if let found = try await narrowed.take() { return found }
    return try narrowed.build(configure)
  }

  /// A new record with the values that a condition says, saved; where a unique index has one already, that one.
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation.
  @discardableResult public func createOrFindBy(
    _ condition: (Model.Type) -> Condition, _ configure: (Model) throws -> Void = { _ in }
  ) async throws -> Model {
    try await relation.where(condition).createOrTake(configure, throwing: true)
  }

  /// The first record, or a new one with the values that the query's conditions say, saved.
  ///
  /// - Throws: ``RecordInvalid`` where a new one does not pass validation.
  @discardableResult public func firstOrCreate(_ configure: (Model) throws -> Void = { _ in }) async throws -> Model {
    if let found = try await relation.first() { return found }
    return try await relation.create(configure)
  }

  /// The first record, or a new one with the values that the query's conditions say, which is not saved.
  @discardableResult public func firstOrBuild(_ configure: (Model) throws -> Void = { _ in }) async throws -> Model {
    if let found = try await relation.first() { return found }
    return try relation.build(configure)
  }
}

extension Relation {
  /// Inserts, and takes the row that is there where a unique index refuses. The attempt is a savepoint inside a transaction.
  fileprivate nonisolated(nonsending) func createOrTake(
    _ configure: (Model) throws -> Void, throwing: Bool
  ) async throws -> Model {
    do {
      return try await core.facts.database.transaction(requiresNew: true) {
        throwing ? try await create(configure) : try await createIfValid(configure, refusedIsThrown: true)
      }
    } catch let error as DatabaseError where error.code == .uniqueViolation {
      if let found = try await take() { return found }
      throw error
    } catch let error as RecordInvalid where error.refusal != nil {
      // A validation of uniqueness made the refusal an error of the record.
      if let found = try await take() { return found }
      throw error
    }
  }
}

extension RecordProtocol where Self: Record {
  /// The record that fulfils a condition, or a new one with the values that the condition says, saved.
  ///
  /// - Throws: ``RecordInvalid`` where a new one does not pass validation.
  @discardableResult public static func findOrCreateBy(
    _ condition: (Self.Type) -> Condition, _ configure: (Self) throws -> Void = { _ in }
  ) async throws -> Self { try await all().findOrCreateBy(condition, configure) }

  /// The record that fulfils a condition, or a new one, saved if it passes validation; its errors tell if not.
  @discardableResult public static func findOrCreateByIfValid(
    _ condition: (Self.Type) -> Condition, _ configure: (Self) throws -> Void = { _ in }
  ) async throws -> Self { try await all().findOrCreateByIfValid(condition, configure) }

  /// The record that fulfils a condition, or a new one with the values that the condition says, which is not saved.
  @discardableResult public static func findOrBuildBy(
    _ condition: (Self.Type) -> Condition, _ configure: (Self) throws -> Void = { _ in }
  ) async throws -> Self { try await all().findOrBuildBy(condition, configure) }

  /// A new record with the values that a condition says, saved; where a unique index has one already, that one.
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation.
  @discardableResult public static func createOrFindBy(
    _ condition: (Self.Type) -> Condition, _ configure: (Self) throws -> Void = { _ in }
  ) async throws -> Self { try await all().createOrFindBy(condition, configure) }
}
