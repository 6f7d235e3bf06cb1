extension DeprecatedAssociations {
  /// Runs `body`, in which deprecated associations are treated otherwise.
  ///
  /// ```swift
  /// try await DeprecatedAssociations.raise.during { try await report() }
  /// ```
  public nonisolated(nonsending) func during<Result>(
    _ body: nonisolated(nonsending) () async throws -> Result
  ) async rethrows -> Result {
    try await Self.$ofTask.withValue(self, operation: body)
  }
}
