#if MySQL
  import ActiveRecordCore
  import CMySQL

  extension MySQLConnection {
    /// What came of preparing a statement.
    enum Preparation {
      case prepared(UnsafeMutablePointer<MYSQL_STMT>)
      case notForPrepared
    }

    /// Has the server prepare a statement.
    nonisolated(nonsending) func prepareHandle(_ sql: String) async throws -> Preparation {
      guard let handle else { throw refusal(sql) }
      guard let statement = mysql_stmt_init(handle) else { throw failure(handle, sql) }
      let text = StableText(sql)
      defer { withExtendedLifetime(text) {} }
      var code: Int32 = 0
      let status = mysql_stmt_prepare_start(&code, statement, text.start, UInt(text.count))
      do { _ = try await finish(status, sql, cancels: true) { mysql_stmt_prepare_cont(&code, statement, $0) } } catch {
        discard(statement)
        throw error
      }
      if code == 0 { return .prepared(statement) }
      defer { discard(statement) }
      let number = mysql_stmt_errno(statement)
      if number == ErrorMapping.notForPrepared { return .notForPrepared }
      let error = ErrorMapping.error(number, String(cString: mysql_stmt_error(statement)), sql: sql, location: options.location)
      throw noted(error, number)
    }

    /// Runs the text of one or several statements, and throws away what they return.
    nonisolated(nonsending) func run(_ sql: String, cancels: Bool) async throws {
      let handle = try await ready(sql)
      changes = 0
      // The server takes an empty text for a mistake.
      if sql.utf8.allSatisfy({ $0 == 32 || $0 == 59 || (9...13).contains($0) }) { return }
      let text = StableText(sql)
      defer { withExtendedLifetime(text) {} }
      var code: Int32 = 0
      let status = mysql_real_query_start(&code, handle, text.start, UInt(text.count))
      _ = try await finish(status, sql, cancels: cancels) { mysql_real_query_cont(&code, handle, $0) }
      while true {
        guard code == 0 else { throw failure(handle, sql) }
        _ = try await storedRows(handle, sql)
        guard mysql_more_results(handle) != 0 else { return }
        let status = mysql_next_result_start(&code, handle)
        _ = try await finish(status, sql, cancels: cancels) { mysql_next_result_cont(&code, handle, $0) }
        if code == -1 { return }
      }
    }

    /// The rows of a small query without values, as text.
    nonisolated(nonsending) func textRows(_ sql: String) async throws -> [[String?]] {
      let handle = try await ready(sql)
      var code: Int32 = 0
      let text = StableText(sql)
      defer { withExtendedLifetime(text) {} }
      let status = mysql_real_query_start(&code, handle, text.start, UInt(text.count))
      _ = try await finish(status, sql, cancels: false) { mysql_real_query_cont(&code, handle, $0) }
      guard code == 0 else { throw failure(handle, sql) }
      return try await storedRows(handle, sql)
    }

    /// Reads a result to its end.
    private nonisolated(nonsending) func storedRows(_ handle: UnsafeMutablePointer<MYSQL>, _ sql: String) async throws -> [[String?]] {
      guard mysql_field_count(handle) > 0 else {
        let count = mysql_affected_rows(handle)
        changes = count == .max ? 0 : Int(clamping: count)
        let id = mysql_insert_id(handle)
        if id != 0 { lastInsertedID = Int64(truncatingIfNeeded: id) }
        return []
      }
      var result: UnsafeMutablePointer<MYSQL_RES>?
      let status = mysql_store_result_start(&result, handle)
      _ = try await finish(status, sql, cancels: true) { mysql_store_result_cont(&result, handle, $0) }
      guard let result else { throw failure(handle, sql) }
      defer { mysql_free_result(result) }
      let columns = Int(mysql_num_fields(result))
      var rows: [[String?]] = []
      while let row = mysql_fetch_row(result) {
        rows.append((0..<columns).map { index in row[index].map { String(cString: $0) } })
      }
      return rows
    }

    /// Brings a call to its end: waits for the socket wherever the call would have to.
    ///
    /// - Parameter cancels: Whether the end of the task ends the call; the server is told, and its answer is awaited.
    /// - Returns: Whether the task was cancelled, and the server told.
    nonisolated(nonsending) func finish(
      _ status: Int32, _ sql: String?, cancels: Bool, _ go: (Int32) -> Int32
    ) async throws -> Bool {
      var status = status
      var isCancelled = false
      while status != 0 {
        switch await wait(status, cancels: cancels && !isCancelled) {
        case .ready: status = go(status & ~Int32(MYSQL_WAIT_TIMEOUT))
        case .timedOut: throw unanswered(sql)
        case .cancelled:
          isCancelled = true
          wasCancelled = true
          guard await cancelQuery() else { throw abandoned(sql) }
        }
      }
      return isCancelled
    }

    /// Waits until the socket is ready for the call that stopped.
    nonisolated(nonsending) func wait(_ status: Int32, cancels: Bool) async -> SocketEvents.Outcome {
      guard let handle, let events = SocketEvents.shared else { return .timedOut }
      let deadline = options.readTimeout.map { ContinuousClock.now + $0 }
      return await events.wait(mysql_get_socket(handle), status, until: deadline, cancels: cancels)
    }

    /// The server stays away too long.
    func unanswered(_ sql: String?) -> DatabaseError {
      breakOff()
      let time = options.readTimeout.map { " within \($0)" } ?? ""
      return DatabaseError(.connectionLost, "\(options.location) did not answer\(time)", sql: sql)
    }

    /// The statement was to be cancelled, and the server could not be told.
    func abandoned(_ sql: String?) -> DatabaseError {
      breakOff()
      return DatabaseError(
        .cancelled, "the task was cancelled while the statement ran; the server could not be told, so the connection is given up", sql: sql)
    }

    static let waitsForRead = Int32(MYSQL_WAIT_READ)
  }
#endif
