/// Makes an index.
struct CreateIndex: Sendable, Hashable {
  var table: String
  var columns: [IndexColumn]
  var isUnique = false
  /// Its name, where it does not follow from the table and the columns.
  var name: String?
  /// Which rows are in it.
  var condition: SQL?
  var ifNotExists = false
}

/// Drops an index.
struct DropIndex: Sendable, Hashable {
  /// The index as it was; without columns where nothing but the name is known.
  var index: CreateIndex
  var ifExists = false

  func reversed() throws -> SchemaStep {
    guard index.columns.isEmpty else { return .createIndex(index) }
    let name = index.name ?? ""
    throw SchemaProblem(
      "removeIndex(\"\(index.table)\", name: \"\(name)\") cannot be undone without its columns. "
        + "Add them: removeIndex(\"\(index.table)\", \"some_column\", name: \"\(name)\")")
  }
}
