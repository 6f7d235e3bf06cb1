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

  /// Runs for each record that was found, and for each new one whose first values are set: by the memberwise initialiser, by
  /// `Post { … }`, by `build` and `create`.
  ///
  /// A bare `Post()` is not told: it has no values yet. What a property begins with is said where it is declared.
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
