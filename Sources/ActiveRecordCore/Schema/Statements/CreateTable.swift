/// Makes a table with its indexes.
struct CreateTable: Sendable, Hashable {
  var name: String
  var key: TableKey
  var columns: [ColumnDefinition] = []
  var indexes: [CreateIndex] = []
  var foreignKeys: [ForeignKeyDefinition] = []
  var checks: [CheckDefinition] = []
  var ifNotExists = false
  /// What stands after the parenthesis: `STRICT`.
  var options: String?
}

/// Drops a table.
struct DropTable: Sendable, Hashable {
  var name: String
  var ifExists = false
  /// The table as it was, where that is known.
  var was: CreateTable?

  func reversed() throws -> SchemaStep {
    guard let was else {
      throw SchemaProblem(
        "dropTable(\"\(name)\") cannot be undone without the table's columns. Write them behind it: dropTable(\"\(name)\") { t in … }")
    }
    return .createTable(was)
  }
}

/// Gives a table another name; indexes that are named after it follow.
struct RenameTable: Sendable, Hashable {
  var name: String
  var newName: String
}

/// Gives a column another name; indexes that are named after it follow.
struct RenameColumn: Sendable, Hashable {
  var table: String
  var name: String
  var newName: String
}
