/// Runs recorded changes in the open transaction.
struct StepRunner {
  let database: Database
  let dialect: SchemaDialect
  let cause: QueryCause

  /// Runs changes in order.
  ///
  /// - Throws: ``MigrationError`` with the statement that failed; ``SchemaProblem`` where a change does not fit the schema.
  nonisolated(nonsending) func run(_ steps: [SchemaStep]) async throws {
    var held: [SchemaStep] = []
    for step in steps {
      do { try await run(step) } catch let error as MigrationError where isNeeded(step, error) { held.append(step) }
    }
    for case .dropIndex(var change) in held {
      change.ifExists = true
      try await run(.dropIndex(change))
    }
  }

  /// Whether an index is needed by a foreign key, which may go with one of the next changes; the index goes after it.
  private func isNeeded(_ step: SchemaStep, _ error: MigrationError) -> Bool {
    guard case .dropIndex = step, dialect.alteration == .modifying else { return false }
    return error.underlying?.code == .foreignKeyViolation
  }

  private nonisolated(nonsending) func run(_ step: SchemaStep) async throws {
    if case .execute(let change) = step { return try await execute(change.sql) }
    if case .alterTable(let change) = step, dialect.rebuilds(change) { return try await TableRebuild(change, self).run() }
    if case .dropTable(let table) = step, dialect.alteration == .rebuilding { try await DropGuard(runner: self).check(table.name) }
    if dialect.alteration == .modifying, try await runsModifying(step) { return }
    for statement in SchemaRenderer(dialect).statements(step) { try await run(statement) }
    switch step {
    case .renameTable(let change): try await follow(table: change.newName, previous: change.name)
    case .renameColumn(let change): try await follow(column: change.newName, of: change.table, previous: change.name)
    default: break
    }
  }

  private nonisolated(nonsending) func follow(table: String, previous: String) async throws {
    if let queries = dialect.followedNames {
      try await NameFollowing(runner: self, queries: queries).follow(table: table, previous: previous)
    } else if dialect.alteration == .rebuilding {
      try await IndexRenaming(runner: self).follow(table: table, previous: previous)
    }
  }

  private nonisolated(nonsending) func follow(column: String, of table: String, previous: String) async throws {
    if let queries = dialect.followedNames {
      try await NameFollowing(runner: self, queries: queries).follow(column: column, of: table, previous: previous)
    } else if dialect.alteration == .rebuilding {
      try await IndexRenaming(runner: self).follow(column: column, of: table, previous: previous)
    }
  }

  /// Runs a statement that binds nothing.
  nonisolated(nonsending) func run(_ sql: String) async throws {
    let lease = try await Lease.take(.writing, of: database)
    defer { lease.end() }
    do { try await lease.script(sql, cause: cause) } catch let error as DatabaseError {
      throw MigrationError.failed(error, sql)
    }
  }

  /// Runs hand-written SQL: one statement where values are bound, and else any number.
  nonisolated(nonsending) func execute(_ sql: SQL) async throws {
    let rendered = sql.rendered(dialect.dialect)
    if rendered.bindings.isEmpty { return try await run(rendered.text) }
    let lease = try await Lease.take(.writing, of: database)
    defer { lease.end() }
    do { try await lease.run(rendered, cached: false, cause: cause) } catch let error as DatabaseError {
      throw MigrationError.failed(error, rendered.text)
    }
  }

  /// The rows of a query, each column as text.
  nonisolated(nonsending) func rows(_ sql: SQL) async throws -> [[String?]] {
    let lease = try await Lease.take(.reading, of: database)
    defer { lease.end() }
    var rows: [[String?]] = []
    try await lease.run(sql.rendered(dialect.dialect), cached: false, cause: cause) { row in
      rows.append((0..<row.columnCount).map { row.text($0) })
    }
    return rows
  }
}
