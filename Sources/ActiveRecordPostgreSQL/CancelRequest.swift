#if PostgreSQL
  import CPostgreSQL
  import Dispatch
  import Synchronization

  /// Asks the server to stop what a connection runs, over a connection of its own.
  ///
  /// libpq waits for the server's answer there, so it is done on a queue of its own. Until the server took the request, the next statement
  /// must not be sent: it might be the one that is stopped.
  final class CancelRequest: Sendable {
    // PQcancel may be called by any thread; the pointer is freed when nobody holds the request any more.
    private struct Handle: @unchecked Sendable {
      let pointer: OpaquePointer
    }
    private enum State {
      case none
      case sending([UnsafeContinuation<Void, Never>])
      case sent
    }
    private let handle: Handle?
    private let state = Mutex(State.none)
    private static let queue = DispatchQueue(label: "ActiveRecord.PostgreSQL.cancel", attributes: .concurrent)

    init(_ connection: OpaquePointer) {
      handle = PQgetCancel(connection).map(Handle.init)
    }

    deinit { if let handle { PQfreeCancel(handle.pointer) } }

    /// Whether the running statement was asked to stop.
    var wasAsked: Bool {
      state.withLock { if case .none = $0 { false } else { true } }
    }

    /// Asks, unless that was done.
    func ask() {
      let isFirst = state.withLock { state in
        guard case .none = state else { return false }
        state = .sending([])
        return true
      }
      guard isFirst else { return }
      Self.queue.async { [self] in
        if let handle { withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { _ = PQcancel(handle.pointer, $0.baseAddress, 256) } }
        let waiting = state.withLock { state in
          guard case .sending(let waiting) = state else { return [UnsafeContinuation<Void, Never>]() }
          state = .sent
          return waiting
        }
        for continuation in waiting { continuation.resume() }
      }
    }

    /// Waits until a request, if there was one, reached the server; the next statement starts anew.
    nonisolated(nonsending) func settle() async {
      await withUnsafeContinuation { continuation in
        let isSettled = state.withLock { state in
          guard case .sending(let waiting) = state else { return true }
          state = .sending(waiting + [continuation])
          return false
        }
        if isSettled { continuation.resume() }
      }
      state.withLock { $0 = .none }
    }
  }
#endif
