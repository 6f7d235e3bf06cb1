extension TableDefinition {
  /// A polymorphic reference that can only point at some tables, and that the database checks: a foreign key for each of them.
  ///
  /// ```swift
  /// t.references("attachable", among: ["Post": "posts", "Author": "authors"])
  /// // "attachable_id" BIGINT, "attachable_type" VARCHAR,
  /// // "attachable_post_id" BIGINT GENERATED ALWAYS AS (CASE WHEN "attachable_type" = 'Post' THEN "attachable_id" END) STORED, …
  /// // FOREIGN KEY ("attachable_post_id") REFERENCES "posts" ("id"), …
  /// // CHECK ("attachable_type" IN ('Post', 'Author')), CHECK (("attachable_id" IS NULL) = ("attachable_type" IS NULL))
  /// ```
  ///
  /// Models know the first two columns only: `@BelongsTo var attachable: Attachable?`, with an enum of the same classes. The others follow by
  /// themselves, so that no row points at a row that is not there, or at a class that nobody knows.
  ///
  /// - Parameters:
  ///   - name: The association's name; `_id` and `_type` are added.
  ///   - tables: The names that are stored for the classes, each with its table.
  ///   - type: The type of the keys that are pointed at.
  ///   - null: Whether it may point at nothing.
  ///   - onDelete: What becomes of the row when the one that it points at is deleted: nothing is left undone, or it goes along.
  ///   - index: Whether there is an index on class and key.
  public mutating func references(
    _ name: String, among tables: KeyValuePairs<String, String>, type: ColumnType = .bigint, null: Bool = true,
    onDelete: ForeignKeyAction? = nil, index: Bool = true
  ) {
    references(name, type: type, null: null, polymorphic: true, index: index)
    let (key, kind) = (name + "_id", name + "_type")
    if tables.isEmpty { problems.append("references(\"\(name)\"): no table is named that it may point at") }
    if onDelete == .nullify || onDelete == .setDefault {
      problems.append("references(\"\(name)\"): columns that follow from others cannot be set. Take .cascade or .restrict")
    }
    for (model, table) in tables {
      let column = "\(name)_\(Inflector.columnName(model.replacing(".", with: "")))_id"
      let follows: SQL = "CASE WHEN \(identifier: kind) = \(value: .text(model)) THEN \(identifier: key) END"
      self.table.columns.append(ColumnDefinition(name: column, type: type, generated: follows))
      foreignKey(column, to: table, onDelete: onDelete)
    }
    var names: SQL = ""
    for (position, entry) in tables.enumerated() {
      names = names + (position == 0 ? "\(value: .text(entry.key))" : ", \(value: .text(entry.key))")
    }
    check("\(identifier: kind) IN (\(names))")
    check("(\(identifier: key) IS NULL) = (\(identifier: kind) IS NULL)")
  }
}
