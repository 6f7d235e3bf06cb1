#if MySQL
  import CMySQL
  import Synchronization

  /// Tells when sockets can be read from or written to: one thread for all connections, so that none of the tasks' threads blocks.
  final class SocketEvents: Sendable {
    /// How a wait ended.
    enum Outcome: Sendable {
      case ready, timedOut, cancelled
    }

    private struct Waiter {
      let continuation: CheckedContinuation<Outcome, Never>
      let deadline: ContinuousClock.Instant?
    }

    private struct State {
      var waiters: [UInt64: Waiter] = [:]
      /// Waits that were given up before they began.
      var givenUp: Set<UInt64> = []
      var last: UInt64 = 0
    }

    /// `nil` where the system gives no more descriptors or threads.
    static let shared = SocketEvents()

    private let queue: Int32
    private let state = Mutex(State())
    /// How often the thread looks for waits that took too long.
    private static let tick: Int32 = 1000

    private init?() {
      queue = active_record_events_open()
      guard queue >= 0 else { return nil }
      let code = active_record_start_thread(
        { argument in
          if let argument { Unmanaged<SocketEvents>.fromOpaque(argument).takeRetainedValue().watch() }
          return nil
        }, Unmanaged.passRetained(self).toOpaque())
      guard code == 0 else { return nil }
    }

    /// Waits until a socket can be read from (1) or written to (2).
    ///
    /// - Parameter cancels: Whether the end of the task ends the wait.
    nonisolated(nonsending) func wait(
      _ socket: Int32, _ what: Int32, until deadline: ContinuousClock.Instant?, cancels: Bool
    ) async -> Outcome {
      let token = state.withLock { state in
        state.last += 1
        return state.last
      }
      guard cancels else { return await begin(token, socket, what, deadline) }
      let outcome = await withTaskCancellationHandler {
        await begin(token, socket, what, deadline)
      } onCancel: {
        cancel(token)
      }
      state.withLock { if !$0.givenUp.isEmpty { $0.givenUp.remove(token) } }
      return outcome
    }

    private nonisolated(nonsending) func begin(
      _ token: UInt64, _ socket: Int32, _ what: Int32, _ deadline: ContinuousClock.Instant?
    ) async -> Outcome {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.givenUp.contains(token) { return true }
          state.waiters[token] = Waiter(continuation: continuation, deadline: deadline)
          return false
        }
        if isOver { return continuation.resume(returning: .cancelled) }
        // A socket that cannot be watched is closed: whoever reads from it learns why.
        if active_record_events_ask(queue, socket, what, token) != 0 { end(token, .ready) }
      }
    }

    private func cancel(_ token: UInt64) {
      let waiter = state.withLock { state in
        let waiter = state.waiters.removeValue(forKey: token)
        if waiter == nil { state.givenUp.insert(token) }
        return waiter
      }
      waiter?.continuation.resume(returning: .cancelled)
    }

    private func end(_ token: UInt64, _ outcome: Outcome) {
      state.withLock { $0.waiters.removeValue(forKey: token) }?.continuation.resume(returning: outcome)
    }

    /// The thread's work, which never ends.
    private func watch() {
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64) { tokens in
        var nextLook = ContinuousClock.now
        while let start = tokens.baseAddress {
          let count = active_record_events_wait(queue, start, 64, Self.tick)
          for index in 0..<Int(max(count, 0)) { end(tokens[index], .ready) }
          let now = ContinuousClock.now
          guard now >= nextLook else { continue }
          nextLook = now + .milliseconds(500)
          expire(now)
        }
      }
    }

    private func expire(_ now: ContinuousClock.Instant) {
      let late = state.withLock { state in
        state.waiters.filter { $0.value.deadline.map { $0 < now } ?? false }.map(\.key)
      }
      for token in late { end(token, .timedOut) }
    }
  }
#endif
