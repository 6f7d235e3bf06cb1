import Synchronization

/// A bounded pool of connections to one database.
///
/// It is a mutex with the waiters inside, not an actor: checking out an idle connection never suspends.
final class ConnectionPool: Sendable {
  struct State {
    var pool: PoolState<Connection>
    var continuations: [Int: CheckedContinuation<Connection?, any Error>] = [:]
    /// Transactions that keep a connection: told to those who wait in vain.
    var holders: [ObjectIdentifier: PoolHolder] = [:]
  }
  let state: Mutex<State>
  let driver: any Driver
  let purpose: ConnectionPurpose
  let limits: PoolLimits
  let timeout: Duration
  let gauges: PoolGauges

  init(_ driver: any Driver, purpose: ConnectionPurpose, limits: PoolLimits, timeout: Duration) {
    self.driver = driver
    self.purpose = purpose
    self.limits = limits
    self.timeout = timeout
    gauges = PoolGauges(location: driver.location, purpose: purpose)
    state = Mutex(State(pool: PoolState(limits: limits)))
  }

  /// An idle connection that can be used at once, if there is one and nobody waits.
  @inline(__always) func checkoutFast() -> Connection? {
    // Connections that may be broken, or too old, go the long way.
    if limits.readsClock { return nil }
    return state.withLock { state in
      guard !state.pool.idle.isEmpty, case .use(let connection) = state.pool.checkout(at: Connection.noTime) else { return nil }
      return connection
    }
  }

  /// A connection: an idle one, a new one, or the next that comes back.
  @inline(never) func checkout() async throws -> Connection {
    closeExpired()
    while true {
      let now = now()
      switch state.withLock({ $0.pool.checkout(at: now) }) {
      case .use(let connection):
        if connection.driver.isAlive { return taken(connection) }
        drop(connection)
      case .validate(let connection):
        if await isAnswering(connection) { return taken(connection) }
      case .open: return try await open()
      case .wait:
        if let connection = try await wait() { return connection }
        return try await open()
      case .overloaded: throw overloaded()
      case .refuse: throw Self.closed
      }
    }
  }

  /// An idle connection that needs no trial, if there is one: neither waits nor opens one.
  func checkoutIdle() -> Connection? {
    let now = now()
    guard let connection = state.withLock({ $0.pool.takeIdle(at: now) }) else { return nil }
    if connection.driver.isAlive { return taken(connection) }
    drop(connection)
    return nil
  }

  private func taken(_ connection: Connection) -> Connection {
    report()
    return connection
  }

  /// Gives a connection back.
  @inline(__always) func checkin(_ connection: Connection) {
    if !connection.isUsable { return drop(connection) }
    let now = now()
    // Whoever waits opens another one, so that connections grow no older where somebody always waits.
    if let lifetime = limits.lifetime, connection.opened.duration(to: now) >= lifetime { return lost(connection) }
    let action = state.withLock { state -> (PoolState<Connection>.Checkin, CheckedContinuation<Connection?, any Error>?) in
      let action = state.pool.checkin(connection, at: now)
      if case .hand(_, let waiter) = action { return (action, state.continuations.removeValue(forKey: waiter)) }
      return (action, nil)
    }
    switch action.0 {
    case .kept: if limits.readsClock { report() }
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
    report()
  }

  static let closed = DatabaseError(
    .closed, "the database was closed; connect again with Database.connect(…) before using it")

  /// The time, where anything depends on it.
  @inline(__always) func now() -> Moment { limits.readsClock ? .now : Connection.noTime }

  func open() async throws -> Connection {
    do {
      let connection = Connection(try await driver.connect(for: purpose), opened: openingTime())
      report()
      return connection
    } catch {
      lost(nil)
      throw error
    }
  }

  /// Connections that were opened together are not all closed together: each counts as a little older than it is.
  private func openingTime() -> Moment {
    guard let lifetime = limits.lifetime else { return now() }
    return now() - lifetime * Double.random(in: 0...0.1)
  }

  /// A connection broke: it goes, and the idle ones are tried before they are used.
  func drop(_ connection: Connection) {
    // Where no times are read, nothing tells what came back before: files do not go away as servers do.
    if limits.readsClock {
      let now = now()
      state.withLock { $0.pool.doubt(at: now) }
    }
    lost(connection)
  }

  func lost(_ connection: Connection?) {
    connection?.close()
    let continuation = state.withLock { state in
      state.pool.lost().flatMap { state.continuations.removeValue(forKey: $0) }
    }
    continuation?.resume(returning: nil)
    report()
  }
}
