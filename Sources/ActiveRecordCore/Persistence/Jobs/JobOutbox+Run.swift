#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension JobOutbox {
  /// Does every job that is due.
  ///
  /// A job that fails is noted and tried again later; it stops no other.
  ///
  /// - Returns: How many jobs were done.
  @discardableResult public func runDue(on database: Database) async throws -> Int {
    try await database.use {
      var done = 0
      // A job that was begun is ended, whatever becomes of this task.
      while !Task.isCancelled, let row = try await take(on: database) {
        if await Task(operation: { await self.run(row, on: database) }).value { done += 1 }
      }
      return done
    }
  }

  /// Does jobs as they come, until the task is cancelled.
  ///
  /// - Parameters:
  ///   - database: The database with the table.
  ///   - interval: How often to look for jobs of other processes, and for those that are to be tried again.
  public func run(on database: Database, every interval: Duration = .seconds(5)) async {
    let ticks = Task { [weak self] in
      while !Task.isCancelled {
        self?.wake()
        try? await Task.sleep(for: interval)
      }
    }
    defer { ticks.cancel() }
    for await _ in signals() {
      if Task.isCancelled { break }
      // A database that cannot be reached now is asked again at the next tick.
      _ = try? await runDue(on: database)
    }
  }

  /// The jobs that were given up, with what went wrong at last.
  public func failed(on database: Database) async throws -> [(job: DestroyJob, error: String)] {
    try await database.use {
      let rows = try await self.rows(
        on: database,
        where: [.binary(Self.column("attempts"), .greaterOrEqual, .value(.int(Int64(maximumAttempts))))], limit: nil)
      return try rows.map { (try $0.job(), $0.error) }
    }
  }

  struct Row {
    let id: Int64
    let payload: String
    let attempts: Int64
    let error: String

    func job() throws -> DestroyJob {
      do { return try JSONDecoder().decode(DestroyJob.self, from: Data(payload.utf8)) } catch {
        throw JobError(.unreadable, "the stored job \(id) cannot be read")
      }
    }
  }

  private static func column(_ name: String) -> SQLExpression { .column(ColumnReference(.root, name)) }

  private nonisolated(nonsending) func rows(on database: Database, where conditions: [SQLExpression], limit: Int?) async throws -> [Row] {
    var statement = SelectStatement(from: .table(table, alias: nil))
    statement.selection = ["id", "payload", "attempts", "error"].map { SQLSelection(Self.column($0)) }
    statement.conditions = conditions
    statement.orders = [SQLOrdering(Self.column("id"))]
    statement.limit = limit
    var rows: [Row] = []
    let connection = try await Lease.take(.reading, of: database)
    defer { connection.end() }
    _ = try await connection.run(statement.rendered(database.dialect), cause: QueryCause("jobs")) { row in
      rows.append(
        Row(
          id: row.int64(0), payload: try String(databaseValue: row.value(1)), attempts: row.int64(2),
          error: try String?(databaseValue: row.value(3)) ?? ""))
    }
    return rows
  }

  /// Takes a job that is due, so that no other process does it meanwhile.
  private nonisolated(nonsending) func take(on database: Database) async throws -> Row? {
    let now = Self.milliseconds(Date())
    let isFree = SQLExpression.or([
      .isNull(Self.column("locked_until")), .binary(Self.column("locked_until"), .less, .value(.int(now))),
    ])
    let due: [SQLExpression] = [
      .binary(Self.column("run_at"), .lessOrEqual, .value(.int(now))),
      .binary(Self.column("attempts"), .less, .value(.int(Int64(maximumAttempts)))), isFree,
    ]
    while let row = try await rows(on: database, where: due, limit: 1).first {
      let mine = Self.column("attempts").equals(.int(row.attempts))
      let statement = UpdateStatement(
        table,
        set: [.init("locked_until", .value(.int(now + lease.milliseconds))), .init("attempts", .value(.int(row.attempts + 1)))],
        where: [Self.column("id").equals(.int(row.id)), mine, isFree])
      if try await RowWriter.write(statement.rendered(database.dialect), on: database, QueryCause("job taken")) == 1 { return row }
    }
    return nil
  }

  /// Does a job; its row goes in the same transaction.
  private nonisolated(nonsending) func run(_ row: Row, on database: Database) async -> Bool {
    do {
      try await database.transaction {
        try await row.job().run()
        let statement = DeleteStatement(from: table, where: [Self.column("id").equals(.int(row.id))])
        _ = try await RowWriter.write(statement.rendered(database.dialect), on: database, QueryCause("job done"))
      }
      return true
    } catch {
      // What cannot be noted now is tried again when the lease is over.
      try? await note(error, on: row, database)
      return false
    }
  }

  private nonisolated(nonsending) func note(_ error: any Error, on row: Row, _ database: Database) async throws {
    let delay = retryDelay.milliseconds << min(row.attempts, 16)
    let statement = UpdateStatement(
      table,
      set: [
        .init("locked_until", .value(.null)), .init("run_at", .value(.int(Self.milliseconds(Date()) + delay))),
        .init("error", .value(.text("\(error)"))),
      ], where: [Self.column("id").equals(.int(row.id))])
    _ = try await RowWriter.write(statement.rendered(database.dialect), on: database, QueryCause("job failed"))
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
