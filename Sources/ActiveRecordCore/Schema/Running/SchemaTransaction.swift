/// A transaction in which the schema is changed. It takes the lock of those who write when it begins, so only one runner is in
/// it at a time, and looks at what the others did once it is in.
struct SchemaTransaction {
  let database: Database
  let dialect: SchemaDialect
  /// Whether foreign keys are not enforced inside, and all of them checked at the end.
  let suspendsForeignKeys: Bool
  /// How long to wait for the lock.
  let patience: Duration

  /// Runs `body` in the transaction.
  ///
  /// - Throws: What `body` throws, after everything was taken back; ``MigrationError`` where the lock was not to be had.
  nonisolated(nonsending) func run<R>(_ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    let (connection, resumes) = try await begin()
    defer { database.pool(for: .writing).checkin(connection) }
    let session = Session(database, .writing, mark: database.mark)
    let frame = TransactionFrame(savepoint: nil)
    frame.isOpen = true
    session.connection = connection
    session.frames = [frame]
    defer { _ = frame.end() }
    do {
      let result = try await Session.$current.withValue(session, operation: body)
      try Task.checkCancellation()
      if resumes { try await checkForeignKeys(connection) }
      try await database.control(connection, "COMMIT")
      await finish(connection, resumes: resumes)
      return result
    } catch {
      // A connection that cannot be rolled back is not to be trusted: closing it takes everything back.
      do { try await database.control(connection, "ROLLBACK") } catch { connection.close() }
      frame.restore()
      await finish(connection, resumes: resumes)
      throw error
    }
  }

  /// A connection with the lock, and whether foreign keys have to be enforced again when it is given back.
  private nonisolated(nonsending) func begin() async throws -> (Connection, resumes: Bool) {
    if let session = Session.current(of: database), session.isInTransaction {
      throw MigrationError(
        .insideTransaction, "the schema is changed in a transaction of its own. Call this outside of database.transaction { … }")
    }
    let deadline = ContinuousClock.now + patience
    while true {
      do { return try await attempt() } catch let error as DatabaseError where error.code == .busy {
        guard ContinuousClock.now < deadline else {
          throw MigrationError(
            .locked, "another runner, or a long transaction, kept \(database.location) locked for \(patience): \(error.message)",
            underlying: error)
        }
        // Where the driver does not wait, this must not spin.
        try await Task.sleep(for: .milliseconds(20))
      }
    }
  }

  private nonisolated(nonsending) func attempt() async throws -> (Connection, resumes: Bool) {
    let pool = database.pool(for: .writing)
    let connection = try await pool.checkout()
    var resumes = false
    do {
      if suspendsForeignKeys, let keys = dialect.foreignKeys {
        resumes = try await rows(keys.read, connection).first?.first == "1"
        // Inside of a transaction SQLite ignores this, so it comes before.
        if resumes { try await database.control(connection, keys.suspend) }
      }
      try await database.control(connection, dialect.dialect.beginWrite)
      if let lock = dialect.tryLock { try await take(lock, connection) }
      return (connection, resumes)
    } catch {
      await finish(connection, resumes: resumes)
      pool.checkin(connection)
      throw error
    }
  }

  private nonisolated(nonsending) func take(_ lock: String, _ connection: Connection) async throws {
    if ["true", "1"].contains(try await rows(lock, connection).first?.first) { return }
    try await database.control(connection, "ROLLBACK")
    throw DatabaseError(.busy, "another runner is changing the schema of \(database.location)")
  }

  private nonisolated(nonsending) func finish(_ connection: Connection, resumes: Bool) async {
    connection.forgetStatements()
    if let unlock = dialect.unlock, connection.isUsable {
      do { try await database.control(connection, unlock) } catch { connection.close() }
    }
    guard resumes, connection.isUsable, let keys = dialect.foreignKeys else { return }
    do { try await database.control(connection, keys.resume) } catch { connection.close() }
  }

  private nonisolated(nonsending) func checkForeignKeys(_ connection: Connection) async throws {
    guard let keys = dialect.foreignKeys else { return }
    let violations = try await rows(keys.check, connection)
    if violations.isEmpty { return }
    let kinds = Dictionary(grouping: violations) { "\"\($0[0] ?? "")\" → \"\($0[2] ?? "")\"" }
    let list = kinds.sorted { $0.key < $1.key }.map { kind, rows in
      let numbers = rows.prefix(5).compactMap { $0[1] }.joined(separator: ", ")
      return "\(kind): \(rows.count)" + (numbers.isEmpty ? "" : " (rowid \(numbers)\(rows.count > 5 ? ", …" : ""))")
    }
    throw MigrationError(
      .foreignKeyViolation,
      "rows point at rows that are not there, so the foreign keys cannot hold: \(list.joined(separator: "; ")). Mend or delete them first")
  }

  private nonisolated(nonsending) func rows(_ sql: String, _ connection: Connection) async throws -> [[String?]] {
    let entry = try await connection.statement(sql, cached: false)
    try entry.bind([])
    defer { entry.end() }
    var rows: [[String?]] = []
    _ = try await entry.forEach { row in rows.append((0..<row.columnCount).map { row.text($0) }) }
    return rows
  }
}
