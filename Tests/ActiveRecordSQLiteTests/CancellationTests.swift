import ActiveRecordCore
import ActiveRecordSQLite
import Testing

@Suite(.serialized) struct CancellationTests {
  private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

  /// Runs `body` in a task that is cancelled after 50 ms. Its endless statements end by that, whether they have begun by then or not.
  private func cancelled(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await body() }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    try await task.value
  }

  @Test func runningStatementsEnd() async throws {
    try await cancelled {
      let connection = try await memory()
      let error = try await databaseError { try await connection.rows(Self.endless) }
      #expect(error.code == .cancelled)
      #expect(error.sql == Self.endless)
      #expect(!error.isRetryable)
      #expect(connection.isUsable)
      #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
    }
  }

  @Test func scriptsEnd() async throws {
    try await cancelled {
      let connection = try await memory()
      #expect(try await databaseError { try await connection.execute("SELECT 1; \(Self.endless)") }.code == .cancelled)
    }
  }

  @Test func theStatementCanBeUsedAgain() async throws {
    try await cancelled {
      let connection = try await memory()
      let limited = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?) SELECT count(*) FROM n"
      let statement = try await connection.prepare(limited)
      statement.bind(integer: .max, at: 1)
      #expect(try await databaseError { _ = try await statement.rows() }.code == .cancelled)
      #expect(try await databaseError { _ = try await statement.rows() }.code == .misuse)
      statement.reset()
      statement.bind(integer: 3, at: 1)
      #expect(try await statement.rows() == [[.int(3)]])
    }
  }

  /// SQLite takes the whole transaction back when a statement that writes is interrupted.
  @Test func aTransactionThatIsGoneIsNotLeftByAccident() async throws {
    try await cancelled {
      let connection = try await memory("CREATE TABLE things (n INTEGER)")
      try await connection.execute("BEGIN IMMEDIATE; INSERT INTO things VALUES (1); SAVEPOINT one")
      let endless = "INSERT INTO things WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
      #expect(try await databaseError { try await connection.rows(endless) }.code == .cancelled)
      for sql in ["INSERT INTO things VALUES (2)", "COMMIT", "RELEASE one", "SAVEPOINT two", "SELECT 1"] {
        #expect(try await databaseError { try await connection.execute(sql) }.code == .misuse)
      }
      try await connection.execute("ROLLBACK TO SAVEPOINT one")
      #expect(!connection.isUsable)
      try await connection.execute("ROLLBACK")
      #expect(connection.isUsable)
      #expect(try await connection.rows("SELECT count(*) FROM things") == [[.int(0)]])
    }
  }

  @Test func aTransactionThatOnlyReadStaysOpen() async throws {
    try await cancelled {
      let connection = try await memory("CREATE TABLE things (n INTEGER)")
      try await connection.execute("BEGIN IMMEDIATE; INSERT INTO things VALUES (1)")
      #expect(try await databaseError { try await connection.rows(Self.endless) }.code == .cancelled)
      #expect(try await connection.rows("SELECT count(*) FROM things") == [[.int(1)]])
      try await connection.execute("ROLLBACK")
      #expect(try await connection.rows("SELECT count(*) FROM things") == [[.int(0)]])
    }
  }

  @Test func otherTasksAreNotTouched() async throws {
    let task = Task {
      let connection = try await memory()
      return try await connection.rows(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT count(*) FROM n")
    }
    try await cancelled {
      let connection = try await memory()
      _ = try await databaseError { try await connection.rows(Self.endless) }
    }
    #expect(try await task.value == [[.int(300_000)]])
  }
}
