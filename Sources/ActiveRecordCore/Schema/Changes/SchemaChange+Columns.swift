extension SchemaChange {
  /// Adds a column.
  ///
  /// ```swift
  /// schema.addColumn("posts", "views", .integer, null: false, default: 0)
  /// // ALTER TABLE "posts" ADD COLUMN "views" INTEGER NOT NULL DEFAULT 0
  /// ```
  ///
  /// A column that must not be empty needs a default where the table has rows.
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - name: The column's name.
  ///   - type: Its type.
  ///   - null: Whether it may be empty.
  ///   - default: What it holds where no value was written, and in the rows that are there.
  ///   - unique: Whether it gets a unique index.
  ///   - index: Whether it gets an index.
  public mutating func addColumn(
    _ table: String, _ name: String, _ type: ColumnType, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false,
    index: Bool = false
  ) {
    let column = ColumnDefinition(name: name, type: type, isNullable: null, defaultValue: `default`)
    record(.alterTable(AlterTable(table, .addColumn(column))))
    if unique || index { addIndex(table, .asc(name), unique: unique) }
  }

  /// Removes a column, with the indexes and constraints that it is part of.
  ///
  /// ```swift
  /// schema.removeColumn("posts", "views", .integer, null: false, default: 0)
  /// // ALTER TABLE "posts" DROP COLUMN "views"
  /// ```
  ///
  /// On SQLite the table is rebuilt.
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - name: The column's name.
  ///   - type: The type it had; without it, the change cannot be undone.
  ///   - null: Whether it could be empty.
  ///   - default: The default it had.
  ///   - unique: Whether it had a unique index.
  ///   - index: Whether it had an index.
  public mutating func removeColumn(
    _ table: String, _ name: String, _ type: ColumnType? = nil, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false,
    index: Bool = false
  ) {
    if unique || index {
      record(.dropIndex(DropIndex(index: CreateIndex(table: table, columns: [.asc(name)], isUnique: unique), ifExists: true)))
    }
    let column = type.map { ColumnDefinition(name: name, type: $0, isNullable: null, defaultValue: `default`) }
    record(.alterTable(AlterTable(table, .dropColumn(name, was: column))))
  }

  /// Gives a column another name; indexes that are named after it follow.
  ///
  /// ```swift
  /// schema.renameColumn("posts", "title", to: "headline")
  /// // ALTER TABLE "posts" RENAME COLUMN "title" TO "headline"
  /// ```
  public mutating func renameColumn(_ table: String, _ name: String, to newName: String) {
    record(.renameColumn(RenameColumn(table: table, name: name, newName: newName)))
  }

  /// Gives a column another type; what is not named stays as it is.
  ///
  /// ```swift
  /// schema.changeColumn("posts", "views", .bigint, from: .integer)
  /// ```
  ///
  /// On SQLite the table is rebuilt, and values are stored anew as the new type stores them.
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - name: The column's name.
  ///   - type: The new type.
  ///   - previous: The type before; without it, the change cannot be undone.
  ///   - null: Whether the column may be empty from now on.
  ///   - default: The default from now on; a change of it cannot be undone, which ``changeDefault(_:_:from:to:)`` can.
  public mutating func changeColumn(
    _ table: String, _ name: String, _ type: ColumnType, from previous: ColumnType? = nil, null: Bool? = nil,
    default: ColumnDefault? = nil
  ) {
    var actions: [AlterTable.Action] = [.changeType(name, to: type, from: previous)]
    if let `default` { actions.append(.changeDefault(name, to: `default`, from: .unknown)) }
    if let null { actions.append(.changeNull(name, to: null, fill: nil)) }
    record(.alterTable(AlterTable(table, actions)))
  }

  /// Changes what a column holds where no value is written; rows that are there stay as they are.
  ///
  /// ```swift
  /// schema.changeDefault("posts", "views", from: nil, to: 0)
  /// // ALTER TABLE "posts" ALTER COLUMN "views" SET DEFAULT 0
  /// ```
  ///
  /// On SQLite the table is rebuilt.
  public mutating func changeDefault(_ table: String, _ name: String, from previous: ColumnDefault?, to value: ColumnDefault?) {
    record(.alterTable(AlterTable(table, .changeDefault(name, to: value, from: .known(previous)))))
  }

  /// Changes what a column holds where no value is written, in a way that cannot be undone; `nil` is no default.
  public mutating func changeDefault(_ table: String, _ name: String, to value: ColumnDefault?) {
    record(.alterTable(AlterTable(table, .changeDefault(name, to: value, from: .unknown))))
  }

  /// Changes whether a column may be empty.
  ///
  /// ```swift
  /// schema.changeNull("posts", "title", to: false, fill: "untitled")
  /// // UPDATE "posts" SET "title" = 'untitled' WHERE "title" IS NULL
  /// // ALTER TABLE "posts" ALTER COLUMN "title" SET NOT NULL
  /// ```
  ///
  /// On SQLite the table is rebuilt.
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - name: The column's name.
  ///   - isNullable: Whether it may be empty from now on.
  ///   - fill: What rows get in which it is empty.
  public mutating func changeNull(_ table: String, _ name: String, to isNullable: Bool, fill: ColumnDefault? = nil) {
    record(.alterTable(AlterTable(table, .changeNull(name, to: isNullable, fill: fill))))
  }

  /// Adds `created_at` and `updated_at`, filled by the database, so that a model need not declare them.
  ///
  /// ```swift
  /// schema.addTimestamps("posts")
  /// // ALTER TABLE "posts" ADD COLUMN "created_at" DATETIME NOT NULL DEFAULT …, ADD COLUMN "updated_at" …
  /// ```
  ///
  /// On SQLite the table is rebuilt; rows that are there get the present moment.
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - null: Whether they may be empty.
  ///   - default: What the database fills in; `nil` leaves that to the models.
  public mutating func addTimestamps(_ table: String, null: Bool = false, default: ColumnDefault? = .now) {
    record(.alterTable(AlterTable(table, Self.timestamps(null, `default`).map { .addColumn($0) })))
  }

  /// Removes `created_at` and `updated_at`.
  public mutating func removeTimestamps(_ table: String, null: Bool = false, default: ColumnDefault? = .now) {
    record(.alterTable(AlterTable(table, Self.timestamps(null, `default`).reversed().map { .dropColumn($0.name, was: $0) })))
  }

  private static func timestamps(_ isNullable: Bool, _ value: ColumnDefault?) -> [ColumnDefinition] {
    ["created_at", "updated_at"].map {
      ColumnDefinition(name: $0, type: .datetime, isNullable: isNullable, defaultValue: value)
    }
  }
}
