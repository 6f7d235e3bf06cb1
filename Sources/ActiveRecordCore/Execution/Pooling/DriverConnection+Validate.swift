extension DriverConnection {
  /// Runs `SELECT 1`.
  public nonisolated(nonsending) func validate() async throws { try await execute("SELECT 1") }
}

extension DriverConnection {
  /// Prepares it like any other.
  public nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement { try await prepare(sql) }
}
