/// Renames the indexes that are named after a table or a column that was renamed, so that they are found by their columns again.
/// SQLite cannot rename an index: it is dropped and made anew.
struct IndexRenaming {
  let runner: StepRunner

  /// Indexes of `table`, which was called `previous`.
  nonisolated(nonsending) func follow(table: String, previous: String) async throws {
    try await rename(indexesOf: table) { _ in
      previous
    } columns: {
      $0
    }
  }

  /// Indexes on `column`, which was called `previous`.
  nonisolated(nonsending) func follow(column: String, of table: String, previous: String) async throws {
    try await rename(indexesOf: table) {
      $0
    } columns: {
      $0 == column ? previous : $0
    }
  }

  /// Renames the indexes whose name follows from what the table and the columns were called before.
  private nonisolated(nonsending) func rename(
    indexesOf table: String, table previousTable: (String) -> String, columns previous: (String) -> String
  ) async throws {
    if SchemaNames.split(table).schema != nil { return }
    let dialect = runner.dialect.dialect
    for (name, sql) in try await indexes(of: table) {
      let columns = try await columns(of: name)
      guard !columns.isEmpty, name == SchemaNames.index(previousTable(table), columns.map(previous)) else { continue }
      let newName = SchemaNames.index(table, columns)
      if newName == name { continue }
      try await runner.run("DROP INDEX \(dialect.quote(name))")
      try await runner.run(IndexText(sql).renamed(newName, dialect))
    }
  }

  private nonisolated(nonsending) func indexes(of table: String) async throws -> [(name: String, sql: String)] {
    let rows = try await runner.rows(
      SQL(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = \(value: .text(table)) COLLATE NOCASE AND sql IS NOT NULL"
      ))
    return rows.compactMap { row in
      guard let name = row[0], let sql = row[1] else { return nil }
      return (name, sql)
    }
  }

  /// The columns of an index; none where one of them is an expression.
  private nonisolated(nonsending) func columns(of index: String) async throws -> [String] {
    let rows = try await runner.rows(SQL("SELECT name FROM pragma_index_info(\(value: .text(index))) ORDER BY seqno"))
    let names = rows.compactMap { $0.first ?? nil }
    return names.count == rows.count ? names : []
  }
}
