/// Changes a table of SQLite that cannot be altered as asked: a new table is made, the rows are copied, the old one is dropped,
/// and the new one takes its name. Indexes and triggers are made anew, and the keys go on counting where they were.
///
/// Foreign keys have to be suspended: dropping the old table would else delete, or refuse, the rows that point at it.
struct TableRebuild {
  let change: AlterTable
  let runner: StepRunner

  private var dialect: Dialect { runner.dialect.dialect }
  private var old: String { change.table }
  private var new: String { "active_record_new_" + change.table }

  init(_ change: AlterTable, _ runner: StepRunner) {
    self.change = change
    self.runner = runner
  }

  /// Rebuilds the table.
  ///
  /// - Throws: ``SchemaProblem`` where the change does not fit the table; ``MigrationError`` with the statement that failed.
  nonisolated(nonsending) func run() async throws {
    let renderer = SchemaRenderer(runner.dialect)
    let before = try await storedTable()
    var after = before
    for action in change.actions { try after.apply(action, renderer) }
    let parts = try await storedParts()
    for case .changeNull(let column, _, let value?) in change.actions {
      try await runner.run(renderer.fillEmpty(old, column, value))
    }
    try await replace(before, by: after)
    for part in parts { try await runner.run(part) }
    if !droppedColumns.isEmpty { try await checkViews() }
  }

  private nonisolated(nonsending) func replace(_ before: TableText, by after: TableText) async throws {
    let kept = Set(after.storedColumns.map { $0.lowercased() })
    let columns = before.storedColumns.filter { kept.contains($0.lowercased()) }.map(dialect.quote).joined(separator: ", ")
    try await runner.run(after.createStatement(new, dialect))
    try await runner.run("INSERT INTO \(dialect.quote(new)) (\(columns)) SELECT \(columns) FROM \(dialect.quote(old))")
    if before.hasSequence, after.hasSequence { try await keepSequence() }
    try await runner.run("DROP TABLE \(dialect.quote(old))")
    try await rename(to: before.name)
  }

  /// The number of the last key, which may be greater than any that is left.
  private nonisolated(nonsending) func keepSequence() async throws {
    let newName = runner.dialect.literal(.text(new))
    try await runner.run("DELETE FROM sqlite_sequence WHERE name = \(newName)")
    try await runner.run(
      "INSERT INTO sqlite_sequence (name, seq) SELECT \(newName), seq FROM sqlite_sequence "
        + "WHERE name = \(runner.dialect.literal(.text(old))) COLLATE NOCASE")
  }

  /// Without the legacy behaviour, SQLite refuses to rename a table as long as views mention one that is not there: the old one.
  private nonisolated(nonsending) func rename(to name: String) async throws {
    let legacy = try await runner.rows("PRAGMA legacy_alter_table").first?.first == "1"
    if !legacy { try await runner.run("PRAGMA legacy_alter_table = ON") }
    do {
      try await runner.run("ALTER TABLE \(dialect.quote(new)) RENAME TO \(dialect.quote(name))")
    } catch {
      if !legacy { try await runner.run("PRAGMA legacy_alter_table = OFF") }
      throw error
    }
    if !legacy { try await runner.run("PRAGMA legacy_alter_table = OFF") }
  }
}

extension TableRebuild {
  private var droppedColumns: [String] {
    change.actions.compactMap { if case .dropColumn(let name, _) = $0 { name } else { nil } }
  }

  private nonisolated(nonsending) func storedTable() async throws -> TableText {
    if let schema = SchemaNames.split(old).schema {
      throw SchemaProblem("SQLite cannot change \"\(old)\" in this way: it stands in the attached database \"\(schema)\"")
    }
    let rows = try await runner.rows(
      SQL("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = \(value: .text(old)) COLLATE NOCASE"))
    if let sql = rows.first?.first ?? nil { return try TableText(sql) }
    let tables = try await runner.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    let hint = DidYouMean.sentence(old, among: tables.compactMap { $0.first ?? nil })
    throw SchemaProblem("there is no table \"\(old)\".\(hint)")
  }

  /// The statements for the indexes and triggers, without the indexes on columns that go.
  private nonisolated(nonsending) func storedParts() async throws -> [String] {
    let rows = try await runner.rows(
      SQL(
        """
        SELECT type, name, sql FROM sqlite_schema
        WHERE tbl_name = \(value: .text(old)) COLLATE NOCASE AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid
        """))
    var statements: [String] = []
    for row in rows {
      guard let sql = row[2] else { continue }
      let text = IndexText(sql)
      let lost = droppedColumns.first { row[0] == "trigger" ? text.mentionsAnywhere($0) : text.mentions($0) }
      if let lost, row[0] == "trigger" {
        throw SchemaProblem(
          "the trigger \"\(row[1] ?? "")\" on \"\(old)\" mentions '\(lost)'. Drop it before, by schema.execute(\"DROP TRIGGER …\")")
      }
      if lost == nil { statements.append(sql) }
    }
    return statements
  }

  /// Reads each view on the table, so that one that lost a column is told now and not when it is used.
  private nonisolated(nonsending) func checkViews() async throws {
    for row in try await runner.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'view'") {
      guard let name = row[0], let sql = row[1], IndexText(sql).mentionsAnywhere(old) else { continue }
      try await runner.run("SELECT 1 FROM \(dialect.quote(name)) LIMIT 0")
    }
  }
}
