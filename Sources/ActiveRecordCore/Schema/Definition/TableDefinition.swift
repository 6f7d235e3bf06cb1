/// Defines the columns of a new table, its indexes, foreign keys and checks.
///
/// ```swift
/// schema.createTable("posts") { t in
///   t.string("title", null: false)
///   t.integer("views", null: false, default: 0)
///   t.references("author", foreignKey: true)
///   t.timestamps()
///   t.check("views >= 0")
/// }
/// // CREATE TABLE "posts" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "title" VARCHAR NOT NULL, …)
/// // CREATE INDEX "index_posts_on_author_id" ON "posts" ("author_id")
/// ```
///
/// Every column takes `null:` (whether it may be empty; yes, unless said otherwise), `default:`, `index:` and `unique:`, which
/// is a unique index.
public struct TableDefinition {
  var table: CreateTable
  /// What is wrong with the definition; told when the change is run.
  var problems: [String] = []

  init(_ name: String, _ key: TableKey) { table = CreateTable(name: name, key: key) }

  /// A column of any type; a literal is a type as the engine spells it.
  ///
  /// ```swift
  /// t.column("position", "GEOMETRY(POINT)", null: false)
  /// // "position" GEOMETRY(POINT) NOT NULL
  /// ```
  public mutating func column(
    _ name: String, _ type: ColumnType, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    table.columns.append(ColumnDefinition(name: name, type: type, isNullable: null, defaultValue: `default`))
    if unique || index { self.index(.asc(name), unique: unique) }
  }

  /// An index on columns of the table.
  ///
  /// ```swift
  /// t.index("author_id", .desc("created_at"))
  /// // CREATE INDEX "index_posts_on_author_id_and_created_at" ON "posts" ("author_id", "created_at" DESC)
  /// ```
  ///
  /// - Parameters:
  ///   - columns: Its columns, in order.
  ///   - unique: Whether no two rows may be alike in them.
  ///   - name: Its name, where it is not to follow from the table and the columns.
  ///   - condition: Which rows are in it; all, unless this is given.
  public mutating func index(_ columns: IndexColumn..., unique: Bool = false, name: String? = nil, where condition: SQL? = nil) {
    table.indexes.append(CreateIndex(table: table.name, columns: columns, isUnique: unique, name: name, condition: condition))
  }

  /// A foreign key for a column that stands in the table.
  ///
  /// ```swift
  /// t.foreignKey("AlbumId", to: "Album", key: "AlbumId", onDelete: .cascade)
  /// // FOREIGN KEY ("AlbumId") REFERENCES "Album" ("AlbumId") ON DELETE CASCADE
  /// ```
  public mutating func foreignKey(
    _ column: String, to target: String, key: String = "id", onDelete: ForeignKeyAction? = nil, onUpdate: ForeignKeyAction? = nil,
    name: String? = nil
  ) {
    table.foreignKeys.append(
      ForeignKeyDefinition(column: column, table: target, key: key, onDelete: onDelete, onUpdate: onUpdate, name: name))
  }

  /// A condition that each row must meet; interpolated values become literals.
  ///
  /// ```swift
  /// t.check("views >= 0", name: "views_not_negative")
  /// // CONSTRAINT "views_not_negative" CHECK (views >= 0)
  /// ```
  public mutating func check(_ condition: SQL, name: String? = nil) {
    table.checks.append(CheckDefinition(condition: condition, name: name))
  }
}
