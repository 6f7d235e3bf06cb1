import Synchronization

/// A query that can run beside others, since it needs nothing that they bring.
struct FetchOrder: Sendable {
  /// What its rows are turned into.
  enum Content: Sendable {
    /// Records, and the keys of whom they were loaded for.
    case records(RowKeys.Place?)
    /// Two keys of these numbers of columns, side by side.
    case pairs(Int, Int)
  }
  let facts: ModelFacts
  let sql: RenderedSQL
  let content: Content
  let cached: Bool
  let cause: QueryCause
}

/// What a query brought that ran beside others; nobody is told of it before its turn.
struct FetchedRows {
  let order: FetchOrder
  /// Its place among the queries that ran at once.
  let position: Int
  fileprivate let database: Database
  fileprivate let duration: Duration
  fileprivate var records: [Record] = []
  fileprivate var keys: RowKeys?
  fileprivate var pairs: [(DatabaseValue, DatabaseValue)] = []
  fileprivate var failure: (any Error)?

  /// Tells the observers that the query was run.
  func tell() {
    guard database.observers.isActive else { return }
    database.observers.tell(
      QueryEvent(
        sql: order.sql.text, bindings: order.sql.bindings, duration: duration, rows: records.count + pairs.count, cause: order.cause,
        failed: failure != nil))
  }

  /// The records and their keys, now that it is their turn.
  ///
  /// - Parameter tells: Whether the records hear that they were found.
  func takeRecords(tells: Bool = true) throws -> (records: [Record], keys: RowKeys?) {
    tell()
    if let failure { throw order.facts.explain(failure) }
    if tells, order.facts.tellsLoaded { try order.facts.tellLoaded(records) }
    return (records, keys)
  }

  /// The pairs of keys, now that it is their turn.
  func takePairs() throws -> [(DatabaseValue, DatabaseValue)] {
    tell()
    if let failure { throw failure }
    return pairs
  }
}

/// Runs queries at the same time, each on a connection of its own.
///
/// A query is run by a child task, which makes the records and hands them over: nobody else has seen them, nor the connection's statement.
enum ParallelFetch {
  /// Connections for queries at once: at most as many as the database is meant to use, and only those that lie idle. Fewer than two are none.
  ///
  /// Nobody waits for a connection here while holding one, and nothing is asked aside of an open transaction.
  static func leases(for facts: ModelFacts) throws -> [Lease] {
    let limit = try facts.database.queriesAtOnce
    var leases: [Lease] = []
    while leases.count < limit, let lease = try Lease.takeIdle(for: facts) { leases.append(lease) }
    if leases.count > 1 { return leases }
    for lease in leases { lease.end() }
    return []
  }

  /// Runs the queries on the connections, which are given back.
  ///
  /// - Returns: What was found, at the position of its query; `nil` for one that was not run, since one before it failed.
  static nonisolated(nonsending) func run(_ orders: [FetchOrder], on leases: [Lease]) async -> [FetchedRows?] {
    let (answers, answering) = AsyncStream.makeStream(of: FetchedRows.self)
    await withTaskGroup(of: Void.self) { group in
      for (worker, lease) in leases.enumerated() {
        group.addTask {
          defer { lease.end() }
          for position in stride(from: worker, to: orders.count, by: leases.count) {
            let rows = await fetch(orders[position], position, on: lease)
            let hasFailed = rows.failure != nil
            answering.yield(rows)
            if hasFailed { return }
          }
        }
      }
    }
    answering.finish()
    var found = [FetchedRows?](repeating: nil, count: orders.count)
    for await rows in answers { found[rows.position] = rows }
    return found
  }

  private static nonisolated(nonsending) func fetch(_ order: FetchOrder, _ position: Int, on lease: Lease) async -> sending FetchedRows {
    let start = Moment.now
    do {
      let entry = try await lease.connection.statement(order.sql.text, cached: order.cached)
      try entry.bind(order.sql.bindings)
      defer { entry.end() }
      var records: [Record] = []
      var keys: RowKeys?
      var pairs: [(DatabaseValue, DatabaseValue)] = []
      switch order.content {
      case .records(let place):
        keys = place.map { RowKeys($0) }
        records = try await RecordFetch.read(order.facts, entry.statement, keys)
      case .pairs(let width, let otherWidth):
        _ = try await entry.forEach { row in pairs.append((row.key(0, width), row.key(Int32(width), otherWidth))) }
      }
      let duration = start.duration(to: .now)
      return FetchedRows(
        order: order, position: position, database: lease.database, duration: duration, records: records, keys: keys, pairs: pairs)
    } catch {
      let duration = start.duration(to: .now)
      return FetchedRows(order: order, position: position, database: lease.database, duration: duration, failure: error)
    }
  }
}
