#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  /// The server that `scripts/services` started.
  enum Server {
    static func url() throws -> String {
      try #require(
        ProcessInfo.processInfo.environment["AR_POSTGRESQL_URL"], "start a server first: eval \"$(scripts/services up postgresql)\"")
    }

    static func options(_ parameters: String = "") throws -> PostgreSQLOptions {
      PostgreSQLOptions(url: try url() + (parameters.isEmpty ? "" : "?" + parameters))
    }

    static func connect(
      _ script: String = "", _ configure: (inout PostgreSQLOptions) -> Void = { _ in }
    ) async throws -> any DriverConnection {
      var options = try options()
      configure(&options)
      let connection = try await PostgreSQLDriver(options).connect(for: .writing)
      if !script.isEmpty { try await connection.execute(script) }
      return connection
    }

    /// Waits until a connection sleeps in a query with this text in it.
    static func waitForQuery(_ text: String) async throws {
      let other = try await connect()
      let sql = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND position($1 IN query) > 0"
      let end = ContinuousClock.now + .seconds(300)
      while try await other.rows(sql, [.text(text)]).isEmpty, .now < end { try await Task.sleep(for: .milliseconds(10)) }
      other.close()
    }
  }

  extension DriverConnection {
    /// The rows of a statement, as values.
    @discardableResult
    func rows(_ sql: String, _ values: [DatabaseValue] = []) async throws -> [[DatabaseValue]] {
      try await prepare(sql).rows(values)
    }

    /// The same by a statement that is not prepared.
    @discardableResult
    func rowsOnce(_ sql: String, _ values: [DatabaseValue] = []) async throws -> [[DatabaseValue]] {
      try await prepareOnce(sql).rows(values)
    }
  }

  extension DriverStatement {
    func rows(_ values: [DatabaseValue] = []) async throws -> [[DatabaseValue]] {
      for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
      var rows: [[DatabaseValue]] = []
      while true {
        switch try step() {
        case .row: rows.append((0..<columnCount).map { value($0) })
        case .done: return rows
        case .pending: try await wait()
        }
      }
    }
  }

  /// The error that `body` throws, which must be one of the database.
  func databaseError(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
  ) async throws -> DatabaseError {
    do { try await body() } catch let error as DatabaseError { return error }
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
    throw CancellationError()
  }
#endif
