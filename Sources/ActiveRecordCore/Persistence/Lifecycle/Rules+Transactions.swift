// Callbacks that run when the transaction of a write has ended.

extension Rules {
  /// Runs after the transaction that wrote the row was committed.
  ///
  /// - Parameters:
  ///   - actions: What must happen to the row.
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func afterCommit(
    on actions: Action = .all, if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterCommit, actions, condition, body) }

  /// Runs after the transaction that wrote the row was committed. Names a method.
  public func afterCommit(
    on actions: Action = .all, if condition: (@Sendable (Model) -> Bool)? = nil,
    _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterCommit, actions, condition) { try await method($0)() } }

  /// Runs after the transaction that wrote the row was rolled back, and the record restored.
  ///
  /// - Parameters:
  ///   - actions: What must happen to the row.
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func afterRollback(
    on actions: Action = .all, if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterRollback, actions, condition, body) }

  /// Runs after the transaction that wrote the row was rolled back, and the record restored. Names a method.
  public func afterRollback(
    on actions: Action = .all, if condition: (@Sendable (Model) -> Bool)? = nil,
    _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterRollback, actions, condition) { try await method($0)() } }
}
