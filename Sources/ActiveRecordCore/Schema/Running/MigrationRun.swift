/// Makes and undoes migrations, one transaction each.
struct MigrationRun {
  private static let table = "schema_migrations"

  let database: Database
  let migrations: [(version: MigrationVersion, migration: Migration)]
  let dialect: SchemaDialect
  let patience: Duration

  init(_ database: Database, _ migrations: Migrations, patience: Duration = .zero) throws {
    self.database = database
    self.migrations = try migrations.checked()
    self.patience = patience
    dialect = try SchemaDialect(for: database.dialect)
  }

  /// Makes the migrations that were not made, up to and with a version.
  ///
  /// - Returns: The names of those that this call made.
  nonisolated(nonsending) func migrate(to last: MigrationVersion?) async throws -> [String] {
    let made = Set(try await noted() ?? [])
    var names: [String] = []
    for (version, migration) in migrations where !made.contains(version) && last.map({ version <= $0 }) ?? true {
      if try await change(migration, version, .up) { names.append(migration.name) }
    }
    return names
  }

  /// Undoes migrations, the last one first.
  ///
  /// - Returns: The names of those that this call undid.
  nonisolated(nonsending) func rollback(_ choose: ([MigrationVersion]) throws -> [MigrationVersion]) async throws -> [String] {
    let made = try await noted() ?? []
    let chosen = try choose(made.sorted(by: >)).map { version in
      guard let known = migrations.first(where: { $0.version == version }) else {
        throw MigrationError(
          .unknownVersion,
          "the database notes the version \(version), and no migration has it. Add that migration, or delete the row from \(Self.table)")
      }
      return known
    }
    var names: [String] = []
    for (version, migration) in chosen where try await change(migration, version, .down) { names.append(migration.name) }
    return names
  }

  /// Where each migration stands, with the versions that only the database knows.
  nonisolated(nonsending) func status() async throws -> [MigrationStatus] {
    let made = try await noted() ?? []
    let known = migrations.map { version, migration in
      let state: MigrationStatus.State = made.contains(version) ? .up : .down
      return (version, MigrationStatus(version: version.description, name: migration.name, state: state))
    }
    let versions = Set(known.map(\.0))
    let unknown = made.filter { !versions.contains($0) }.map {
      ($0, MigrationStatus(version: $0.description, name: nil, state: .unknown))
    }
    return (known + unknown).sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The version that a caller names.
  ///
  /// - Throws: ``MigrationError`` where no migration has it.
  func version(_ text: String) throws -> MigrationVersion {
    let version = MigrationVersion(ofName: text) ?? MigrationVersion(text: text)
    if migrations.contains(where: { $0.version == version }) { return version }
    let hint = DidYouMean.sentence(text, among: migrations.map(\.version.description))
    throw MigrationError(.unknownVersion, "no migration has the version \(text).\(hint)")
  }
}

extension MigrationRun {
  /// Makes or undoes one migration, unless another runner did so before this one got the lock.
  private nonisolated(nonsending) func change(
    _ migration: Migration, _ version: MigrationVersion, _ direction: Migration.Direction
  ) async throws -> Bool {
    do {
      let steps = try migration.steps(direction)
      let transaction = SchemaTransaction(
        database: database, dialect: dialect, suspendsForeignKeys: steps.contains(where: dialect.mayRebuild), patience: patience)
      let runner = StepRunner(database: database, dialect: dialect, cause: QueryCause("migration \(migration.name)"))
      return try await transaction.run {
        let made = try await notedInside(runner)
        if made.contains(version) == (direction == .up) { return false }
        try await runner.run(steps)
        try await note(version, direction, runner)
        return true
      }
    } catch { throw MigrationError.inMigration(migration.name, error) }
  }

  private nonisolated(nonsending) func note(
    _ version: MigrationVersion, _ direction: Migration.Direction, _ runner: StepRunner
  ) async throws {
    let table = SQL(fragments: [.identifier(Self.table)])
    switch direction {
    case .up: try await runner.execute("INSERT INTO \(table) (version) VALUES (\(value: .text(version.description)))")
    case .down:
      // It may be written in another way than here: 2025-1-15.
      for text in try await versions(runner) where MigrationVersion(text: text) == version {
        try await runner.execute("DELETE FROM \(table) WHERE version = \(value: .text(text))")
      }
    }
  }

  /// The versions that the database notes, or `nil` where it never saw a migration.
  private nonisolated(nonsending) func noted() async throws -> [MigrationVersion]? {
    let runner = StepRunner(database: database, dialect: dialect, cause: QueryCause("migrations"))
    let read: nonisolated(nonsending) () async throws -> [MigrationVersion]? = {
      guard try await hasTable(runner) else { return nil }
      return try await versions(runner).map { MigrationVersion(text: $0) }
    }
    return try await read()
  }

  /// The versions that the database notes, in a table that is made where it is missing.
  private nonisolated(nonsending) func notedInside(_ runner: StepRunner) async throws -> [MigrationVersion] {
    if try await hasTable(runner) { return try await versions(runner).map { MigrationVersion(text: $0) } }
    let table = CreateTable(name: Self.table, key: .string("version"))
    try await runner.run([.createTable(table)])
    return []
  }

  private nonisolated(nonsending) func hasTable(_ runner: StepRunner) async throws -> Bool {
    try await runner.rows(SQL(raw: dialect.tables)).contains { $0.first == Self.table }
  }

  private nonisolated(nonsending) func versions(_ runner: StepRunner) async throws -> [String] {
    try await runner.rows("SELECT version FROM \(identifier: Self.table)").compactMap { $0.first ?? nil }
  }
}
