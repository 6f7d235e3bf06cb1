extension SchemaDialect {
  /// SQLite's DDL.
  ///
  /// The names of types decide how SQLite converts values, so those of text hold `CHAR` or `TEXT`: a JSON document `1.0`
  /// would else become the number 1.
  static func sqlite(_ dialect: Dialect) -> SchemaDialect {
    var schema = SchemaDialect(
      dialect, integerKey: "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", now: "strftime('%Y-%m-%d %H:%M:%f000', 'now')",
      infinity: "9e999", tables: "SELECT name FROM sqlite_schema WHERE type = 'table'", bytesLiteral: { "x'\($0)'" },
      typeName: sqliteTypeName)
    schema.yes = "1"
    schema.no = "0"
    schema.putsSchemaOnIndexes = true
    schema.alteration = .rebuilding
    schema.foreignKeys = ForeignKeySwitch(
      read: "PRAGMA foreign_keys", suspend: "PRAGMA foreign_keys = OFF", resume: "PRAGMA foreign_keys = ON",
      check: "PRAGMA foreign_key_check")
    return schema
  }

  @Sendable private static func sqliteTypeName(_ type: ColumnType.Kind) -> String {
    switch type {
    case .string(nil): "VARCHAR"
    case .string(let limit?): "VARCHAR(\(limit))"
    case .text: "TEXT"
    case .integer: "INTEGER"
    case .bigint: "BIGINT"
    case .double: "DOUBLE"
    case .decimal(let precision?, let scale?): "DECIMAL(\(precision), \(scale))"
    case .decimal(let precision?, nil): "DECIMAL(\(precision))"
    case .decimal(nil, _): "DECIMAL"
    case .boolean: "BOOLEAN"
    case .date: "DATE"
    case .datetime: "DATETIME"
    case .binary: "BLOB"
    case .uuid: "CHAR(36)"
    case .json: "JSON TEXT"
    case .raw(let name): name
    }
  }
}
