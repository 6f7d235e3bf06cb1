/// The rows of hand-written SQL one after the other, as the database sends them; see ``Database/stream(_:as:)``.
public struct RowStream<Element: Decodable>: AsyncSequence {
  let database: Database
  let sql: SQL

  /// One row after the other; it holds a connection from its first step until the rows end, or nobody wants them any more.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let database: Database
    private let sql: SQL
    private var rows: OpenRows?

    init(_ database: Database, _ sql: SQL) {
      self.database = database
      self.sql = sql
    }

    /// The next row.
    public mutating func next() async throws -> Element? { try await advance() }

    /// The next row.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? { try await advance() }

    private nonisolated(nonsending) mutating func advance() async throws -> Element? {
      let rows: OpenRows
      if let known = self.rows { rows = known } else { rows = try await OpenRows.open(sql, database) }
      self.rows = rows
      return try await rows.next { try Element(from: RowDecoder($0)) }
    }
  }

  /// Makes an iterator; nothing is asked before its first step.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(database, sql) }
}

/// A query whose rows are being read, and its connection.
final class OpenRows {
  private let lease: Lease
  private let entry: CachedStatement
  private let sql: RenderedSQL
  private let start: Moment?
  private var count = 0
  private var isOpen = true

  private init(_ lease: Lease, _ entry: CachedStatement, _ sql: RenderedSQL, _ start: Moment?) {
    self.lease = lease
    self.entry = entry
    self.sql = sql
    self.start = start
  }

  deinit { close() }

  /// Takes a connection and prepares the query, which is sent with the first step.
  static nonisolated(nonsending) func open(_ sql: SQL, _ database: Database) async throws -> OpenRows {
    let lease = try await Lease.take(sql.onlyReads ? .reading : .writing, of: database)
    do {
      let start = database.observers.isActive ? Moment.now : nil
      let sql = sql.rendered(database.dialect)
      let entry = try await lease.connection.statement(sql.text, cached: false)
      try entry.bind(sql.bindings)
      entry.statement.streamRows()
      return OpenRows(lease, entry, sql, start)
    } catch {
      lease.end()
      throw error
    }
  }

  /// What `read` makes of the next row; nothing after the last.
  nonisolated(nonsending) func next<R>(_ read: (any DriverStatement) throws -> R) async throws -> R? {
    if !isOpen { return nil }
    do {
      try Task.checkCancellation()
      while true {
        switch try entry.statement.step() {
        case .row:
          count += 1
          return try read(entry.statement)
        case .done:
          close()
          return nil
        case .pending: try await entry.statement.wait()
        }
      }
    } catch {
      close(failed: true)
      throw error
    }
  }

  /// Gives the connection back; rows that were not read are not wanted.
  private func close(failed: Bool = false) {
    guard isOpen else { return }
    isOpen = false
    entry.end()
    if let start { lease.database.tell(sql.text, sql.bindings, start, rows: count, QueryCause("SQL, streamed"), failed: failed) }
    lease.end()
  }
}
