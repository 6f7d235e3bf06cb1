extension SchemaChange {
  /// Adds an index.
  ///
  /// ```swift
  /// schema.addIndex("posts", "author_id", .desc("created_at"), where: "published = 1")
  /// // CREATE INDEX "index_posts_on_author_id_and_created_at" ON "posts" ("author_id", "created_at" DESC) WHERE published = 1
  /// ```
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - columns: The columns, in order.
  ///   - unique: Whether no two rows may be alike in them.
  ///   - name: Its name, where it is not to follow from the table and the columns.
  ///   - condition: Which rows are in it; all, unless this is given. Interpolated values become literals.
  ///   - ifNotExists: Whether nothing is done where an index of that name is there already.
  public mutating func addIndex(
    _ table: String, _ columns: IndexColumn..., unique: Bool = false, name: String? = nil, where condition: SQL? = nil,
    ifNotExists: Bool = false
  ) {
    if columns.isEmpty { problems.append("addIndex(\"\(table)\") names no column") }
    record(
      .createIndex(
        CreateIndex(
          table: table, columns: columns, isUnique: unique, name: name, condition: condition, ifNotExists: ifNotExists)))
  }

  /// Removes the index on these columns. It can be undone where it was added with the same arguments.
  ///
  /// ```swift
  /// schema.removeIndex("posts", "author_id")
  /// // DROP INDEX "index_posts_on_author_id"
  /// ```
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - columns: Its columns, in order; with a name alone the change cannot be undone.
  ///   - unique: Whether it was unique.
  ///   - name: Its name, where that did not follow from the table and the columns.
  ///   - condition: Which rows were in it.
  ///   - ifExists: Whether it is no error when there is no such index.
  public mutating func removeIndex(
    _ table: String, _ columns: IndexColumn..., unique: Bool = false, name: String? = nil, where condition: SQL? = nil,
    ifExists: Bool = false
  ) {
    if columns.isEmpty, name == nil {
      problems.append("removeIndex(\"\(table)\") names no index. Add its columns, or its name: removeIndex(\"\(table)\", name: \"…\")")
    }
    let index = CreateIndex(table: table, columns: columns, isUnique: unique, name: name, condition: condition)
    record(.dropIndex(DropIndex(index: index, ifExists: ifExists)))
  }
}
