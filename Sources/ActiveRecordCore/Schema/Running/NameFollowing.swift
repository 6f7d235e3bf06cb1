/// Renames the indexes and foreign keys that are named after a table or a column that was renamed, on engines that keep their names.
struct NameFollowing {
  /// What an engine is asked about a table, whose name comes quoted.
  struct Queries: Sendable {
    /// Index and column, in the order of the columns; `NULL` for an expression.
    var indexes: @Sendable (String) -> SQL
    /// Foreign key and column.
    var foreignKeys: @Sendable (String) -> SQL

    init(indexes: @escaping @Sendable (String) -> SQL, foreignKeys: @escaping @Sendable (String) -> SQL) {
      self.indexes = indexes
      self.foreignKeys = foreignKeys
    }
  }

  let runner: StepRunner
  let queries: Queries

  /// What belongs to `table`, which was called `previous`.
  nonisolated(nonsending) func follow(table: String, previous: String) async throws {
    try await rename(table, tableBefore: previous) { $0 }
  }

  /// What belongs to `column`, which was called `previous`.
  nonisolated(nonsending) func follow(column: String, of table: String, previous: String) async throws {
    try await rename(table, tableBefore: table) { $0 == column ? previous : $0 }
  }

  private nonisolated(nonsending) func rename(_ table: String, tableBefore: String, _ before: (String) -> String) async throws {
    let renderer = SchemaRenderer(runner.dialect)
    let quoted = renderer.quoteTable(table)
    for (name, columns) in try await named(queries.indexes(quoted)) {
      guard name == renderer.fitting(SchemaNames.index(tableBefore, columns.map(before))) else { continue }
      let newName = renderer.fitting(SchemaNames.index(table, columns))
      let schema = SchemaNames.split(table).schema.map { renderer.quote($0) + "." } ?? ""
      if newName != name { try await runner.run("ALTER INDEX \(schema)\(renderer.quote(name)) RENAME TO \(renderer.quote(newName))") }
    }
    for (name, columns) in try await named(queries.foreignKeys(quoted)) where columns.count == 1 {
      guard name == renderer.fitting(SchemaNames.foreignKey(tableBefore, before(columns[0]))) else { continue }
      let newName = renderer.fitting(SchemaNames.foreignKey(table, columns[0]))
      if newName != name {
        try await runner.run("ALTER TABLE \(quoted) RENAME CONSTRAINT \(renderer.quote(name)) TO \(renderer.quote(newName))")
      }
    }
  }

  /// Names with their columns; those with an expression are left out.
  private nonisolated(nonsending) func named(_ query: SQL) async throws -> [(name: String, columns: [String])] {
    var found: [(name: String, columns: [String?])] = []
    for row in try await runner.rows(query) {
      guard let name = row[0] else { continue }
      if found.last?.name != name { found.append((name, [])) }
      found[found.count - 1].columns.append(row[1])
    }
    return found.compactMap { name, columns in
      let names = columns.compactMap { $0 }
      return names.count == columns.count ? (name, names) : nil
    }
  }
}
