extension Database {
  /// Runs `body` in a transaction that holds a lock of a name: of all that ask for the same name, one runs after the other.
  ///
  /// ```swift
  /// try await database.withAdvisoryLock("nightly report") {
  ///   if try await Report.exists({ $0.day == today }) { return }
  ///   try await Report.create { $0.day = today }
  /// }
  /// // BEGIN … SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) … COMMIT
  /// ```
  ///
  /// The lock stands for nothing but its name: rows are not locked, and who does not ask for it is not kept waiting. It is given back when
  /// the transaction has ended, however it ended; inside of another transaction, with that one. On SQLite a transaction that writes keeps
  /// every other one out, whatever the name.
  ///
  /// - Parameters:
  ///   - name: What the lock is for.
  ///   - patience: How long to wait for it. SQLite waits as long as for any other writer.
  ///   - body: What to do; it may await.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws, and ``DatabaseError`` with the code `busy` where the lock did not come free.
  @discardableResult public nonisolated(nonsending) func withAdvisoryLock<R>(
    _ name: String, waiting patience: Duration = .seconds(60), _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    try await transaction {
      try await takeLock(name, patience)
      return try await body()
    }
  }

  private nonisolated(nonsending) func takeLock(_ name: String, _ patience: Duration) async throws {
    // This sends `BEGIN`, which is all that an engine with one writer needs.
    let lease = try await Lease.take(.writing, of: self)
    defer { lease.end() }
    guard let lock = dialect.advisoryLock else { return }
    if let release = lock.release { Session.current(of: self)?.unlock = release }
    let start = ContinuousClock.now
    var pause = Duration.milliseconds(5)
    while true {
      var isTaken = false
      try await lease.run(RenderedSQL(lock.take, [.text(name)]), cause: QueryCause("the lock '\(name)'")) { row in
        isTaken = ["true", "1"].contains(row.text(0))
      }
      if isTaken { return }
      guard start.duration(to: .now) < patience else {
        throw DatabaseError(.busy, "the lock '\(name)' did not come free within \(patience): another transaction holds it")
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(100))
    }
  }

  /// Gives back the locks of a transaction that has ended.
  nonisolated(nonsending) func unlock(_ session: Session) async {
    guard let statement = session.unlock, let connection = session.connection else { return }
    session.unlock = nil
    do { try await control(connection, statement) } catch {
      // Closing the connection gives them back, too.
      connection.close()
    }
  }
}
