#if MySQL
  import ActiveRecordCore
  import CMySQL

  extension MySQLConnection {
    /// Tells the server, through another connection, to stop the statement that runs on this one.
    ///
    /// - Returns: Whether the server was told.
    nonisolated(nonsending) func cancelQuery() async -> Bool {
      var options = options
      options.connectTimeout = min(options.connectTimeout, .seconds(5))
      options.readTimeout = .seconds(5)
      // A task that was cancelled could not wait for the answer.
      let (number, copy) = (number, options)
      let messenger = Task.detached {
        do {
          let connection = try await MySQLConnection.open(copy, isMessenger: true)
          defer { connection.close() }
          do { try await connection.run("KILL QUERY \(number)", cancels: false) } catch let error as DatabaseError {
            // The connection is gone already, and its statement with it.
            return error.code != .connectionLost
          }
          return true
        } catch { return false }
      }
      return await messenger.value
    }

    /// Brings to its end what is left of the last call, so that the next one can begin.
    nonisolated(nonsending) func settle() async throws {
      if let statement = leftover { try await drain(statement) }
      if wasCancelled {
        wasCancelled = false
        try await absorbCancellation()
      }
      try await askForTransaction()
    }

    /// A cancellation that came too late meets a statement that does nothing.
    private nonisolated(nonsending) func absorbCancellation() async throws {
      guard let handle, isUsable else { return }
      let text = StableText("DO 0")
      defer { withExtendedLifetime(text) {} }
      for _ in 0..<2 {
        var code: Int32 = 0
        let status = mysql_real_query_start(&code, handle, text.start, UInt(text.count))
        _ = try await finish(status, nil, cancels: false) { mysql_real_query_cont(&code, handle, $0) }
        if code == 0 { return }
      }
    }

    /// Reads what a statement was not asked for any more, and throws it away; a long rest the server is told to leave out.
    private nonisolated(nonsending) func drain(_ statement: MySQLStatement) async throws {
      leftover = nil
      var read = 0
      while true {
        if statement.isWaiting {
          guard await wait(Self.waitsForRead, cancels: false) == .ready else { throw unanswered(nil) }
        }
        switch statement.skipRow() {
        case .row:
          read += 1
          guard read == Self.longestRest else { continue }
          wasCancelled = true
          guard await cancelQuery() else { throw abandoned(nil) }
        case .done: return try await statement.skipResults()
        case .pending: continue
        }
      }
    }

    /// How many rows are read that nobody wants, before the server is told to stop.
    private static let longestRest = 5000
  }
#endif
