#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  // Rows one by one, by libpq's single-row mode: neither libpq nor we ever hold more than what the socket brought.

  extension PostgreSQLStatement {
    /// Asks for the rows as they come, instead of all at once; said before the first step, and forgotten by ``reset()``.
    public func streamRows() { isStreamed = state == .ready }

    /// The next row, if it has come; at the end, whatever went wrong.
    func takeStreamed() throws -> StepResult {
      if let result { PQclear(result) }
      result = nil
      state = .streaming
      guard let handle = connection.handle else { throw ended(by: connection.lost(sql)) }
      while PQisBusy(handle) == 0 {
        guard let answer = PQgetResult(handle) else { return try endStream() }
        switch PQresultStatus(answer) {
        case PGRES_SINGLE_TUPLE:
          take(row: answer)
          return .row
        case PGRES_FATAL_ERROR: note(answer)
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
          PQclear(answer)
          // There is no way out of a copy but to hang up.
          connection.close()
          throw ended(by: DatabaseError(.misuse, "COPY cannot be run here", sql: sql))
        default: break
        }
        PQclear(answer)
      }
      return .pending
    }

    private func note(_ answer: OpaquePointer) {
      let failure = ErrorMapping.error(
        answer, sql: sql, wasCancelled: connection.cancel.wasAsked, location: connection.parameters.location)
      if failure.code == .connectionLost { _ = connection.lost(sql) }
      streamFailure = streamFailure ?? parameters.explain(failure)
    }

    private func take(row answer: OpaquePointer) {
      if isSentWithValues, columns.isEmpty { columns = ColumnForm.all(of: answer, isBinary: facts.isBinary && !isStale) }
      result = answer
      row = 0
      rows = 1
      state = .inRows
    }

    private func endStream() throws -> StepResult {
      if connection.cancel.wasAsked {
        state = .stopping
        return .pending
      }
      if let streamFailure { throw ended(by: streamFailure) }
      state = .done
      return .done
    }

    private func ended(by failure: DatabaseError) -> DatabaseError {
      state = .failed
      return failure
    }

    /// Waits for the next row, or until a request to stop has reached the server.
    nonisolated(nonsending) func waitForStreamed() async throws {
      if state == .stopping {
        await connection.cancel.settle()
        state = .done
        if let streamFailure { throw ended(by: streamFailure) }
        return
      }
      state = .streaming
      do { try await connection.settle(sql, true) } catch {
        state = .failed
        throw error
      }
    }

    /// Nobody wants the rest: the server is told to stop, and what it sent already is read before the next statement.
    ///
    /// In a transaction all is read, since stopping a statement would abort it.
    func leave() {
      switch state {
      case .waiting, .inRows, .streaming, .stopping:
        // Where another's rest is not read yet, this one was not sent.
        if connection.hasAnswersLeft { break }
        connection.hasAnswersLeft = true
        connection.readsToTheEnd = isInTransaction
        if isStreamed, !isInTransaction { connection.cancel.ask() }
      case .ready, .done, .failed: break
      }
      isStreamed = false
      isInTransaction = false
      streamFailure = nil
    }
  }
#endif
