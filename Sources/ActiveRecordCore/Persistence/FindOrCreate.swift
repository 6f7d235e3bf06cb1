// Finding a record, or making the one that is missing: what a condition compares for equality, the new record gets.

extension Relation {
  /// A new record with the values that the query's conditions compare for equality; nothing is saved.
  ///
  /// ```swift
  /// let draft = Post.where { $0.author == ada && $0.published == false }.build { $0.title = "New" }
  /// ```
  public func build(_ configure: (Model) throws -> Void) rethrows -> Model {
    let record = Model()
    try? ScopeAttributes.set(from: core, on: record)
    if let origin { SingularAccess.setInverse(record, origin.inverse, origin.owner) }
    try configure(record)
    return record
  }

  /// A new record with the values that the query's conditions compare for equality; nothing is saved.
  public func build() -> Model { build { _ in } }

  /// A new record with the values that the query's conditions compare for equality, saved.
  ///
  /// - Throws: ``RecordInvalid`` where it does not pass validation.
  @discardableResult public func create(_ configure: (Model) throws -> Void = { _ in }) async throws -> Model {
    if let failure = core.failure { throw failure }
    let record = try build(configure)
    try await record.save()
    return record
  }

  /// The first record that fulfils a condition, or a new one that does; nothing is saved.
  ///
  /// ```swift
  /// let topic = try await Topic.all().findOrInitializeBy { $0.name == "Swift" }
  /// ```
  public func findOrInitializeBy(
    _ condition: (Model.Type) -> Condition, _ configure: (Model) throws -> Void = { _ in }
  ) async throws -> Model {
    if let record = try await findBy(condition) { return record }
    return try self.where(condition).build(configure)
  }

  /// The first record that fulfils a condition, or a new one that does, saved.
  ///
  /// ```swift
  /// let topic = try await Topic.all().findOrCreateBy { $0.name == "Swift" }
  /// // SELECT … WHERE "topics"."name" = ? LIMIT ?
  /// // INSERT INTO "topics" ("name") VALUES (?)
  /// ```
  ///
  /// Where another process inserted it in between, and a unique index tells, that record is found.
  @discardableResult public func findOrCreateBy(
    _ condition: (Model.Type) -> Condition, _ configure: (Model) throws -> Void = { _ in }
  ) async throws -> Model {
    if let record = try await findBy(condition) { return record }
    return try await createOrFindBy(condition, configure)
  }

  /// A new record that fulfils a condition, saved; or the one that is there, where a unique index refuses a second one.
  @discardableResult public func createOrFindBy(
    _ condition: (Model.Type) -> Condition, _ configure: (Model) throws -> Void = { _ in }
  ) async throws -> Model {
    let narrowed = self.where(condition)
    return try await CreateOrFind.run(or: { try await narrowed.take() }) { try await narrowed.create(configure) }
  }
}

extension ManyAssociation {
  /// The first member that fulfils a condition, or a new one that does; it is saved with the owner.
  public func findOrInitializeBy(
    _ condition: (Element.Type) -> Condition, _ configure: (Element) throws -> Void = { _ in }
  ) async throws -> Element {
    if let record = try await findBy(condition) { return record }
    let values = relation.where(condition).core
    return try build { member in
      try ScopeAttributes.set(from: values, on: member)
      try configure(member)
    }
  }

  /// The first member that fulfils a condition, or a new one that does, saved.
  ///
  /// ```swift
  /// let draft = try await ada.posts.findOrCreateBy({ $0.title == "Draft" }) { $0.views = 1 }
  /// ```
  @discardableResult public func findOrCreateBy(
    _ condition: (Element.Type) -> Condition, _ configure: (Element) throws -> Void = { _ in }
  ) async throws -> Element {
    if let record = try await findBy(condition) { return record }
    return try await createOrFindBy(condition, configure)
  }

  /// A new member that fulfils a condition, saved; or the one that is there, where a unique index refuses a second one.
  @discardableResult public func createOrFindBy(
    _ condition: (Element.Type) -> Condition, _ configure: (Element) throws -> Void = { _ in }
  ) async throws -> Element {
    let narrowed = relation.where(condition)
    return try await CreateOrFind.run(or: { try await narrowed.take() }) {
      try await create { member in
        try ScopeAttributes.set(from: narrowed.core, on: member)
        try configure(member)
      }
    }
  }
}

extension RecordProtocol where Self: Record {
  /// The first record that fulfils a condition, or a new one that does; nothing is saved.
  public static func findOrInitializeBy(
    _ condition: (Self.Type) -> Condition, _ configure: (Self) throws -> Void = { _ in }
  ) async throws -> Self { try await all().findOrInitializeBy(condition, configure) }
  /// The first record that fulfils a condition, or a new one that does, saved.
  @discardableResult public static func findOrCreateBy(
    _ condition: (Self.Type) -> Condition, _ configure: (Self) throws -> Void = { _ in }
  ) async throws -> Self { try await all().findOrCreateBy(condition, configure) }
  /// A new record that fulfils a condition, saved; or the one that is there, where a unique index refuses a second one.
  @discardableResult public static func createOrFindBy(
    _ condition: (Self.Type) -> Condition, _ configure: (Self) throws -> Void = { _ in }
  ) async throws -> Self { try await all().createOrFindBy(condition, configure) }
}

/// Lets a unique index decide who was first.
enum CreateOrFind {
  static nonisolated(nonsending) func run<R>(
    or find: nonisolated(nonsending) () async throws -> R?, _ create: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    do { return try await Database.current.transaction(requiresNew: true) { try await create() } } catch let error as DatabaseError {
      guard error.code == .uniqueViolation, let known = try await find() else { throw error }
      return known
    }
  }
}
