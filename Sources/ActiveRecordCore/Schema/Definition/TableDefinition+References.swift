extension TableDefinition {
  /// The column that points at another table, with its index; for a polymorphic reference, two columns.
  ///
  /// ```swift
  /// t.references("author", null: false, foreignKey: true)
  /// // "author_id" BIGINT NOT NULL, … FOREIGN KEY ("author_id") REFERENCES "authors" ("id")
  /// // CREATE INDEX "index_posts_on_author_id" ON "posts" ("author_id")
  /// t.references("attachable", polymorphic: true)
  /// // "attachable_id" BIGINT, "attachable_type" VARCHAR
  /// // CREATE INDEX "index_assets_on_attachable_type_and_attachable_id" ON "assets" ("attachable_type", "attachable_id")
  /// ```
  ///
  /// - Parameters:
  ///   - name: The association's name; `_id` is added.
  ///   - type: The type of the key that is pointed at.
  ///   - null: Whether it may point at nothing.
  ///   - polymorphic: Whether a second column names the class that is pointed at.
  ///   - foreignKey: Whether the database checks it: `true`, the table's name, or ``ForeignKeyOption``.
  ///   - index: Whether there is an index.
  ///   - unique: Whether only one row may point at each row: for `has_one`.
  public mutating func references(
    _ name: String, type: ColumnType = .bigint, null: Bool = true, polymorphic: Bool = false, foreignKey: ForeignKeyOption = false,
    index: Bool = true, unique: Bool = false
  ) {
    let reference = ReferenceColumns(name, type: type, isNullable: null, isPolymorphic: polymorphic, foreignKey: foreignKey)
    table.columns += reference.columns
    if let key = reference.foreignKey { table.foreignKeys.append(key) }
    if index || unique { table.indexes.append(reference.index(of: table.name, isUnique: unique)) }
    if let problem = reference.problem { problems.append("references(\"\(name)\"): \(problem)") }
  }

  /// `created_at` and `updated_at`, filled by the database, so that a model need not declare them.
  ///
  /// ```swift
  /// t.timestamps()
  /// // "created_at" DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f000', 'now')), "updated_at" …
  /// ```
  ///
  /// - Parameters:
  ///   - null: Whether they may be empty.
  ///   - default: What the database fills in; `nil` leaves that to the models.
  public mutating func timestamps(null: Bool = false, default: ColumnDefault? = .now) {
    for name in ["created_at", "updated_at"] { column(name, .datetime, null: null, default: `default`) }
  }
}

/// The columns of a reference.
struct ReferenceColumns {
  let columns: [ColumnDefinition]
  let foreignKey: ForeignKeyDefinition?
  let problem: String?

  init(_ name: String, type: ColumnType, isNullable: Bool, isPolymorphic: Bool, foreignKey: ForeignKeyOption) {
    let key = ColumnDefinition(name: name + "_id", type: type, isNullable: isNullable)
    self.foreignKey = isPolymorphic ? nil : foreignKey.definition(column: key.name, reference: name)
    columns = isPolymorphic ? [key, ColumnDefinition(name: name + "_type", type: .string, isNullable: isNullable)] : [key]
    problem =
      isPolymorphic && foreignKey.isWanted
      ? "a polymorphic reference points at rows of many tables, so it can have no foreign key. Leave `foreignKey:` out" : nil
  }

  /// The class comes first: all rows that point at one class stand together.
  func index(of table: String, isUnique: Bool) -> CreateIndex {
    CreateIndex(table: table, columns: columns.reversed().map { .asc($0.name) }, isUnique: isUnique)
  }
}
