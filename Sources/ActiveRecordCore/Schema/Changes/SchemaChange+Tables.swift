extension SchemaChange {
  /// Makes a table.
  ///
  /// ```swift
  /// schema.createTable("topics") { $0.string("name", null: false) }
  /// // CREATE TABLE "topics" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "name" VARCHAR NOT NULL)
  /// ```
  ///
  /// - Parameters:
  ///   - name: The table's name.
  ///   - primaryKey: Its key; `.none` for a table without one.
  ///   - ifNotExists: Whether nothing is done where the table is there already.
  ///   - options: What stands behind the definition: `"STRICT"`.
  ///   - body: Its columns, indexes and constraints.
  public mutating func createTable(
    _ name: String, primaryKey: TableKey = .integer, ifNotExists: Bool = false, options: String? = nil,
    _ body: (inout TableDefinition) -> Void = { _ in }
  ) {
    var table = defined(name, primaryKey, options, body)
    table.ifNotExists = ifNotExists
    for index in table.indexes.indices { table.indexes[index].ifNotExists = ifNotExists }
    record(.createTable(table))
  }

  /// Drops a table, in a way that can be undone.
  ///
  /// ```swift
  /// schema.dropTable("topics") { $0.string("name", null: false) }
  /// // DROP TABLE "topics"
  /// ```
  ///
  /// - Parameters:
  ///   - name: The table's name.
  ///   - primaryKey: The key it had.
  ///   - ifExists: Whether it is no error when there is no such table.
  ///   - options: What stood behind its definition.
  ///   - body: The columns, indexes and constraints it had.
  public mutating func dropTable(
    _ name: String, primaryKey: TableKey = .integer, ifExists: Bool = false, options: String? = nil,
    _ body: (inout TableDefinition) -> Void
  ) {
    let table = defined(name, primaryKey, options, body)
    record(.dropTable(DropTable(name: name, ifExists: ifExists, was: table)))
  }

  /// Drops a table, in a way that cannot be undone.
  public mutating func dropTable(_ name: String, ifExists: Bool = false) {
    record(.dropTable(DropTable(name: name, ifExists: ifExists)))
  }

  /// Gives a table another name; its indexes that are named after it follow.
  ///
  /// ```swift
  /// schema.renameTable("posts", to: "articles")
  /// // ALTER TABLE "posts" RENAME TO "articles"
  /// ```
  public mutating func renameTable(_ name: String, to newName: String) {
    record(.renameTable(RenameTable(name: name, newName: newName)))
  }

  /// Makes the table between two others: two columns, no key, and an index for each direction.
  ///
  /// ```swift
  /// schema.createJoinTable("posts", "topics")
  /// // CREATE TABLE "posts_topics" ("post_id" BIGINT NOT NULL, "topic_id" BIGINT NOT NULL)
  /// // CREATE INDEX "index_posts_topics_on_post_id_and_topic_id" ON "posts_topics" ("post_id", "topic_id")
  /// // CREATE INDEX "index_posts_topics_on_topic_id_and_post_id" ON "posts_topics" ("topic_id", "post_id")
  /// ```
  ///
  /// Its name is both names in lexical order; what they share at the start stands once.
  ///
  /// - Parameters:
  ///   - first: One table.
  ///   - second: The other one.
  ///   - table: The name, where it is not to follow from the two.
  ///   - columns: The columns, where they are not to follow from the two.
  ///   - type: The type of both keys.
  ///   - index: Its indexes.
  ///   - foreignKeys: Whether both columns are foreign keys; rows then go with the row that they point at.
  ///   - body: Further columns.
  public mutating func createJoinTable(
    _ first: String, _ second: String, table: String? = nil, columns: (String, String)? = nil, type: ColumnType = .bigint,
    index: JoinTableIndex = .both, foreignKeys: Bool = false, _ body: (inout TableDefinition) -> Void = { _ in }
  ) {
    let join = JoinTableDefinition(first, second, table: table, columns: columns)
    if let problem = join.problem { problems.append("createJoinTable: \(problem)") }
    createTable(join.name, primaryKey: .none) { t in
      join.define(&t, type: type, index: index, foreignKeys: foreignKeys)
      body(&t)
    }
  }

  /// Drops the table between two others; it can be undone where it was made with the same arguments.
  ///
  /// ```swift
  /// schema.dropJoinTable("posts", "topics")
  /// // DROP TABLE "posts_topics"
  /// ```
  public mutating func dropJoinTable(
    _ first: String, _ second: String, table: String? = nil, columns: (String, String)? = nil, type: ColumnType = .bigint,
    index: JoinTableIndex = .both, foreignKeys: Bool = false, _ body: (inout TableDefinition) -> Void = { _ in }
  ) {
    let join = JoinTableDefinition(first, second, table: table, columns: columns)
    if let problem = join.problem { problems.append("dropJoinTable: \(problem)") }
    dropTable(join.name, primaryKey: .none) { t in
      join.define(&t, type: type, index: index, foreignKeys: foreignKeys)
      body(&t)
    }
  }

  private mutating func defined(
    _ name: String, _ key: TableKey, _ options: String?, _ body: (inout TableDefinition) -> Void
  ) -> CreateTable {
    var definition = TableDefinition(name, key)
    body(&definition)
    definition.table.options = options
    problems += definition.problems.map { "table \"\(name)\": \($0)" }
    return definition.table
  }
}

/// The table between two others.
private struct JoinTableDefinition {
  let name: String
  let tables: [String]
  let columns: [String]

  init(_ first: String, _ second: String, table: String?, columns: (String, String)?) {
    name = table ?? Inflector.joinTable(first, second)
    tables = [first, second]
    self.columns = columns.map { [$0.0, $0.1] } ?? tables.map { SchemaNames.reference(to: $0) + "_id" }
  }

  var problem: String? {
    guard columns[0] == columns[1] else { return nil }
    let other = "other_" + columns[1]
    return "both columns of \"\(name)\" would be called '\(columns[0])'. Name them: columns: (\"\(columns[0])\", \"\(other)\")"
  }

  func define(_ t: inout TableDefinition, type: ColumnType, index: JoinTableIndex, foreignKeys: Bool) {
    for (column, table) in zip(columns, tables) {
      t.column(column, type, null: false)
      if foreignKeys { t.foreignKey(column, to: table, onDelete: .cascade) }
    }
    if index == .none { return }
    t.index(.asc(columns[0]), .asc(columns[1]), unique: index == .unique)
    t.index(.asc(columns[1]), .asc(columns[0]))
  }
}
