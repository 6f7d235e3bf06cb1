import Synchronization

/// A bounded pool of connections to one database.
///
/// It is a mutex with the waiters inside, not an actor: checking out an idle connection never suspends.
final class ConnectionPool: Sendable {
  private struct State {
    var pool: PoolState<Connection>
    var continuations: [Int: CheckedContinuation<Connection?, any Error>] = [:]
  }
  private let state: Mutex<State>
  private let driver: any Driver
  private let purpose: ConnectionPurpose
  private let timeout: Duration

  init(_ driver: any Driver, purpose: ConnectionPurpose, limit: Int, timeout: Duration) {
    self.driver = driver
    self.purpose = purpose
    self.timeout = timeout
    state = Mutex(State(pool: PoolState(limit: limit)))
  }

  /// An idle connection, if there is one and nobody waits.
  @inline(__always) func checkoutFast() -> Connection? {
    state.withLock { state in
      guard !state.pool.idle.isEmpty, case .use(let connection) = state.pool.checkout() else { return nil }
      return connection
    }
  }

  /// A connection: an idle one, a new one, or the next that comes back.
  @inline(never) func checkout() async throws -> Connection {
    switch state.withLock({ $0.pool.checkout() }) {
    case .use(let connection): return connection
    case .open: return try await open()
    case .wait:
      if let connection = try await wait() { return connection }
      return try await open()
    case .refuse: throw Self.closed
    }
  }

  /// Gives a connection back.
  @inline(__always) func checkin(_ connection: Connection) {
    if !connection.isUsable { return lost(connection) }
    let action = state.withLock { state -> (PoolState<Connection>.Checkin, CheckedContinuation<Connection?, any Error>?) in
      let action = state.pool.checkin(connection)
      if case .hand(_, let waiter) = action { return (action, state.continuations.removeValue(forKey: waiter)) }
      return (action, nil)
    }
    switch action.0 {
    case .kept: break
    case .hand(let connection, _): action.1?.resume(returning: connection)
    case .close(let connection): connection.close()
    }
  }

  /// Closes the idle connections; those in use are closed when they come back.
  func close() {
    let (items, continuations) = state.withLock { state in
      let closing = state.pool.close()
      let continuations = closing.waiters.compactMap { state.continuations.removeValue(forKey: $0) }
      return (closing.items, continuations)
    }
    for continuation in continuations { continuation.resume(throwing: Self.closed) }
    for connection in items { connection.close() }
  }

  private static let closed = DatabaseError(
    .closed, "the database was closed; connect again with Database.connect(…) before using it")

  private func open() async throws -> Connection {
    do { return Connection(try await driver.connect(for: purpose)) } catch {
      lost(nil)
      throw error
    }
  }

  private func lost(_ connection: Connection?) {
    connection?.close()
    let continuation = state.withLock { state in
      state.pool.lost().flatMap { state.continuations.removeValue(forKey: $0) }
    }
    continuation?.resume(returning: nil)
  }

  /// Waits for a connection; `nil` means that one may be opened.
  private func wait() async throws -> Connection? {
    let waiter = state.withLock { $0.pool.makeWaiter() }
    let expiry = Task { [timeout] in
      try await Task.sleep(for: timeout)
      self.expire(waiter)
    }
    defer { expiry.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        self.register(continuation, for: waiter)
      }
    } onCancel: {
      self.give(up: waiter, with: CancellationError())
    }
  }

  private func register(_ continuation: CheckedContinuation<Connection?, any Error>, for waiter: Int) {
    let now = state.withLock { state in
      let now = state.pool.enqueue(waiter)
      if case .wait? = now { state.continuations[waiter] = continuation }
      return now
    }
    switch now {
    case .use(let connection): continuation.resume(returning: connection)
    case .open: continuation.resume(returning: nil)
    case .refuse: continuation.resume(throwing: Self.closed)
    case nil: continuation.resume(throwing: CancellationError())
    case .wait: break
    }
  }

  private func expire(_ waiter: Int) {
    let size = state.withLock { $0.pool.open }
    let message =
      "no connection for \(purpose) came free within \(timeout): all \(size) are in use. Is a transaction kept open, "
      + "or a query run outside of the transaction that it waits for?"
    give(up: waiter, with: DatabaseError(.busy, message))
  }

  private func give(up waiter: Int, with error: any Error) {
    let continuation = state.withLock { state in
      state.pool.abandon(waiter, beforeItBegan: error is CancellationError)
        ? state.continuations.removeValue(forKey: waiter) : nil
    }
    continuation?.resume(throwing: error)
  }
}
