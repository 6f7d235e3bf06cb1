import Synchronization

extension ConnectionPool {
  /// Closes the idle connections that are too old, and those that were not used for too long.
  func closeExpired() {
    guard limits.idle != nil || limits.lifetime != nil else { return }
    let now = now()
    let expired = state.withLock { $0.pool.expire(at: now) }
    for connection in expired { connection.close() }
    if !expired.isEmpty { report() }
  }

  /// Whether a connection that lay idle still answers; one that does not is dropped.
  func isAnswering(_ connection: Connection) async -> Bool {
    if connection.driver.isAlive {
      do {
        try await connection.driver.validate()
        return true
      } catch {}
    }
    lost(connection)
    return false
  }

  /// Tells the gauges how the pool stands.
  func report() {
    let (open, idle, waiting) = state.withLock { ($0.pool.open, $0.pool.idle.count, $0.pool.waiters.count) }
    gauges.stands(open: open, idle: idle, waiting: waiting)
  }

  /// How the pool stands now.
  var counts: PoolCounts {
    state.withLock { PoolCounts(open: $0.pool.open, idle: $0.pool.idle.count, waiting: $0.pool.waiters.count) }
  }
}
