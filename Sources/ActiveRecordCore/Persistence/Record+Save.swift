extension Record {
  /// Saves the record, its new children and its new parents, in one transaction.
  ///
  /// ```swift
  /// post.title = "New"
  /// try await post.save()
  /// // BEGIN; UPDATE "posts" SET "title" = ? WHERE "posts"."id" = ?; COMMIT
  /// ```
  ///
  /// - Parameters:
  ///   - validate: Whether validations run.
  ///   - context: The context of the validations.
  ///   - touch: Whether `updatedAt` is set.
  /// - Throws: ``RecordInvalid`` where validation fails, ``RecordNotSaved`` where a callback stops the save, ``RecordNotDestroyed`` where
  ///   one keeps a member that was marked for destruction, ``DatabaseError``.
  public final func save(validate: Bool = true, in context: ValidationContext? = nil, touch: Bool = true) async throws {
    try await SaveRunner.run(self, validate: validate, in: context, touch: touch)
  }

  /// Saves the record if it is valid: Rails' `save`.
  ///
  /// - Returns: Whether it was saved; if not, ``errors`` tells why.
  public final func saveIfValid(in context: ValidationContext? = nil) async throws -> Bool {
    do {
      try await SaveRunner.run(self, validate: true, in: context)
      return true
    } catch is RecordInvalid { return false } catch is RecordNotSaved { return false } catch is RecordNotDestroyed { return false }
  }

  /// Whether the record passes validation; ``errors`` tells why not.
  public final func isValid(in context: ValidationContext? = nil) async throws -> Bool {
    try await Validation.run(self, in: context)
  }

  /// Destroys the record and what depends on it, with callbacks, in one transaction.
  ///
  /// - Throws: ``RecordNotDestroyed`` where a callback or a dependent stops it, ``DeleteRestricted``, ``DatabaseError``.
  public final func destroy() async throws { try await DestroyRunner.run(self) }

  /// Destroys the record if nothing forbids it: Rails' `destroy`.
  ///
  /// - Returns: Whether it was destroyed; if not, ``errors`` tells why.
  public final func destroyIfAllowed() async throws -> Bool {
    do {
      try await DestroyRunner.run(self)
      return true
    } catch is RecordNotDestroyed { return false }
  }

  /// Deletes the row, without callbacks and without looking at what depends on it.
  public final func delete() async throws { try await RecordDeletion.delete(self) }

  /// Marks the record: it is destroyed when its owner is saved, if the association is autosaved.
  public final func markForDestruction() { _flags.insert(.markedForDestruction) }
  /// Whether the record goes when its owner is saved.
  public final var isMarkedForDestruction: Bool { _flags.contains(.markedForDestruction) }
}

extension RecordProtocol where Self: Record {
  /// A new record, saved.
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation.
  @discardableResult public static func create(_ configure: (Self) throws -> Void = { _ in }) async throws -> Self {
    let record = try Self(configure)
    try await record.save()
    return record
  }

  /// A new record, saved if it passes validation; its errors tell if not.
  @discardableResult public static func createIfValid(_ configure: (Self) throws -> Void = { _ in }) async throws -> Self {
    let record = try Self(configure)
    return try await record.saveIfValid() ? record : record
  }

  /// Changes the record and saves it.
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation.
  public func update(_ change: (Self) throws -> Void) async throws {
    try change(self)
    try await save()
  }

  /// Changes the record and saves it if it passes validation.
  public func updateIfValid(_ change: (Self) throws -> Void) async throws -> Bool {
    try change(self)
    return try await saveIfValid()
  }

  /// Takes the row's values as they are in the database now, and forgets loaded associations and changes.
  ///
  /// Where strict loading is on for the record, its loaded associations are loaded again, by a query each.
  ///
  /// - Parameter lock: How the row is locked until the transaction ends: `FOR UPDATE`. Not at all where it is left out.
  /// - Throws: ``RecordNotFound`` where the row is gone.
  @discardableResult public func reload(lock: String? = nil) async throws -> Self {
    try await Reloading.run(self, lock: lock)
    return self
  }
}

/// Reads a record's row again.
enum Reloading {
  static nonisolated(nonsending) func run(_ record: Record, lock: String? = nil) async throws {
    let facts = record.facts
    var core = RelationCore(facts.root)
    core.conditions.append(core.column(facts.layout.key.name).equals(record.originalKey))
    core.limit = 1
    core.lock = lock
    guard let fresh = try await RelationLoader.records(core, cause: .of(facts, "reloaded")).first else {
      throw facts.notFound([record.originalKey], conditions: false)
    }
    let loaded = record.strictLoadingMode == .all ? AssociationNames.loaded(on: record) : []
    for index in facts.ownIndexes { try record._assign(index, fresh._value(index)) }
    record.forgetChanges()
    record._extras?.associations = []
    record._extras?.errors.clear()
    record._flags.insert(.persisted)
    record._flags.remove([.markedForDestruction, .wasNew])
    record.leaveContext()
    if !loaded.isEmpty { try await Preloader.run(PreloadTree(loaded), on: [record]) }
  }
}

extension AssociationNames {
  /// The associations that are loaded: where strict loading is on, they could not be loaded again one by one.
  fileprivate static func loaded(on record: Record) -> [[String]] {
    record.facts.associations.all.filter { AssociationLoad.isLoaded(record, $0) }.map { [$0.name] }
  }
}

extension Database {
  /// Runs `body` in a transaction of the current database.
  @discardableResult public static func transaction<R>(
    requiresNew: Bool = false, isolation: IsolationLevel? = nil, retrying retry: TransactionRetry = .never, timeout: Duration? = nil,
    file: StaticString = #fileID, line: UInt = #line, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    try await current.transaction(
      requiresNew: requiresNew, isolation: isolation, retrying: retry, timeout: timeout, file: file, line: line, body)
  }

  /// Runs `body` in a transaction of the current database that holds a lock of a name: of all that ask for it, one runs after the other.
  @discardableResult public static func withAdvisoryLock<R>(
    _ name: String, waiting patience: Duration = .seconds(60), _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    try await current.withAdvisoryLock(name, waiting: patience, body)
  }
}
