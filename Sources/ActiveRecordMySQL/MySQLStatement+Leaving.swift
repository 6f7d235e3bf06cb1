#if MySQL
  import ActiveRecordCore
  import CMySQL

  // Rows that nobody wants any more.

  extension MySQLStatement {
    /// The rows of a statement that was cancelled are not wanted any more.
    func cancelled() -> DatabaseError {
      state = .failed
      connection.reading = nil
      connection.leftover = self
      return DatabaseError(.cancelled, "the task was cancelled while the statement ran", sql: sql)
    }

    /// Nobody asks for the other rows: what has come already is read, and the rest is left to the next call.
    func leaveRows() {
      connection.reading = nil
      if !isWaiting {
        for _ in 0..<64 {
          switch skipRow() {
          case .row: continue
          case .done:
            if mysql_stmt_more_results(handle) == 0 { return }
            connection.leftover = self
            return
          case .pending:
            connection.leftover = self
            return
          }
        }
      }
      connection.leftover = self
    }

    /// Whether a call waits for the socket.
    var isWaiting: Bool { status != 0 }

    /// Reads a row that nobody wants, or goes on with that.
    func skipRow() -> StepResult {
      if status != 0 {
        status = mysql_stmt_fetch_cont(code, handle, MySQLConnection.waitsForRead)
      } else {
        status = mysql_stmt_fetch_start(code, handle)
      }
      if status != 0 { return .pending }
      if code.pointee == 0 || code.pointee == Int32(MYSQL_DATA_TRUNCATED) { return .row }
      if code.pointee != Int32(MYSQL_NO_DATA) {
        let number = mysql_stmt_errno(handle)
        _ = connection.noted(ErrorMapping.error(number, "", sql: sql, location: connection.options.location), number)
      }
      return .done
    }

    /// Reads the other results of a procedure.
    nonisolated(nonsending) func skipResults() async throws {
      while mysql_stmt_more_results(handle) != 0 {
        let status = mysql_stmt_next_result_start(code, handle)
        _ = try await connection.finish(status, sql, cancels: false) { mysql_stmt_next_result_cont(code, handle, $0) }
        guard code.pointee == 0, mysql_stmt_field_count(handle) > 0 else { continue }
        var flag: CChar = 0
        let freeing = mysql_stmt_free_result_start(&flag, handle)
        _ = try await connection.finish(freeing, sql, cancels: false) { mysql_stmt_free_result_cont(&flag, handle, $0) }
      }
    }
  }
#endif
