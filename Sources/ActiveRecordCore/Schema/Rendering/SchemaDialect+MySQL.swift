extension SchemaDialect {
  /// The DDL of MySQL and MariaDB: every change is an `ALTER TABLE`, and is there to stay as soon as it is made.
  static func mySQL(_ dialect: Dialect) -> SchemaDialect {
    var schema = SchemaDialect(
      dialect, integerKey: "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY", now: "CURRENT_TIMESTAMP(6)", infinity: "1e999",
      tables: "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()", bytesLiteral: { "x'\($0)'" },
      typeName: mySQLTypeName)
    schema.alteration = .modifying
    schema.hasConditionalIndexes = false
    schema.hasGuardedIndexes = false
    // Long texts have no literal as default, but an expression.
    schema.wrapsDefault = { [.text, .binary, .json].contains($0) }
    schema.indexedLength = { [.text, .binary, .json].contains($0) ? 255 : nil }
    // Names of locks have at most 64 characters, and are shared by all databases of a server.
    schema.tryLock = "SELECT GET_LOCK(CONCAT('active_record ', MD5(DATABASE())), 0)"
    schema.unlock = "DO RELEASE_LOCK(CONCAT('active_record ', MD5(DATABASE())))"
    return schema
  }

  @Sendable private static func mySQLTypeName(_ type: ColumnType.Kind) -> String {
    switch type {
    case .string(nil): "VARCHAR(255)"
    case .string(let limit?): "VARCHAR(\(limit))"
    case .text: "LONGTEXT"
    // A foreign key has the very type of the key that it points at, so that whole numbers are all of one type.
    case .integer, .bigint: "BIGINT"
    case .double: "DOUBLE"
    case .decimal(let precision?, let scale?): "DECIMAL(\(precision), \(scale))"
    case .decimal(let precision?, nil): "DECIMAL(\(precision))"
    case .decimal(nil, _): "DECIMAL(38, 10)"
    case .boolean: "BOOLEAN"
    case .date: "DATE"
    case .datetime: "DATETIME(6)"
    case .binary: "LONGBLOB"
    case .uuid: "CHAR(36)"
    case .json: "JSON"
    case .raw(let name): name
    }
  }
}
