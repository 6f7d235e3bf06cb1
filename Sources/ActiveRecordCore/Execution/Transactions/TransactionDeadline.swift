/// When the time of a transaction is over.
final class TransactionDeadline: Sendable {
  private let timeout: Duration
  private let end: Moment
  private let place: CallSite

  /// The time begins now.
  init(_ timeout: Duration, _ place: CallSite) {
    self.timeout = timeout
    self.place = place
    end = .now + timeout
  }

  /// How much time is left.
  var rest: Duration { max(.zero, Moment.now.duration(to: end)) }

  /// Runs `body`, which is cancelled when the time is over.
  ///
  /// - Throws: What `body` throws, as long as there was time; ``DatabaseError`` with the code `transactionTimeout` afterwards.
  nonisolated(nonsending) func run<R>(
    in session: Session, isPart: Bool = false, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    session.deadlines += 1
    defer { session.deadlines -= 1 }
    let outer = StatementLimit.isOver
    return try await StatementLimit.$isOver.withValue({ self.rest == .zero || outer?() == true }) {
      try await run(on: #isolation, isPart, body)
    }
  }

  // Where `body` is lent to a function that waits, the compiler wants the actor by name.
  private func run<R>(
    on actor: isolated (any Actor)?, _ isPart: Bool, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    if rest == .zero { throw error(isPart, nil) }
    return try await withoutActuallyEscaping(body) { body in
      let work = TimedWork(body)
      let isInTime = await isInTime(work, on: actor)
      if isInTime, !(work.wasStopped && rest == .zero) { return try work.answer() }
      throw error(isPart, work.failure)
    }
  }

  /// Whether the work was done before the time was over; if not, it was cancelled. It has ended in any case.
  ///
  /// This waits on no actor: one that is kept by a statement which runs on its thread could not tell it to stop.
  @concurrent private func isInTime<R>(_ work: TimedWork<R>, on actor: (any Actor)?) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        await work.run(on: actor)
        return true
      }
      group.addTask { [rest = rest] in
        // Somebody else cancelled the task: that is not for want of time.
        do { try await Task.sleep(for: rest) } catch { return true }
        return false
      }
      let isInTime = await group.next() != false
      group.cancelAll()
      await group.waitForAll()
      return isInTime
    }
  }

  private func error(_ isPart: Bool, _ cause: (any Error)?) -> DatabaseError {
    let what = "the transaction begun at \(place) did not end within \(timeout)"
    let outcome =
      isPart
      ? "it is a part of another one, which rolls back what it did unless this error is caught"
      : "what it did was rolled back"
    let message = "\(what): \(outcome). Give it more time by 'timeout:', or look for what it waited for"
    let stopped = (cause as? DatabaseError).flatMap { $0.code == .cancelled ? $0.sql : nil }
    return DatabaseError(.transactionTimeout, message, sql: stopped)
  }
}

/// The body of a transaction that runs in a task of its own, on the actor of the task that waits for it.
private final class TimedWork<R>: @unchecked Sendable {
  // Two tasks use it one after the other: the one that runs the body, and when that has ended, the one that waited for it.
  private let body: nonisolated(nonsending) () async throws -> R
  private var result: Result<R, any Error>?

  init(_ body: nonisolated(nonsending) @escaping () async throws -> R) { self.body = body }

  func run(on actor: isolated (any Actor)?) async {
    do { result = .success(try await body()) } catch { result = .failure(error) }
  }

  /// What the body returned, or threw.
  func answer() throws -> R {
    guard let result else { throw CancellationError() }
    return try result.get()
  }

  /// Whether it was a statement that was stopped which ended the body.
  var wasStopped: Bool { (failure as? DatabaseError)?.code == .cancelled || failure is CancellationError }

  var failure: (any Error)? {
    if case .failure(let error) = result { error } else { nil }
  }
}
