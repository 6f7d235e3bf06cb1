extension DriverConnection {
  /// Runs `SELECT 1`.
  public nonisolated(nonsending) func validate() async throws { try await execute("SELECT 1") }
}

extension DriverConnection {
  /// Prepares it like any other.
  public nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement { try await prepare(sql) }
}

extension DriverConnection {
  /// Runs it once and again, each time when the one before has ended.
  public nonisolated(nonsending) func run(
    _ statement: any DriverStatement, times: Int, bind: (_ run: Int) throws -> Void, ran: (_ changes: Int) -> Void
  ) async throws {
    for run in 0..<times {
      defer { statement.reset() }
      try bind(run)
      while !(try statement.takeRows {}) { try await statement.wait() }
      ran(changes)
    }
  }
}
