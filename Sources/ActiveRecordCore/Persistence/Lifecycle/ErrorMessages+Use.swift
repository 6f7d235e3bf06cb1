extension ErrorMessages {
  /// Uses these words in `body` and in the tasks that it starts as children.
  ///
  /// ```swift
  /// try await german.use { try await author.saveIfValid() }
  /// ```
  public nonisolated(nonsending) func use<R>(_ body: nonisolated(nonsending) () async throws -> R) async rethrows -> R {
    try await Self.$ofTask.withValue(self, operation: body)
  }
}
