extension SchemaDialect {
  /// SQLite's DDL.
  ///
  /// The names of types decide how SQLite converts values, so those of text hold `CHAR` or `TEXT`: a JSON document `1.0`
  /// would else become the number 1.
  static func sqlite(_ dialect: Dialect) -> SchemaDialect {
    var schema = SchemaDialect(
      dialect, integerKey: "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", now: "strftime('%Y-%m-%d %H:%M:%f000', 'now')",
      infinity: "9e999", tables: "SELECT name FROM sqlite_schema WHERE type = 'table'", bytesLiteral: { "x'\($0)'" },
      typeName: TypeNames(json: "JSON TEXT"))
    schema.yes = "1"
    schema.no = "0"
    schema.putsSchemaOnIndexes = true
    schema.alteration = .rebuilding
    schema.foreignKeys = ForeignKeySwitch(
      read: "PRAGMA foreign_keys", suspend: "PRAGMA foreign_keys = OFF", resume: "PRAGMA foreign_keys = ON",
      check: "PRAGMA foreign_key_check")
    return schema
  }
}
