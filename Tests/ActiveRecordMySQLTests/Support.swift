#if MySQL
  import ActiveRecordCore
  import ActiveRecordMySQL
  import Foundation
  import Testing

  /// The server that `scripts/services up mysql` started.
  enum Server {
    struct Missing: Error, CustomStringConvertible {
      let description = "AR_MYSQL_URL is not set: eval \"$(scripts/services up mysql)\""
    }

    static func variable(_ name: String) throws -> String {
      guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { throw Missing() }
      return value
    }

    static func options(_ configure: (inout MySQLOptions) -> Void = { _ in }) throws -> MySQLOptions {
      var options = try MySQLOptions(url: variable("AR_MYSQL_URL"))
      configure(&options)
      return options
    }

    static func connect(_ configure: (inout MySQLOptions) -> Void = { _ in }) async throws -> MySQLConnection {
      let connection = try await MySQLDriver(options(configure)).connect(for: .writing)
      return try #require(connection as? MySQLConnection)
    }

    /// Waits until a connection works on a query that takes long: one with `SLEEP` or `seq_1_to_` in it.
    static func waitForQuery(of number: Int) async throws {
      let admin = try await connect()
      defer { admin.close() }
      let long = "command <> 'Prepare' AND (info LIKE '%SLEEP%' OR info LIKE '%seq\\_1\\_to\\_%')"
      let sql = "SELECT id FROM information_schema.processlist WHERE id = \(number) AND \(long)"
      let end = ContinuousClock.now + .seconds(300)
      while try await admin.rows(sql).isEmpty, .now < end { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// Runs `body` with a connection to a database of its own.
    static func withDatabase<R>(
      _ script: String = "", _ configure: (inout MySQLOptions) -> Void = { _ in },
      _ body: (MySQLConnection) async throws -> R
    ) async throws -> R {
      let name = "only_" + UUID().uuidString.replacing("-", with: "").lowercased()
      let admin = try await connect()
      defer { admin.close() }
      try await admin.execute("CREATE DATABASE `\(name)`")
      let connection = try await connect {
        $0.database = name
        configure(&$0)
      }
      do {
        if !script.isEmpty { try await connection.execute(script) }
        let result = try await body(connection)
        connection.close()
        try await admin.execute("DROP DATABASE `\(name)`")
        return result
      } catch {
        connection.close()
        try await admin.execute("DROP DATABASE `\(name)`")
        throw error
      }
    }
  }

  extension DriverConnection {
    /// The number by which the server knows the connection.
    func serverNumber() async throws -> Int { try Int(databaseValue: try await rows("SELECT CONNECTION_ID()")[0][0]) }

    /// The rows of a statement, as values.
    @discardableResult
    func rows(_ sql: String, _ values: [DatabaseValue] = []) async throws -> [[DatabaseValue]] {
      let statement = try await prepare(sql)
      for (index, value) in values.enumerated() { try statement.bind(value, at: Int32(index + 1)) }
      defer { statement.reset() }
      return try await statement.rows()
    }
  }

  extension DriverStatement {
    func rows() async throws -> [[DatabaseValue]] {
      var rows: [[DatabaseValue]] = []
      while try await next() { rows.append((0..<columnCount).map { value($0) }) }
      return rows
    }

    /// Goes to the next row, and says whether there is one.
    func next() async throws -> Bool {
      while true {
        switch try step() {
        case .row: return true
        case .done: return false
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
