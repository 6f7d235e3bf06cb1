extension Database {
  /// Makes the migrations that this database has not seen, the oldest first, each in a transaction of its own.
  ///
  /// ```swift
  /// try await database.migrate(migrations)
  /// // BEGIN IMMEDIATE … CREATE TABLE … INSERT INTO "schema_migrations" (version) VALUES (?) … COMMIT
  /// ```
  ///
  /// Any number of processes and tasks may call this at once: each migration is made by one of them, and the others wait for
  /// it. Where nothing is to be done, nothing is written.
  ///
  /// - Parameters:
  ///   - migrations: All migrations of the application.
  ///   - version: The last one to make; all, unless this is given.
  ///   - lockTimeout: How long to wait for another runner, or for a transaction that writes.
  /// - Returns: The names of the migrations that this call made.
  /// - Throws: ``MigrationError``. What the migration did that failed is taken back; those before it stay.
  @discardableResult
  public nonisolated(nonsending) func migrate(
    _ migrations: Migrations, to version: String? = nil, lockTimeout: Duration = .seconds(60)
  ) async throws -> [String] {
    let run = try MigrationRun(self, migrations, patience: lockTimeout)
    return try await run.migrate(to: try version.map(run.version))
  }

  /// Undoes the migrations that were made last, each in a transaction of its own.
  ///
  /// ```swift
  /// try await database.rollback(migrations)             // the last one
  /// try await database.rollback(migrations, steps: 3)
  /// ```
  ///
  /// - Parameters:
  ///   - migrations: All migrations of the application.
  ///   - steps: How many to undo.
  ///   - lockTimeout: How long to wait for another runner, or for a transaction that writes.
  /// - Returns: The names of the migrations that this call undid.
  /// - Throws: ``MigrationError``, with what to write where a change cannot be reversed.
  @discardableResult
  public nonisolated(nonsending) func rollback(
    _ migrations: Migrations, steps: Int = 1, lockTimeout: Duration = .seconds(60)
  ) async throws -> [String] {
    let run = try MigrationRun(self, migrations, patience: lockTimeout)
    return try await run.rollback { Array($0.prefix(max(steps, 0))) }
  }

  /// Undoes every migration that was made after a version, which itself stays.
  ///
  /// ```swift
  /// try await database.rollback(migrations, to: "2025-01-15")
  /// ```
  @discardableResult
  public nonisolated(nonsending) func rollback(
    _ migrations: Migrations, to version: String, lockTimeout: Duration = .seconds(60)
  ) async throws -> [String] {
    let run = try MigrationRun(self, migrations, patience: lockTimeout)
    let kept = try run.version(version)
    return try await run.rollback { versions in versions.filter { $0 > kept } }
  }

  /// Where each migration stands, the oldest first, with the versions that only the database knows.
  ///
  /// ```swift
  /// for status in try await database.migrationStatus(migrations) { print(status) }
  /// // up       2025-01-15 create blog
  /// // down     2025-02-01 publish all
  /// ```
  public nonisolated(nonsending) func migrationStatus(_ migrations: Migrations) async throws -> [MigrationStatus] {
    try await MigrationRun(self, migrations).status()
  }

  /// Changes the schema now, in one transaction and without a version: for tests, scripts and examples.
  ///
  /// ```swift
  /// try await database.changeSchema { schema in
  ///   schema.createTable("topics") { $0.string("name", null: false) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - lockTimeout: How long to wait for another transaction that writes.
  ///   - changes: Records what changes.
  /// - Throws: ``MigrationError``; everything is taken back.
  public nonisolated(nonsending) func changeSchema(
    lockTimeout: Duration = .seconds(60), _ changes: (_ schema: inout SchemaChange) -> Void
  ) async throws {
    let change = SchemaChange(recording: changes)
    if let problem = change.problems.first { throw MigrationError(.invalidChange, problem) }
    let dialect = try SchemaDialect(for: dialect)
    let steps = change.steps.forwards
    let transaction = SchemaTransaction(
      database: self, dialect: dialect, suspendsForeignKeys: steps.contains(where: dialect.mayRebuild), patience: lockTimeout)
    do {
      try await transaction.run { try await StepRunner(database: self, dialect: dialect, cause: QueryCause("schema change")).run(steps) }
    } catch { throw MigrationError.inMigration(nil, error) }
  }
}
