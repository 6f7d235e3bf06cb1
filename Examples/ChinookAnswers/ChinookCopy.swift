import ActiveRecord

/// Copies the Chinook database from its file to another database, table by table.
enum ChinookCopy {
  /// How many rows one statement writes.
  private static let rowsAtOnce = 500

  /// Makes the tables in `target`, and copies their rows.
  ///
  /// - Returns: How many rows were copied.
  static func copy(_ source: Database, to target: Database) async throws -> Int {
    var count = 0
    let tables = try await source.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", as: String.self)
    for table in tables {
      let columns = try await columns(of: table, source)
      try await make(table, columns, target)
      let rows = try await source.query("SELECT * FROM \(identifier: table)")
      try await target.transaction {
        for start in stride(from: 0, to: rows.count, by: rowsAtOnce) {
          try await insert(rows[start..<min(start + rowsAtOnce, rows.count)], into: table, columns, target)
        }
      }
      count += rows.count
    }
    return count
  }

  /// What the file says about a column.
  private struct SourceColumn: Decodable {
    var name: String
    var type: String
    var pk: Int

    /// The column's type, in words of any engine.
    var columnType: ColumnType {
      if type.hasPrefix("INTEGER") { return .integer }
      if type.hasPrefix("NUMERIC") { return .decimal(precision: 10, scale: 2) }
      return type.hasPrefix("DATETIME") ? .datetime : .string
    }
  }

  private static func columns(of table: String, _ source: Database) async throws -> [SourceColumn] {
    try await source.query("SELECT name, type, pk FROM pragma_table_info(\(table)) ORDER BY cid", as: SourceColumn.self)
  }

  private static func make(_ table: String, _ columns: [SourceColumn], _ target: Database) async throws {
    let keys = columns.filter { $0.pk > 0 }
    let key: TableKey = keys.count == 1 ? .integer(keys[0].name) : .none
    try await target.changeSchema { schema in
      schema.createTable(table, primaryKey: key) { t in
        for column in columns where keys.count != 1 || column.pk == 0 { t.column(column.name, column.columnType) }
      }
    }
  }

  private static func insert(
    _ rows: ArraySlice<[String: DatabaseValue]>, into table: String, _ columns: [SourceColumn], _ target: Database
  ) async throws {
    var sql: SQL = "INSERT INTO \(identifier: table) ("
    for (index, column) in columns.enumerated() { sql = sql + (index > 0 ? ", \(identifier: column.name)" : "\(identifier: column.name)") }
    sql = sql + ") VALUES "
    for (number, row) in rows.enumerated() {
      sql = sql + (number > 0 ? ", (" : "(")
      for (index, column) in columns.enumerated() {
        let value = row[column.name] ?? .null
        sql = sql + (index > 0 ? ", \(value: value)" : "\(value: value)")
      }
      sql = sql + ")"
    }
    try await target.use { _ = try await target.execute(sql) }
  }
}
