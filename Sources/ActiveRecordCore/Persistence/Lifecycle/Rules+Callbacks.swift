// The points in a record's life. Each takes a closure, or the name of a method: `post.beforeSave(Post.announce)`.

extension Rules {
  /// Runs before a record is validated.
  ///
  /// - Parameters:
  ///   - actions: What must happen to the row.
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func beforeValidation(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.beforeValidation, actions, condition, body) }

  /// Runs before a record is validated. Names a method.
  public func beforeValidation(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.beforeValidation, actions, condition) { try await method($0)() } }

  /// Runs after a record was validated.
  ///
  /// - Parameters:
  ///   - actions: What must happen to the row.
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func afterValidation(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterValidation, actions, condition, body) }

  /// Runs after a record was validated. Names a method.
  public func afterValidation(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterValidation, actions, condition) { try await method($0)() } }

  /// Runs before a row is inserted or updated.
  ///
  /// - Parameters:
  ///   - actions: What must happen to the row.
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func beforeSave(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.beforeSave, actions, condition, body) }

  /// Runs before a row is inserted or updated. Names a method.
  public func beforeSave(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.beforeSave, actions, condition) { try await method($0)() } }

  /// Runs after a row was inserted or updated, and its children saved.
  ///
  /// - Parameters:
  ///   - actions: What must happen to the row.
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func afterSave(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterSave, actions, condition, body) }

  /// Runs after a row was inserted or updated, and its children saved. Names a method.
  public func afterSave(
    on actions: Action = [.create, .update], if condition: (@Sendable (Model) -> Bool)? = nil,
    _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterSave, actions, condition) { try await method($0)() } }

  /// Runs before a row is inserted.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func beforeCreate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.beforeCreate, .create, condition, body) }

  /// Runs before a row is inserted. Names a method.
  public func beforeCreate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.beforeCreate, .create, condition) { try await method($0)() } }

  /// Runs after a row was inserted, and its children saved.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func afterCreate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterCreate, .create, condition, body) }

  /// Runs after a row was inserted, and its children saved. Names a method.
  public func afterCreate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterCreate, .create, condition) { try await method($0)() } }

  /// Runs before a row is updated.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func beforeUpdate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.beforeUpdate, .update, condition, body) }

  /// Runs before a row is updated. Names a method.
  public func beforeUpdate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.beforeUpdate, .update, condition) { try await method($0)() } }

  /// Runs after a row was updated, and its children saved.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func afterUpdate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterUpdate, .update, condition, body) }

  /// Runs after a row was updated, and its children saved. Names a method.
  public func afterUpdate(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterUpdate, .update, condition) { try await method($0)() } }

  /// Runs before a record and its dependents are destroyed.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func beforeDestroy(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.beforeDestroy, .destroy, condition, body) }

  /// Runs before a record and its dependents are destroyed. Names a method.
  public func beforeDestroy(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.beforeDestroy, .destroy, condition) { try await method($0)() } }

  /// Runs when the dependents of a record that is destroyed are dealt with, and before its row is deleted.
  ///
  /// In Rails a `before_destroy` that stands below the associations runs here, and one that stands above them runs before the
  /// dependents; in Swift the name says it.
  ///
  /// ```swift
  /// firm.afterDependents { firm in log("the plants of \(firm.name) are gone") }
  /// ```
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, and brings back the dependents; other errors are thrown on.
  public func afterDependents(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterDependents, .destroy, condition, body) }

  /// Runs when the dependents of a record that is destroyed are dealt with. Names a method.
  public func afterDependents(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterDependents, .destroy, condition) { try await method($0)() } }

  /// Runs after a row was deleted.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record; `\.published` will do.
  ///   - body: What to do; ``Halt`` stops the operation, other errors are thrown on.
  public func afterDestroy(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterDestroy, .destroy, condition, body) }

  /// Runs after a row was deleted. Names a method.
  public func afterDestroy(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterDestroy, .destroy, condition) { try await method($0)() } }
}
