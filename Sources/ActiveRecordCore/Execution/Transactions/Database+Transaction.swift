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
  /// With `retrying:`, a transaction that the database gave up in favour of another is run again from its beginning, at `COMMIT`,
  /// too. Before that, every record that was changed in it gets back the values that it had, so `body` should have no other effects.
  /// Only the outermost transaction can be run again.
  ///
  /// With `timeout:`, the body has so much time, waits for a connection and for locks and all further runs included. When it is over, the
  /// statement that runs is stopped and the task of the body is cancelled, as `Task.cancel()` does it; what was done is
  /// rolled back. The task that waits for the transaction is not cancelled. `COMMIT` and the callbacks after the transaction take the time
  /// that they need. Of transactions inside of each other, the one whose time is over first ends first.
  ///
  /// ```swift
  /// try await database.transaction(timeout: .seconds(2)) { try await order.place() }
  /// // BEGIN … ROLLBACK, and then:
  /// // transaction timeout: the transaction begun at Shop/Checkout.swift:12 did not end within 2.0 seconds: what it did was rolled back. …
  /// ```
  ///
  /// - Parameters:
  ///   - requiresNew: Whether a savepoint is made inside an open transaction.
  ///   - isolation: How much it sees of others; the database's default unless it is given. Refused inside an open transaction.
  ///   - retry: Which failures make it run again.
  ///   - timeout: How long the body may take; as long as it wants unless it is given.
  ///   - body: What to do; it may await. Without heeding that its task was cancelled it outlasts its time, and is rolled back then.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws, and ``DatabaseError``; with the code ``DatabaseError/Code/transactionTimeout`` after its time.
  @discardableResult public nonisolated(nonsending) func transaction<R>(
    requiresNew: Bool = false, isolation: IsolationLevel? = nil, retrying retry: TransactionRetry = .never, timeout: Duration? = nil,
    file: StaticString = #fileID, line: UInt = #line, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    let outer = Session.current(of: self)
    let place = CallSite(file: file, line: line)
    let deadline = timeout.map { TransactionDeadline($0, place) }
    if let session = outer, session.isInTransaction {
      if isolation != nil { throw Self.isolationInside }
      if requiresNew {
        let frame = TransactionFrame(savepoint: "active_record_\(session.frames.count)", options: TransactionOptions(deadline: deadline))
        return try await run(frame, in: session, body)
      }
      guard let deadline else { return try await body() }
      return try await deadline.run(in: session, isPart: true, body)
    }
    let session = Session(self, outer?.role ?? .writing, mark: outer?.mark ?? mark)
    let options = TransactionOptions(
      isolation: isolation, isReadOnly: session.role.isReading, place: place, deadline: deadline)
    if retry.attempts == 1 { return try await attempt(session, options, body) }
    return try await repeating(retry, session, options, body)
  }

  private static let isolationInside = DatabaseError(
    .misuse, "a transaction is open already, and its isolation level cannot be changed. Give 'isolation:' to the outermost transaction")

  private nonisolated(nonsending) func attempt<R>(
    _ session: Session, _ options: TransactionOptions, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    try await Session.$current.withValue(session) {
      try await run(TransactionFrame(savepoint: nil, options: options), in: session, body)
    }
  }

  /// Runs a transaction until it succeeds, or fails in a way that another run would not mend.
  private nonisolated(nonsending) func repeating<R>(
    _ retry: TransactionRetry, _ session: Session, _ options: TransactionOptions, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    let journal = ChangeJournal()
    var attempt = 1
    while true {
      do {
        return try await ChangeJournal.$current.withValue(journal) { try await self.attempt(session, options, body) }
      } catch {
        // What callbacks threw after the commit is no reason to do everything twice.
        guard !session.didCommit, retry.repeats(after: attempt, error) else { throw error }
        journal.restore()
        let pause = retry.delay(after: attempt, jitter: .random(in: 0...1))
        try await Task.sleep(for: options.deadline.map { min(pause, $0.rest) } ?? pause)
        attempt += 1
      }
    }
  }

  private nonisolated(nonsending) func run<R>(
    _ frame: TransactionFrame, in session: Session, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    session.frames.append(frame)
    let result: R
    do {
      if let deadline = frame.options.deadline {
        result = try await deadline.run(in: session) {
          let result = try await body()
          try await frame.finish()
          return result
        }
        try Task.checkCancellation()
      } else {
        result = try await body()
        try await frame.finish()
      }
      if frame.isOpen, let connection = session.connection { try await commit(frame, connection, in: session) }
    } catch {
      await rollBack(frame, in: session)
      try await tellRolledBack(frame.end())
      throw error
    }
    session.frames.removeLast()
    if let outer = session.frames.last {
      outer.absorb(frame)
    } else {
      session.didCommit = true
      noteChange()
      if frame.isOpen, replicas != nil, !frame.options.isReadOnly { session.mark.note() }
      if session.unlock != nil { await unlock(session) }
      giveBack(session)
      try await tellCommitted(frame.end())
    }
    return result
  }

  private nonisolated(nonsending) func commit(_ frame: TransactionFrame, _ connection: Connection, in session: Session) async throws {
    try session.enter()
    defer { session.leave() }
    try await control(connection, frame.commitStatement)
  }

  private nonisolated(nonsending) func rollBack(_ frame: TransactionFrame, in session: Session) async {
    if frame.isOpen, let connection = session.connection {
      let isAlone = await session.enterWhenFree()
      do { try await control(connection, frame.rollbackStatement) } catch {
        // The connection cannot be trusted any more: closing it rolls back whatever is still open.
        connection.close()
      }
      if isAlone { session.leave() }
    }
    noteChange()
    session.frames.removeLast()
    if session.frames.isEmpty, session.unlock != nil { await unlock(session) }
    if session.frames.isEmpty { giveBack(session) }
    frame.restore()
  }

  private func giveBack(_ session: Session) {
    guard let connection = session.connection else { return }
    session.connection = nil
    session.pool.release(connection)
    session.pool.checkin(connection)
  }

  private nonisolated(nonsending) func tellCommitted(_ participants: ContiguousArray<TransactionParticipant>) async throws {
    let hearing = ContiguousArray(participants.lazy.filter(\.hearsCommit))
    if hearing.isEmpty { return }
    var first: (any Error)?
    hearing.muteAllButOne { $0.tellsCommit }
    for participant in hearing {
      do { try await participant.committed() } catch { first = first ?? error }
    }
    if let first { throw first }
  }

  private nonisolated(nonsending) func tellRolledBack(_ participants: ContiguousArray<TransactionParticipant>) async throws {
    participants.muteAllButOne { $0.hearsRollback }
    for participant in participants where participant.hearsRollback && !participant.isMuted { try await participant.rolledBack() }
  }
}
