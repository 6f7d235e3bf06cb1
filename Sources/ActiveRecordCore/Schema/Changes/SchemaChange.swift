/// Records what changes in a schema: what a migration's closure writes on.
///
/// ```swift
/// Migration("2025-03-01 rate posts") { schema in
///   schema.addColumn("posts", "rating", .integer, null: false, default: 0)
///   schema.addIndex("posts", "rating")
/// }
/// // ALTER TABLE "posts" ADD COLUMN "rating" INTEGER NOT NULL DEFAULT 0
/// // CREATE INDEX "index_posts_on_rating" ON "posts" ("rating")
/// ```
///
/// Nothing is run while the closure runs. To undo a migration, its changes are reversed, the last one first; those that do not
/// hold enough to be reversed are refused with what to write.
///
/// Where SQLite cannot alter a table as asked, the table is rebuilt: a new one is made, the rows are copied, and the new one
/// takes the old one's place with its indexes, triggers and foreign keys. In a migration that may need this, foreign keys are
/// not enforced statement by statement, so deleting rows by ``execute(_:down:)`` there cascades to no others; all of them are
/// checked before the migration is committed.
public struct SchemaChange {
  var steps: [SchemaStep] = []
  /// What is wrong with the changes; told before any of them is run.
  var problems: [String] = []

  init() {}

  init(recording body: (inout SchemaChange) -> Void) { body(&self) }

  mutating func record(_ step: SchemaStep) { steps.append(step) }

  /// Takes over what a block recorded.
  mutating func recorded(_ body: (inout SchemaChange) -> Void) -> [SchemaStep] {
    let inner = SchemaChange(recording: body)
    problems += inner.problems
    return inner.steps
  }

  /// Runs hand-written SQL; interpolated values are bound. Without values, several statements may stand in it.
  ///
  /// ```swift
  /// schema.execute("UPDATE posts SET published = 1", down: "UPDATE posts SET published = 0")
  /// ```
  ///
  /// - Parameters:
  ///   - sql: What to run.
  ///   - down: What takes it back; `""` where nothing has to be done. Without it the migration cannot be undone.
  public mutating func execute(_ sql: SQL, down: SQL? = nil) { record(.execute(ExecuteSQL(sql: sql, down: down))) }

  /// Different changes for the way up and the way down.
  ///
  /// ```swift
  /// schema.reversible(
  ///   up: { $0.changeColumn("posts", "views", .bigint) },
  ///   down: { $0.changeColumn("posts", "views", .integer) })
  /// ```
  public mutating func reversible(up: (inout SchemaChange) -> Void, down: (inout SchemaChange) -> Void) {
    record(.reversible(up: recorded(up), down: recorded(down)))
  }

  /// Changes that are left out when the migration is undone.
  public mutating func up(_ body: (inout SchemaChange) -> Void) { record(.reversible(up: recorded(body), down: [])) }

  /// Changes that are made only when the migration is undone.
  public mutating func down(_ body: (inout SchemaChange) -> Void) { record(.reversible(up: [], down: recorded(body))) }
}
