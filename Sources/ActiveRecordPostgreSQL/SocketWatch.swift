#if PostgreSQL
  import CPostgreSQL
  import Dispatch
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Wakes tasks whose socket got ready; one thread watches the sockets of all connections.
  final class SocketWatch: Sendable {
    static let shared = SocketWatch()

    /// What a socket is watched for.
    enum Interest {
      case reading, writing, both
    }

    private struct State {
      var waits: [UInt64: UnsafeContinuation<Bool, Never>] = [:]
      var last: UInt64 = 0
    }
    private let state = Mutex(State())

    /// Suspends until the socket is ready, hung up, or `timeout` is over.
    ///
    /// - Returns: Whether the socket got ready in time; also when it did while the task waited for a thread.
    nonisolated(nonsending) func wait(_ socket: Int32, for interest: Interest, timeout: Duration? = nil) async -> Bool {
      let token = state.withLock { state in
        state.last += 1
        return state.last
      }
      var expiry: Task<Void, any Error>?
      defer { expiry?.cancel() }
      let wasWoken = await withUnsafeContinuation { continuation in
        state.withLock { $0.waits[token] = continuation }
        // Only now: a time that is over before the wait is noted would wake nobody.
        expiry = timeout.map { timeout in
          Task {
            try await Task.sleep(for: timeout)
            self.wake(token, false)
          }
        }
        if !arm(socket, interest, token) { wake(token, true) }
      }
      return wasWoken || Self.isReady(socket, for: interest)
    }

    private static func isReady(_ socket: Int32, for interest: Interest) -> Bool {
      var watched = pollfd(fd: socket, events: 0, revents: 0)
      if interest != .writing { watched.events |= Int16(POLLIN) }
      if interest != .reading { watched.events |= Int16(POLLOUT) }
      return poll(&watched, 1, 0) > 0
    }

    private func wake(_ token: UInt64, _ ready: Bool) {
      state.withLock { $0.waits.removeValue(forKey: token) }?.resume(returning: ready)
    }

    #if os(Linux) || os(Android)
      private let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))

      private init() {
        let thread = DispatchQueue(label: "ActiveRecord.PostgreSQL.sockets", qos: .userInitiated)
        thread.async { [self] in watch() }
      }

      /// Each event is told once; what was watched for before is replaced.
      private func arm(_ socket: Int32, _ interest: Interest, _ token: UInt64) -> Bool {
        var event = epoll_event()
        event.events = EPOLLONESHOT.rawValue
        if interest != .writing { event.events |= EPOLLIN.rawValue }
        if interest != .reading { event.events |= EPOLLOUT.rawValue }
        event.data.u64 = token
        if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) == 0 { return true }
        return epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) == 0
      }

      private func watch() {
        let capacity = 64
        let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: capacity)
        defer { events.deallocate() }
        while true {
          let count = epoll_wait(epoll, events, Int32(capacity), -1)
          if count < 0, errno != EINTR { return }
          for index in 0..<max(0, Int(count)) { wake(events[index].data.u64, true) }
        }
      }
    #else
      private init() {}

      private func arm(_ socket: Int32, _ interest: Interest, _ token: UInt64) -> Bool {
        // Whichever source fires first wakes; each of them then ends itself.
        if interest != .writing { once(DispatchSource.makeReadSource(fileDescriptor: socket), token) }
        if interest != .reading { once(DispatchSource.makeWriteSource(fileDescriptor: socket), token) }
        return true
      }

      private func once(_ source: any DispatchSourceProtocol, _ token: UInt64) {
        source.setEventHandler {
          source.cancel()
          self.wake(token, true)
        }
        source.resume()
      }
    #endif
  }
#endif
