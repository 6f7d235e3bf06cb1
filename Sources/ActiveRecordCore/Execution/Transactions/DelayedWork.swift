/// What is done just before a transaction is committed.
class DelayedWork {
  /// Takes over what a savepoint that was released left to be done.
  func absorb(_ inner: DelayedWork) {}
  /// Does it.
  nonisolated(nonsending) func run() async throws {}
}
