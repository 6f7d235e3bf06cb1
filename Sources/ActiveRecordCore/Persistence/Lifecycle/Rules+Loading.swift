// Records that come into being in memory: found in the database, or made by an initialiser.

extension Rules {
  /// Runs for each record that was found in the database, before anyone else sees it.
  ///
  /// ```swift
  /// post.afterFind { $0.loadedTitle = $0.title }
  /// ```
  ///
  /// - Parameter body: What to do; it cannot wait, since rows are read one after the other.
  public func afterFind(_ body: @escaping @Sendable (Model) throws -> Void) {
    book.loads?.found.append { try body(unsafeDowncast($0, to: Model.self)) }
  }

  /// What every query over the model begins with: its own, those of associations to it, preloads and joins.
  ///
  /// ```swift
  /// letter.defaultScope { $0.where { $0.deletedAt.isNil } }
  /// // SELECT … FROM "letters" WHERE "letters"."deleted_at" IS NULL
  /// ```
  ///
  /// `Letter.unscoped()` is without it, and `unscope(where:)` takes away a part. The scopes of the classes above, and several of one class,
  /// hold together. What is built through a query or an association gets the values that the scope compares for equality; a column that an
  /// association's own scope compares is left to that one. Saving, destroying and reloading a record go by its key alone.
  ///
  /// - Parameter scope: The query that a query over every record is narrowed to.
  public func defaultScope(_ scope: @escaping @Sendable (Relation<Model>) -> Relation<Model>) {
    book.loads?.scopes.append(ScopeBox { scope(Relation<Model>($0)).core })
  }

  /// Runs for each record that was found, and for each new one whose first values are set: by the memberwise initialiser, by
  /// `Post { … }`, by `build` and `create`.
  ///
  /// A bare `Post()` is not told: it has no values yet. What a property begins with is said where it is declared. Where what it makes makes
  /// the same again, fifty are made, and saving one of them throws a ``ModelError``.
  ///
  /// - Parameter body: What to do; it cannot wait.
  public func afterInitialize(_ body: @escaping @Sendable (Model) -> Void) {
    book.loads?.initialized.append { body(unsafeDowncast($0, to: Model.self)) }
  }

  /// Runs after a record was touched: its times were set without anything else.
  ///
  /// - Parameters:
  ///   - condition: What must hold for the record.
  ///   - body: What to do.
  public func afterTouch(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ body: @escaping @Sendable (Model) async throws -> Void
  ) { on(.afterTouch, .all, condition, body) }

  /// Runs after a record was touched. Names a method.
  public func afterTouch(
    if condition: (@Sendable (Model) -> Bool)? = nil, _ method: @escaping @Sendable (Model) -> () async throws -> Void
  ) { on(.afterTouch, .all, condition) { try await method($0)() } }
}
