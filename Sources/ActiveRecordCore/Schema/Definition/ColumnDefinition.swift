/// A column of a table that is made or changed.
struct ColumnDefinition: Sendable, Hashable {
  var name: String
  var type: ColumnType
  var isNullable = true
  var defaultValue: ColumnDefault?
  /// What the column holds in every row, where it follows from others.
  var generated: SQL?
  /// A foreign key that is made together with the column, where the table is there already.
  var foreignKey: ForeignKeyDefinition?

  /// Whether the default is the same for every row: a literal.
  var hasConstantDefault: Bool {
    if case .value(let value)? = defaultValue?.kind { !value.isNull } else { false }
  }
}

/// A foreign key: what its column points at.
struct ForeignKeyDefinition: Sendable, Hashable {
  var column: String
  var table: String
  var key = "id"
  var onDelete: ForeignKeyAction?
  var onUpdate: ForeignKeyAction?
  var name: String?
}

/// A condition that each row must meet.
struct CheckDefinition: Sendable, Hashable {
  var condition: SQL
  var name: String?
}
