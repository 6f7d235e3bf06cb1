#if MySQL
  public import ActiveRecordCore
  import CMySQL

  /// A prepared statement of MySQL or MariaDB; rows come from the server one by one.
  ///
  /// It keeps its connection alive, and belongs to the same task.
  public final class MySQLStatement: DriverStatement {
    enum State {
      /// It can be bound and run.
      case ready
      /// The call that runs it, or that fetches a row, waits for the socket.
      case executing, fetching
      /// The server has answered: a row can be fetched.
      case executed
      case inRows, done, failed
    }
    @exclusivity(unchecked) private(set) var handle: UnsafeMutablePointer<MYSQL_STMT>
    let connection: MySQLConnection
    let sql: String
    @exclusivity(unchecked) var state = State.ready
    /// What the call that is under way waits for.
    @exclusivity(unchecked) var status: Int32 = 0
    /// What the last call returned; on the heap, because a call that waits keeps the address.
    let code: UnsafeMutablePointer<Int32>
    @exclusivity(unchecked) var parameters: StatementParameters
    @exclusivity(unchecked) var results = ResultBuffers()

    init(_ handle: UnsafeMutablePointer<MYSQL_STMT>, _ connection: MySQLConnection, _ sql: String) {
      self.handle = handle
      self.connection = connection
      self.sql = sql
      code = .allocate(capacity: 1)
      code.initialize(to: 0)
      parameters = StatementParameters(count: Int(mysql_stmt_param_count(handle)))
    }

    deinit {
      if connection.reading == ObjectIdentifier(self) { connection.reading = nil }
      connection.discard(handle)
      code.deallocate()
    }

    /// Goes to the next row.
    ///
    /// - Returns: ``ActiveRecordCore/StepResult/pending`` where the server has not answered yet; ``wait()`` and step again.
    /// - Throws: ``ActiveRecordCore/DatabaseError``.
    public func step() throws -> StepResult {
      if state == .ready {
        if connection.isUnsettled { return .pending }
        try start()
      }
      switch state {
      case .executed, .inRows: return try fetch()
      case .done: return .done
      case .ready, .executing, .fetching: return .pending
      case .failed: throw DatabaseError(.misuse, "the statement failed; it has to be reset before it can run again", sql: sql)
      }
    }

    /// Waits for the server's answer, without blocking the thread; the end of the task cancels the statement.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError``.
    public nonisolated(nonsending) func wait() async throws {
      switch state {
      case .ready: try await connection.settle()
      case .executing:
        var wasCancelled = try await finish { mysql_stmt_execute_cont(code, handle, $0) }
        if code.pointee != 0, mysql_stmt_errno(handle) == ErrorMapping.otherColumns { wasCancelled = try await runAgain() }
        do { try executed() } catch let error as DatabaseError { throw await connection.explained(error) }
        if wasCancelled, state == .executed { throw cancelled() }
      case .fetching:
        if try await finish({ mysql_stmt_fetch_cont(code, handle, $0) }) { throw cancelled() }
        state = .executed
        hasFetched = true
      default: break
      }
    }

    /// Whether a fetch that had to wait has brought its row.
    @exclusivity(unchecked) private var hasFetched = false

    /// Makes the statement ready to be bound and run again; nothing stays bound.
    public func reset() {
      switch state {
      case .executed, .inRows, .fetching: leaveRows()
      case .executing: connection.breakOff()
      case .ready, .done, .failed: break
      }
      // What is left is still fetched into the same memory.
      if connection.leftover !== self { results.shrink() }
      parameters.clear()
      hasFetched = false
      state = .ready
    }

    /// Goes on with the call that is under way until its end.
    ///
    /// - Returns: Whether the task was cancelled meanwhile, and the server told.
    private nonisolated(nonsending) func finish(_ go: (Int32) -> Int32) async throws -> Bool {
      do {
        let wasCancelled = try await connection.finish(status, sql, cancels: true, go)
        status = 0
        return wasCancelled
      } catch {
        state = .failed
        connection.reading = nil
        throw error
      }
    }

    /// The first step: the statement and its values are sent.
    private func start() throws {
      _ = try connection.start(sql)
      try parameters.check(sql)
      connection.changes = 0
      if parameters.count > 0, mysql_stmt_bind_param(handle, parameters.binds) != 0 { throw failed() }
      status = mysql_stmt_execute_start(code, handle)
      state = .executing
    }

    /// The columns are others than those that the library knows, after the table was changed: the statement is prepared anew.
    private nonisolated(nonsending) func runAgain() async throws -> Bool {
      var flag: CChar = 0
      let freeing = mysql_stmt_free_result_start(&flag, handle)
      _ = try await connection.finish(freeing, sql, cancels: false) { mysql_stmt_free_result_cont(&flag, handle, $0) }
      guard case .prepared(let renewed) = try await connection.prepareHandle(sql) else { throw failed() }
      connection.discard(handle)
      handle = renewed
      results.forget()
      if parameters.count > 0, mysql_stmt_bind_param(handle, parameters.binds) != 0 { throw failed() }
      status = mysql_stmt_execute_start(code, handle)
      return try await finish { mysql_stmt_execute_cont(code, handle, $0) }
    }

    /// The server has answered.
    private func executed() throws {
      guard code.pointee == 0 else { throw failed() }
      let count = mysql_stmt_field_count(handle)
      if count == 0 {
        noteChanges()
        state = .done
        return
      }
      connection.reading = ObjectIdentifier(self)
      state = .executed
      guard let fields = mariadb_stmt_fetch_fields(handle) else { throw failed() }
      if mysql_stmt_more_results(handle) != 0 { results.forget() }
      if results.prepare(fields, Int(count)), mysql_stmt_bind_result(handle, results.binds) != 0 { throw failed() }
    }

    private func fetch() throws -> StepResult {
      if hasFetched {
        hasFetched = false
      } else {
        status = mysql_stmt_fetch_start(code, handle)
        if status != 0 {
          state = .fetching
          return .pending
        }
      }
      switch code.pointee {
      case 0:
        state = .inRows
        return .row
      case Int32(MYSQL_DATA_TRUNCATED):
        state = .inRows
        guard results.fetchLong(handle) else { throw failed() }
        return .row
      case Int32(MYSQL_NO_DATA):
        endRows()
        return .done
      default: throw failed()
      }
    }

    private func endRows() {
      state = .done
      connection.reading = nil
      if mysql_stmt_more_results(handle) != 0 { connection.leftover = self }
    }

    private func failed() -> DatabaseError {
      state = .failed
      if connection.reading == ObjectIdentifier(self) { connection.reading = nil }
      var number = mysql_stmt_errno(handle)
      var message = String(cString: mysql_stmt_error(handle))
      // What went wrong between two rows is told by the connection alone.
      if number == 0, let connection = connection.handle {
        number = mysql_errno(connection)
        message = String(cString: mysql_error(connection))
      }
      return connection.noted(
        ErrorMapping.error(number, message, sql: sql, location: connection.options.location), number)
    }
  }
#endif
