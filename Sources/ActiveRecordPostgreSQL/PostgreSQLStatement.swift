#if PostgreSQL
  public import ActiveRecordCore
  import CPostgreSQL

  /// A statement of PostgreSQL; its columns are read from libpq's result directly.
  ///
  /// It keeps its connection alive, and belongs to the same task. A result is complete when its first row is read,
  /// unless its rows are streamed.
  public final class PostgreSQLStatement: DriverStatement {
    enum State: UInt8 {
      case ready, waiting, inRows
      /// Rows come one by one: the next one is on its way, or all have come and a request to stop is.
      case streaming, stopping
      case done, failed
    }
    let connection: PostgreSQLConnection
    let sql: String
    /// The name under which the server keeps it; `nil` for one that is sent with its values.
    let name: String?
    let facts: StatementFacts
    @exclusivity(unchecked) var state = State.ready
    @exclusivity(unchecked) var parameters = ParameterList()
    /// What went wrong where an integer was bound; the next step tells.
    @exclusivity(unchecked) var bindingFailure: DatabaseError?
    /// Whether the server's plan does not fit the tables any more.
    @exclusivity(unchecked) private(set) var isStale = false
    @exclusivity(unchecked) var result: OpaquePointer?
    @exclusivity(unchecked) var columns: ContiguousArray<ColumnForm> = []
    @exclusivity(unchecked) var row: Int32 = -1
    @exclusivity(unchecked) var rows: Int32 = 0
    /// Whether rows are asked for one by one.
    @exclusivity(unchecked) var isStreamed = false
    /// Whether they are read in a transaction, which does not survive that a statement is stopped.
    @exclusivity(unchecked) var isInTransaction = false
    /// What ended the stream.
    @exclusivity(unchecked) var streamFailure: DatabaseError?

    init(_ connection: PostgreSQLConnection, _ sql: String, name: String?, _ facts: StatementFacts) {
      self.connection = connection
      self.sql = sql
      self.name = name
      self.facts = facts
      columns = facts.columns
    }

    deinit {
      reset()
      if let name { connection.abandoned.append(name) }
    }

    /// Goes to the next row.
    ///
    /// - Returns: ``ActiveRecordCore/StepResult/pending`` where the answer is on its way; ``wait()`` and step again.
    /// - Throws: ``ActiveRecordCore/DatabaseError``.
    public func step() throws -> StepResult {
      switch state {
      case .inRows:
        row += 1
        if row < rows { return .row }
        if isStreamed { return try takeStreamed() }
        state = .done
        return .done
      case .streaming: return try takeStreamed()
      case .ready:
        if let bindingFailure { throw bindingFailure }
        state = .waiting
        // What an earlier statement left has to be read first, which may take a wait.
        if !connection.hasAnswersLeft { try send() }
        return .pending
      case .waiting, .stopping: return .pending
      case .done: return .done
      case .failed: throw DatabaseError(.misuse, "the statement failed; it has to be reset before it can run again", sql: sql)
      }
    }

    /// Waits for the server's answer, without blocking the thread.
    ///
    /// A task that is cancelled meanwhile asks the server to stop; the connection can be used afterwards.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError``, with the code `cancelled` for a statement that was stopped.
    public nonisolated(nonsending) func wait() async throws {
      if state == .streaming || state == .stopping { return try await waitForStreamed() }
      guard state == .waiting else { return }
      state = .failed
      if connection.hasAnswersLeft {
        _ = try await connection.ready(sql)
        try send()
      }
      if isStreamed { return try await waitForStreamed() }
      var answer = try await connection.answer(sql)
      if answer.isStale, canSendAgain {
        isStale = true
        try send()
        answer = try await connection.answer(sql)
      }
      if let failure = answer.failure {
        if let result = answer.result { PQclear(result) }
        throw parameters.explain(failure)
      }
      take(answer.result)
    }

    /// Makes the statement ready to be bound and run again; nothing stays bound.
    public func reset() {
      if let result { PQclear(result) }
      result = nil
      if state == .waiting || isStreamed { leave() }
      state = .ready
      parameters.clear()
      if bindingFailure != nil { bindingFailure = nil }
    }

    /// A plan that no longer fits is made anew, but not in a transaction that the failure aborted.
    private var canSendAgain: Bool {
      guard let handle = connection.handle else { return false }
      return name != nil && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    var isSentWithValues: Bool { name == nil || isStale || parameters.hasOwnTypes }

    /// Sends the statement with its values, alone or as a part of a pipeline.
    func send() throws {
      guard let handle = connection.handle, connection.isUsable else { throw connection.lost(sql) }
      if isStreamed {
        isInTransaction = PQtransactionStatus(handle) == PQTRANS_INTRANS
        if isSentWithValues { columns = [] }
      }
      try parameters.check(expected: name == nil ? nil : facts.parameters.count, sql)
      let sent: Int32
      if isSentWithValues {
        sent = parameters.send { count, types, values, lengths, formats in
          PQsendQueryParams(handle, sql, count, types, values, lengths, formats, facts.isBinary && !isStale ? 1 : 0)
        }
      } else {
        sent = parameters.send { count, _, values, lengths, formats in
          PQsendQueryPrepared(handle, name, count, values, lengths, formats, facts.isBinary ? 1 : 0)
        }
      }
      guard sent == 1 else { throw connection.refusal(sql) }
      if isStreamed { PQsetSingleRowMode(handle) }
    }

    private func take(_ answer: OpaquePointer?) {
      result = answer
      row = -1
      rows = answer.map(PQntuples) ?? 0
      state = .inRows
      if let answer, isSentWithValues { columns = ColumnForm.all(of: answer, isBinary: facts.isBinary && !isStale) }
    }
  }

  extension PostgreSQLConnection {
    /// Why libpq did not take a statement: the connection is gone, or something else is still being read from it.
    func refusal(_ sql: String) -> DatabaseError {
      guard let handle, PQstatus(handle) == CONNECTION_OK else { return lost(sql) }
      let message = String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).joined(separator: "; ")
      return DatabaseError(.misuse, message, sql: sql)
    }
  }
#endif
