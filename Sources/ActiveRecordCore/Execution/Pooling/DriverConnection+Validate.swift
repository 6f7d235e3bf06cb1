extension DriverConnection {
  /// Runs `SELECT 1`.
  public nonisolated(nonsending) func validate() async throws { try await execute("SELECT 1") }
}
