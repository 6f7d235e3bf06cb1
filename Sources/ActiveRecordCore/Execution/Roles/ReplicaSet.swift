import Synchronization

/// The replicas of a database: which one is read next, and whether it has what was written.
final class ReplicaSet: Sendable {
  private let pools: [ConnectionPool]
  private let roster: Mutex<ReplicaRoster>
  private let configuration: ReplicaConfiguration
  private let queries: ReplicationQueries?

  init(_ pools: [ConnectionPool], dialect: Dialect, configuration: ReplicaConfiguration) {
    self.pools = pools
    self.configuration = configuration
    queries = dialect.replication
    roster = Mutex(ReplicaRoster(count: pools.count, configuration: configuration))
  }

  /// A replica that can be read and has what `mark` says was written, or else the main database.
  ///
  /// - Throws: ``DatabaseError`` where there is neither.
  nonisolated(nonsending) func choose(main: ConnectionPool, mark: WriteMark) async throws -> ConnectionPool {
    if queries == nil, let last = mark.last, last.duration(to: .now) < configuration.staysAfterWrite { return main }
    let goal = try await mark.position { try await self.position(main) }
    for index in roster.withLock({ $0.candidates(at: .now) }) {
      do {
        if try await isReady(index, goal) { return pools[index] }
      } catch let error as DatabaseError where error.code != .cancelled {
        roster.withLock { $0.failed(index, at: .now) }
      }
    }
    if configuration.fallsBackToMain { return main }
    throw DatabaseError(
      .cannotOpen, "none of the \(pools.count) replicas can be read: each is down, or more than \(configuration.maximumLag) behind")
  }

  func close() { for pool in pools { pool.close() } }

  func closeExpired() { for pool in pools { pool.closeExpired() } }

  private nonisolated(nonsending) func position(_ main: ConnectionPool) async throws -> String? {
    guard let queries else { return nil }
    let connection = try await main.checkout()
    defer { main.checkin(connection) }
    guard case .text(let position)? = try await connection.ask(queries.position) else { return nil }
    return position
  }

  /// Whether a replica answers, is not too far behind, and has everything up to `goal`; waits for that for a while.
  private nonisolated(nonsending) func isReady(_ index: Int, _ goal: String?) async throws -> Bool {
    let pool = pools[index]
    let connection = try await pool.checkout()
    defer { pool.checkin(connection) }
    if roster.withLock({ $0.needsMeasuring(index, at: .now) }) {
      let lag = try await connection.ask(queries?.lag ?? "SELECT 0")
      let seconds = lag.flatMap(Self.seconds) ?? 0
      if !roster.withLock({ $0.measured(index, lag: .seconds(seconds), at: .now) }) { return false }
    }
    guard let goal, let queries else { return true }
    let deadline = Moment.now + configuration.waitsForWrites
    var pause: Duration = .milliseconds(1)
    while true {
      if try await connection.ask(queries.reached, [.text(goal)])?.isTrue == true { return true }
      if Moment.now + pause > deadline { return false }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(50))
    }
  }

  private static func seconds(_ value: DatabaseValue) -> Double? {
    switch value {
    case .int(let whole): Double(whole)
    case .double(let seconds): seconds
    case .text(let text): Double(text)
    default: nil
    }
  }
}

extension Connection {
  /// The one value that a query returns.
  fileprivate nonisolated(nonsending) func ask(_ sql: String, _ bindings: [DatabaseValue] = []) async throws -> DatabaseValue? {
    let entry = try await statement(sql)
    try entry.bind(bindings)
    defer { entry.end() }
    var value: DatabaseValue?
    _ = try await entry.forEach { row in value = row.value(0) }
    return value
  }
}

extension DatabaseValue {
  /// Whether an engine means "yes": it may have no truth values of its own.
  fileprivate var isTrue: Bool {
    switch self {
    case .bool(let flag): flag
    case .int(let number): number != 0
    case .text(let text): text == "t" || text == "true" || text == "1"
    default: false
    }
  }
}
