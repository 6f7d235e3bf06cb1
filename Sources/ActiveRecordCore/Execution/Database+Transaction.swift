extension Database {
  /// Runs `body` in a transaction: everything it writes is kept, or nothing is.
  ///
  /// ```swift
  /// try await database.transaction {
  ///   try await source.decrement(\.balance, by: 10)
  ///   try await target.increment(\.balance, by: 10)
  /// }
  /// // BEGIN … UPDATE … UPDATE … COMMIT
  /// ```
  ///
  /// `BEGIN` is sent with the first statement. An error rolls back and is thrown on, and the records that were saved get back
  /// the state they had: new ones are new again, changes are unsaved again. A transaction inside another one is part of it;
  /// with `requiresNew` it is a savepoint, which can fail alone.
  ///
  /// - Parameters:
  ///   - requiresNew: Whether a savepoint is made inside an open transaction.
  ///   - body: What to do; it may await.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws, and ``DatabaseError``.
  @discardableResult public nonisolated(nonsending) func transaction<R>(
    requiresNew: Bool = false, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    if let session = Session.current, session.database === self, session.isInTransaction {
      if !requiresNew { return try await body() }
      return try await run(TransactionFrame(savepoint: "active_record_\(session.frames.count)"), in: session, body)
    }
    let session = Session(self)
    return try await Session.$current.withValue(session) {
      try await run(TransactionFrame(savepoint: nil), in: session, body)
    }
  }

  private nonisolated(nonsending) func run<R>(
    _ frame: TransactionFrame, in session: Session, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    session.frames.append(frame)
    let result: R
    do {
      result = try await body()
      try Task.checkCancellation()
      if frame.isOpen, let connection = session.connection { try await control(connection, frame.commitStatement) }
    } catch {
      await rollBack(frame, in: session)
      try await frame.tellRolledBack()
      throw error
    }
    session.frames.removeLast()
    if let outer = session.frames.last {
      outer.absorb(frame)
    } else {
      giveBack(session)
      try await frame.tellCommitted()
    }
    return result
  }

  private nonisolated(nonsending) func rollBack(_ frame: TransactionFrame, in session: Session) async {
    if frame.isOpen, let connection = session.connection {
      do { try await control(connection, frame.rollbackStatement) } catch {
        // The connection cannot be trusted any more: closing it rolls back whatever is still open.
        connection.close()
      }
    }
    session.frames.removeLast()
    if session.frames.isEmpty { giveBack(session) }
    for participant in frame.participants.reversed() { participant.restore() }
  }

  private func giveBack(_ session: Session) {
    guard let connection = session.connection else { return }
    session.connection = nil
    pool(for: .writing).checkin(connection)
  }
}

extension TransactionFrame {
  fileprivate nonisolated(nonsending) func tellCommitted() async throws {
    var first: (any Error)?
    for participant in participants {
      do { try await participant.committed() } catch { first = first ?? error }
    }
    if let first { throw first }
  }

  fileprivate nonisolated(nonsending) func tellRolledBack() async throws {
    for participant in participants { try await participant.rolledBack() }
  }
}
