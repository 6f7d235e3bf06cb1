extension Database {
  /// Sends a statement that begins, ends or divides a transaction.
  nonisolated(nonsending) func control(_ connection: Connection, _ sql: String) async throws {
    guard observers.isActive else { return try await connection.driver.execute(sql) }
    let start = Moment.now
    do { try await connection.driver.execute(sql) } catch {
      tell(sql, [], start, rows: 0, .none, failed: true)
      throw error
    }
    tell(sql, [], start, rows: 0, .none)
  }

  func tell(
    _ sql: String, _ bindings: [DatabaseValue], _ start: Moment, rows: Int, _ cause: QueryCause,
    failed: Bool = false
  ) {
    observers.tell(
      QueryEvent(
        sql: sql, bindings: bindings, duration: start.duration(to: .now), rows: rows, cause: cause, failed: failed))
  }
}

extension Lease {
  /// Runs a statement and calls `row` for each row it returns.
  ///
  /// - Returns: How many rows it returned or, where it returned none, changed.
  @discardableResult
  nonisolated(nonsending) func run(
    _ sql: RenderedSQL, cached: Bool = true, cause: QueryCause, row: (any DriverStatement) throws -> Void = { _ in }
  ) async throws -> Int {
    let start = database.observers.isActive ? Moment.now : nil
    do {
      let entry = try await connection.statement(sql.text, cached: cached)
      try entry.bind(sql.bindings)
      defer { entry.end() }
      let count = try await entry.forEach(row)
      let rows = count == 0 ? connection.driver.changes : count
      if let start { database.tell(sql.text, sql.bindings, start, rows: rows, cause) }
      return rows
    } catch {
      if let start { database.tell(sql.text, sql.bindings, start, rows: 0, cause, failed: true) }
      throw error
    }
  }

  /// Runs statements that bind nothing and return nothing.
  nonisolated(nonsending) func script(_ sql: String, cause: QueryCause) async throws {
    let start = database.observers.isActive ? Moment.now : nil
    do { try await connection.driver.execute(sql) } catch {
      if let start { database.tell(sql, [], start, rows: 0, cause, failed: true) }
      throw error
    }
    if let start { database.tell(sql, [], start, rows: 0, cause) }
  }
}

extension CachedStatement {
  /// Binds values to the placeholders and marks the statement as used.
  func bind(_ values: [DatabaseValue]) throws {
    inUse = true
    do {
      for index in 0..<values.count { try statement.bind(values[index], at: Int32(truncatingIfNeeded: index + 1)) }
    } catch {
      end()
      throw error
    }
  }

  /// Makes the statement ready for the next use.
  @inline(__always) func end() {
    statement.reset()
    inUse = false
  }

  /// Runs the statement and calls `body` for each row it returns.
  ///
  /// - Returns: How many rows it returned.
  nonisolated(nonsending) func forEach(_ body: (any DriverStatement) throws -> Void) async throws -> Int {
    var count = 0
    while !(try statement.takeRows {
      count += 1; try body(statement)
    }) { try await statement.wait() }
    return count
  }
}

extension DriverStatement {
  /// Calls `row` for each row that is there now.
  ///
  /// - Returns: Whether that was the end; where it was not, ``wait()`` and call this again. (Without an `await` for each row, a loop over
  ///   them keeps its state in registers.)
  @inline(__always) func takeRows(_ row: () throws -> Void) throws -> Bool {
    while true {
      switch try step() {
      case .row: try row()
      case .done: return true
      case .pending: return false
      }
    }
  }
}
