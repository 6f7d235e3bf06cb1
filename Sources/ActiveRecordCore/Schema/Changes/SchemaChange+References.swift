extension SchemaChange {
  /// Adds the column that points at another table, with its index; for a polymorphic reference, two columns.
  ///
  /// ```swift
  /// schema.addReference("posts", "author", foreignKey: true)
  /// // ALTER TABLE "posts" ADD COLUMN "author_id" BIGINT CONSTRAINT "fk_posts_author_id" REFERENCES "authors" ("id")
  /// // CREATE INDEX "index_posts_on_author_id" ON "posts" ("author_id")
  /// schema.addReference("assets", "attachable", polymorphic: true)
  /// // ALTER TABLE "assets" ADD COLUMN "attachable_id" BIGINT
  /// // ALTER TABLE "assets" ADD COLUMN "attachable_type" VARCHAR
  /// // CREATE INDEX "index_assets_on_attachable_type_and_attachable_id" ON "assets" ("attachable_type", "attachable_id")
  /// ```
  ///
  /// - Parameters:
  ///   - table: The table that gets the column.
  ///   - name: The association's name; `_id` is added.
  ///   - type: The type of the key that is pointed at.
  ///   - null: Whether it may point at nothing.
  ///   - polymorphic: Whether a second column names the class that is pointed at.
  ///   - foreignKey: Whether the database checks it: `true`, the table's name, or ``ForeignKeyOption``.
  ///   - index: Whether there is an index.
  ///   - unique: Whether only one row may point at each row: for `has_one`.
  public mutating func addReference(
    _ table: String, _ name: String, type: ColumnType = .bigint, null: Bool = true, polymorphic: Bool = false,
    foreignKey: ForeignKeyOption = false, index: Bool = true, unique: Bool = false
  ) {
    let reference = reference(table, name, type, null, polymorphic, foreignKey, call: "addReference")
    record(.alterTable(AlterTable(table, reference.added.map { .addColumn($0) })))
    if index || unique { record(.createIndex(reference.index(of: table, isUnique: unique))) }
  }

  /// Removes the column that points at another table, and its index. It can be undone where it was added with the same arguments.
  ///
  /// ```swift
  /// schema.removeReference("posts", "author", foreignKey: true)
  /// // DROP INDEX IF EXISTS "index_posts_on_author_id"
  /// // ALTER TABLE "posts" DROP COLUMN "author_id"
  /// ```
  ///
  /// On SQLite the table is rebuilt.
  public mutating func removeReference(
    _ table: String, _ name: String, type: ColumnType = .bigint, null: Bool = true, polymorphic: Bool = false,
    foreignKey: ForeignKeyOption = false, index: Bool = true, unique: Bool = false
  ) {
    let reference = reference(table, name, type, null, polymorphic, foreignKey, call: "removeReference")
    if index || unique { record(.dropIndex(DropIndex(index: reference.index(of: table, isUnique: unique), ifExists: true))) }
    record(.alterTable(AlterTable(table, reference.added.reversed().map { .dropColumn($0.name, was: $0) })))
  }

  /// Adds a foreign key to a column that is there.
  ///
  /// ```swift
  /// schema.addForeignKey("posts", "authors", onDelete: .cascade)
  /// // ALTER TABLE "posts" ADD CONSTRAINT "fk_posts_author_id"
  /// //   FOREIGN KEY ("author_id") REFERENCES "authors" ("id") ON DELETE CASCADE
  /// ```
  ///
  /// On SQLite the table is rebuilt. Rows that point at nothing are an error.
  ///
  /// - Parameters:
  ///   - table: The table with the column.
  ///   - target: The table that is pointed at.
  ///   - column: The column; `author_id` for `authors`, unless this is given.
  ///   - key: The column of the other table.
  ///   - onDelete: What happens when the row that is pointed at is deleted.
  ///   - onUpdate: What happens when its key changes.
  ///   - name: The constraint's name.
  public mutating func addForeignKey(
    _ table: String, _ target: String, column: String? = nil, key: String = "id", onDelete: ForeignKeyAction? = nil,
    onUpdate: ForeignKeyAction? = nil, name: String? = nil
  ) {
    let column = column ?? SchemaNames.reference(to: target) + "_id"
    let key = ForeignKeyDefinition(column: column, table: target, key: key, onDelete: onDelete, onUpdate: onUpdate, name: name)
    record(.alterTable(AlterTable(table, .addForeignKey(key))))
  }

  /// Removes a foreign key; its column stays. It can be undone where it was added with the same arguments.
  ///
  /// ```swift
  /// schema.removeForeignKey("posts", "authors")
  /// // ALTER TABLE "posts" DROP CONSTRAINT "fk_posts_author_id"
  /// ```
  ///
  /// On SQLite the table is rebuilt.
  public mutating func removeForeignKey(
    _ table: String, _ target: String, column: String? = nil, key: String = "id", onDelete: ForeignKeyAction? = nil,
    onUpdate: ForeignKeyAction? = nil, name: String? = nil
  ) {
    let column = column ?? SchemaNames.reference(to: target) + "_id"
    let key = ForeignKeyDefinition(column: column, table: target, key: key, onDelete: onDelete, onUpdate: onUpdate, name: name)
    record(.alterTable(AlterTable(table, .dropForeignKey(column: column, was: key))))
  }

  /// Removes the foreign key of a column, in a way that cannot be undone.
  public mutating func removeForeignKey(_ table: String, column: String) {
    record(.alterTable(AlterTable(table, .dropForeignKey(column: column, was: nil))))
  }

  private mutating func reference(
    _ table: String, _ name: String, _ type: ColumnType, _ isNullable: Bool, _ isPolymorphic: Bool, _ foreignKey: ForeignKeyOption,
    call: String
  ) -> ReferenceColumns {
    let reference = ReferenceColumns(
      name, type: type, isNullable: isNullable, isPolymorphic: isPolymorphic, foreignKey: foreignKey)
    if let problem = reference.problem { problems.append("\(call)(\"\(table)\", \"\(name)\"): \(problem)") }
    return reference
  }
}

extension ReferenceColumns {
  /// The columns with the foreign key that comes with them.
  var added: [ColumnDefinition] {
    var columns = columns
    columns[0].foreignKey = foreignKey
    return columns
  }
}
