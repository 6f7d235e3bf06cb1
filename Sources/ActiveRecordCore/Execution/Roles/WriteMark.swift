import Synchronization

/// Remembers that something was written, so that a later read does not miss it.
final class WriteMark: Sendable {
  private struct State {
    var writes = 0
    var last: Moment?
    /// A place in the main database's log that is behind the first `covered` writes.
    var position: String?
    var covered = 0
  }
  private let state = Mutex(State())

  /// Notes a write.
  func note() {
    let now = Moment.now
    state.withLock {
      $0.writes += 1
      $0.last = now
    }
  }

  /// When something was written last.
  var last: Moment? { state.withLock { $0.last } }

  /// A place in the log behind everything that was written so far; asked for only after a write.
  nonisolated(nonsending) func position(_ ask: nonisolated(nonsending) () async throws -> String?) async throws -> String? {
    let (writes, known) = state.withLock { ($0.writes, $0.covered == $0.writes) }
    if writes == 0 { return nil }
    if known { return state.withLock { $0.position } }
    let position = try await ask()
    state.withLock {
      guard $0.covered < writes else { return }
      $0.covered = writes
      $0.position = position
    }
    return position
  }
}
