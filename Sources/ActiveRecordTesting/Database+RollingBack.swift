public import ActiveRecord

extension Database {
  /// Runs `body` in a transaction that is taken back at the end, so that a test leaves nothing in a database that others use, too.
  ///
  /// ```swift
  /// try await database.rollingBack {
  ///   try await Author.create { $0.name = "Ada" }
  ///   #expect(try await Author.count() == 1)
  /// }
  /// // BEGIN … INSERT … SELECT COUNT(*) … ROLLBACK
  /// ```
  ///
  /// Each call has a connection of its own, so tests may run at the same time; on SQLite those that write wait for each other. Transactions
  /// inside are part of it, or savepoints. Callbacks after a commit do not run, since nothing is committed; those after a rollback do.
  ///
  /// - Returns: What `body` returns. Records that were made in it are new again.
  /// - Throws: What `body` throws, and ``DatabaseError``.
  @discardableResult public nonisolated(nonsending) func rollingBack<R>(
    _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    var result: R?
    do {
      try await use {
        try await transaction(requiresNew: true) { () async throws -> Void in
          result = try await body()
          throw TakenBack()
        }
      }
    } catch is TakenBack {
      if let result { return result }
    }
    throw CancellationError()
  }
}

/// Ends a transaction that is not to be kept.
private struct TakenBack: Error {}
