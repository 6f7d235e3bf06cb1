extension SchemaDialect {
  /// The DDL of MySQL and MariaDB: every change is an `ALTER TABLE`, and is there to stay as soon as it is made.
  static func mySQL(_ dialect: Dialect) -> SchemaDialect {
    var schema = SchemaDialect(
      dialect, integerKey: "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY", now: "CURRENT_TIMESTAMP(6)", infinity: "1e999",
      tables: "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()", bytesLiteral: { "x'\($0)'" },
      typeName: mySQLTypes)
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

  /// A foreign key has the very type of the key that it points at, so that whole numbers are all of one type.
  private static let mySQLTypes = TypeNames(
    string: "VARCHAR(255)", text: "LONGTEXT", integer: "BIGINT", unlimitedDecimal: "DECIMAL(38, 10)", datetime: "DATETIME(6)",
    binary: "LONGBLOB")
}
