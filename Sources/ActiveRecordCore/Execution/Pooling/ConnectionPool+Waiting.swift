import Synchronization

extension ConnectionPool {
  /// Waits for a connection; `nil` means that one may be opened.
  func wait() async throws -> Connection? {
    let waiter = state.withLock { $0.pool.makeWaiter() }
    let expiry = Task { [timeout] in
      try await Task.sleep(for: timeout)
      self.expire(waiter)
    }
    let start = Moment.now
    defer {
      expiry.cancel()
      gauges.waited(start.duration(to: .now))
      state.withLock { $0.pool.forget(waiter) }
      report()
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        self.register(continuation, for: waiter)
      }
    } onCancel: {
      self.give(up: waiter, with: CancellationError())
    }
  }

  private func register(_ continuation: CheckedContinuation<Connection?, any Error>, for waiter: Int) {
    let time = now()
    let answer = state.withLock { state in
      let answer = state.pool.enqueue(waiter, at: time)
      if case .wait? = answer { state.continuations[waiter] = continuation }
      return answer
    }
    switch answer {
    case .use(let connection), .validate(let connection): continuation.resume(returning: connection)
    case .open: continuation.resume(returning: nil)
    case .overloaded: continuation.resume(throwing: overloaded())
    case .refuse: continuation.resume(throwing: Self.closed)
    case nil: continuation.resume(throwing: Task.isCancelled ? CancellationError() : expired())
    case .wait: report()
    }
  }

  private func expire(_ waiter: Int) { give(up: waiter, with: expired()) }

  private func expired() -> DatabaseError {
    let message =
      "no connection for \(purpose) came free within \(timeout): \(describeUse()). Is a transaction kept open, "
      + "or a query run outside of the transaction that it waits for?"
    return DatabaseError(.busy, message)
  }

  func overloaded() -> DatabaseError {
    DatabaseError(
      .busy, "\(limits.waiters) tasks wait for a connection for \(purpose) already: \(describeUse()). Limit what runs at once")
  }

  private func give(up waiter: Int, with error: any Error) {
    let continuation = state.withLock { state in
      state.pool.abandon(waiter, beforeItBegan: true)
        ? state.continuations.removeValue(forKey: waiter) : nil
    }
    continuation?.resume(throwing: error)
  }
}

/// What keeps a connection for longer than one statement.
struct PoolHolder {
  /// The line that began the transaction.
  var place: CallSite
  var since: Moment
}

extension ConnectionPool {
  /// Notes that a transaction keeps a connection.
  func hold(_ connection: Connection, _ place: CallSite) {
    let holder = PoolHolder(place: place, since: .now)
    state.withLock { $0.holders[ObjectIdentifier(connection)] = holder }
  }

  /// Notes that the transaction is over.
  func release(_ connection: Connection) {
    state.withLock { _ = $0.holders.removeValue(forKey: ObjectIdentifier(connection)) }
  }

  /// Who has the connections: "2 of 2 are in use: a transaction begun at App/Transfer.swift:12, 3 s ago; 1 by single statements".
  private func describeUse() -> String {
    let (inUse, holders) = state.withLock { ($0.pool.inUse, Array($0.holders.values)) }
    let now = Moment.now
    var users = holders.sorted { $0.since < $1.since }.map { holder in
      "a transaction begun at \(holder.place), \(holder.since.duration(to: now).components.seconds) s ago"
    }
    if inUse > holders.count { users.append("\(inUse - holders.count) by single statements") }
    let all = "\(inUse) of \(limits.open) are in use"
    return users.isEmpty ? all : "\(all): \(users.joined(separator: "; "))"
  }
}
