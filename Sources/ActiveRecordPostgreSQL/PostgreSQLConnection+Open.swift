#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL
  import Dispatch

  extension PostgreSQLConnection {
    /// libpq looks up names, reads files and computes keys while it connects, which takes its time: not on a thread of Swift's pool.
    private static let queue = DispatchQueue(label: "ActiveRecord.PostgreSQL.open", attributes: .concurrent)

    /// A handle on its way between the task that opens it and the queue; only one of them uses it at a time.
    private struct Passed<Value>: @unchecked Sendable {
      let value: Value
    }

    /// Opens a connection.
    nonisolated(nonsending) static func open(_ parameters: ConnectionParameters, timeout: Duration) async throws -> PostgreSQLConnection {
      guard let handle = await onQueue({ parameters.start() }) else {
        throw DatabaseError(.cannotOpen, "there is not enough memory to open \(parameters.location)")
      }
      do {
        guard PQstatus(handle) != CONNECTION_BAD else { throw openingError(handle, parameters) }
        try await finish(handle, parameters, until: .now + timeout)
        guard PQsetnonblocking(handle, 1) == 0 else { throw openingError(handle, parameters) }
        // Notices would be printed to the standard error output.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
      } catch {
        PQfinish(handle)
        throw error
      }
      return PostgreSQLConnection(handle, parameters)
    }

    /// What an answer of the server may take when the time for all of them is over: it may be the process that was slow, not the server.
    private static let grace = Duration.seconds(1)

    private nonisolated(nonsending) static func finish(
      _ handle: OpaquePointer, _ parameters: ConnectionParameters, until deadline: ContinuousClock.Instant
    ) async throws {
      var interest = SocketWatch.Interest.writing
      while true {
        try Task.checkCancellation()
        let left = ContinuousClock.now.duration(to: deadline)
        guard await SocketWatch.shared.wait(PQsocket(handle), for: interest, timeout: left > .zero ? left : grace) else {
          throw DatabaseError(.cannotOpen, "\(parameters.location) did not answer in time; see PostgreSQLOptions.connectTimeout")
        }
        let passed = Passed(value: handle)
        switch await onQueue({ PQconnectPoll(passed.value) }) {
        case PGRES_POLLING_OK: return
        case PGRES_POLLING_READING: interest = .reading
        case PGRES_POLLING_WRITING: interest = .writing
        default: throw openingError(handle, parameters)
        }
      }
    }

    private nonisolated(nonsending) static func onQueue<Value>(_ body: @escaping @Sendable () -> Value) async -> Value {
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Passed<Value>, Never>) in
        queue.async { continuation.resume(returning: Passed(value: body())) }
      }.value
    }

    /// Why the server was not reached, or refused. No statement was sent, so there is no code: the message has to tell.
    private static func openingError(_ handle: OpaquePointer, _ parameters: ConnectionParameters) -> DatabaseError {
      let message = String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).joined(separator: "; ")
      let isFull = ["too many clients", "remaining connection slots", "too many connections"].contains { message.contains($0) }
      if isFull { return DatabaseError(.busy, "\(parameters.location) takes no more connections: \(message)") }
      return DatabaseError(.cannotOpen, "\(parameters.location): \(message)")
    }
  }
#endif
