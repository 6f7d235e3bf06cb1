#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  /// What the server answered to one command.
  struct Answer {
    /// Its rows, or its command's tag; whoever takes it frees it.
    var result: OpaquePointer?
    var failure: DatabaseError?
    /// Whether the statement may succeed when it is prepared anew.
    var isStale = false
  }

  extension PostgreSQLConnection {
    /// How long the server may take to stop a statement, before the connection is given up.
    private static let patience = Duration.seconds(10)

    /// Waits for everything that the server answers to what was sent: the last result, and the first error.
    ///
    /// - Throws: ``DatabaseError`` where the connection is lost meanwhile.
    nonisolated(nonsending) func answer(_ sql: String, isCancellable: Bool = true) async throws -> Answer {
      var answer = Answer()
      changed = 0
      repeat {
        try await settle(sql, isCancellable)
        while !isBusy {
          guard let handle, let result = PQgetResult(handle) else {
            if cancel.wasAsked { await cancel.settle() }
            if handle == nil {
              if let result = answer.result { PQclear(result) }
              throw answer.failure ?? lost(sql)
            }
            return try finished(answer, sql)
          }
          take(result, into: &answer, sql)
        }
      } while true
    }

    /// Reads away what an earlier statement left behind, stopping it first where it may be stopped.
    nonisolated(nonsending) func drain(_ sql: String) async throws {
      hasAnswersLeft = false
      if !readsToTheEnd { cancel.ask() }
      readsToTheEnd = false
      let rest = try await answer(sql, isCancellable: false)
      if let result = rest.result { PQclear(result) }
    }

    private var isBusy: Bool {
      guard let handle else { return false }
      return PQisBusy(handle) == 1
    }

    /// Suspends until the next result is there as a whole.
    nonisolated(nonsending) func settle(_ sql: String, _ isCancellable: Bool) async throws {
      while true {
        guard let handle, !isLost else { throw lost(sql) }
        let unsent = PQflush(handle)
        guard unsent >= 0 else { throw lost(sql) }
        if unsent == 0, PQisBusy(handle) == 0 { return }
        try await wait(PQsocket(handle), unsent == 0 ? .reading : .both, isCancellable, sql)
        guard PQconsumeInput(handle) == 1 else {
          // What the server said before it hung up is still there, and says more.
          if PQisBusy(handle) == 0 { return }
          throw lost(sql)
        }
      }
    }

    private nonisolated(nonsending) func wait(
      _ socket: Int32, _ interest: SocketWatch.Interest, _ isCancellable: Bool, _ sql: String
    ) async throws {
      if cancel.wasAsked {
        guard await SocketWatch.shared.wait(socket, for: interest, timeout: Self.patience) else { throw lost(sql) }
      } else if isCancellable {
        await withTaskCancellationHandler {
          _ = await SocketWatch.shared.wait(socket, for: interest)
        } onCancel: { [cancel] in
          cancel.ask()
        }
      } else {
        _ = await SocketWatch.shared.wait(socket, for: interest)
      }
    }

    private func take(_ result: OpaquePointer, into answer: inout Answer, _ sql: String) {
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
        changed = Self.changes(result)
        if let earlier = answer.result { PQclear(earlier) }
        answer.result = result
      case PGRES_FATAL_ERROR:
        if answer.failure == nil {
          answer.failure = ErrorMapping.error(result, sql: sql, wasCancelled: cancel.wasAsked, location: parameters.location)
          answer.isStale = ErrorMapping.isStale(result)
        }
        PQclear(result)
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        answer.failure = DatabaseError(.misuse, "COPY cannot be run here", sql: sql)
        PQclear(result)
        // There is no way out of a copy that the caller did not ask for, but to hang up.
        close()
      default: PQclear(result)
      }
    }

    private func finished(_ answer: Answer, _ sql: String) throws -> Answer {
      if let failure = answer.failure, failure.code == .connectionLost {
        _ = lost(sql)
        if let result = answer.result { PQclear(result) }
        throw failure
      }
      return answer
    }

    /// The rows that a command changed: the number at the end of `INSERT 0 3`, `UPDATE 3` and the like; none of a query.
    static func changes(_ result: OpaquePointer) -> Int {
      guard let status = PQcmdStatus(result), status[0] != 83, let count = PQcmdTuples(result) else { return 0 }
      return Int(String(cString: count)) ?? 0
    }
  }
#endif
