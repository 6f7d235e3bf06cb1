/// Refuses to drop a table that others point at by foreign keys, as other engines do. SQLite would first delete its rows, and by
/// `ON DELETE CASCADE` those of the other tables, too; what is left could not be written to any more.
struct DropGuard {
  let runner: StepRunner

  /// Looks at the foreign keys of all other tables.
  ///
  /// - Throws: ``SchemaProblem`` with the foreign keys that stand in the way.
  nonisolated(nonsending) func check(_ table: String) async throws {
    if SchemaNames.split(table).schema != nil { return }
    let rows = try await runner.rows(
      SQL(
        """
        SELECT t.name, k."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) k
        WHERE t.type = 'table' AND t.name <> \(value: .text(table)) COLLATE NOCASE AND k."table" = \(value: .text(table)) COLLATE NOCASE
        AND EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = \(value: .text(table)) COLLATE NOCASE)
        ORDER BY t.name, k."from"
        """))
    guard let first = rows.first else { return }
    let keys = rows.map { "\($0[0] ?? "").\($0[1] ?? "")" }.joined(separator: ", ")
    throw SchemaProblem(
      "foreign keys point at \"\(table)\": \(keys). Drop those tables before, "
        + "or write removeForeignKey(\"\(first[0] ?? "")\", \"\(table)\", column: \"\(first[1] ?? "")\")")
  }
}
