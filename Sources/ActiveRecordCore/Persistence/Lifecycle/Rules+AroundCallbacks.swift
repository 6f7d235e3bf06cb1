// Around an operation: before and after in one place. What is given must be called, or the operation is stopped, as by `Halt`.

extension Rules {
  /// Runs around inserting or updating a row and saving its children.
  ///
  /// ```swift
  /// post.aroundSave { post, save in
  ///   let start = ContinuousClock.now
  ///   try await save()
  ///   print("saved in", start.duration(to: .now))
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record.
  ///   - body: Gets the record, and what it must call for the save to go on.
  public func aroundSave(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model, () async throws -> Void) async throws -> Void
  ) { around(.aroundSave, [.create, .update], condition, body) }

  /// Runs around inserting a row.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record.
  ///   - body: Gets the record, and what it must call for the save to go on.
  public func aroundCreate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model, () async throws -> Void) async throws -> Void
  ) { around(.aroundCreate, .create, condition, body) }

  /// Runs around updating a row.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record.
  ///   - body: Gets the record, and what it must call for the save to go on.
  public func aroundUpdate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model, () async throws -> Void) async throws -> Void
  ) { around(.aroundUpdate, .update, condition, body) }

  /// Runs around deleting a row and what depends on it.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record.
  ///   - body: Gets the record, and what it must call for the destruction to go on.
  public func aroundDestroy(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model, () async throws -> Void) async throws -> Void
  ) { around(.aroundDestroy, .destroy, condition, body) }
}
