/// What makes one engine's DDL differ from another's: every difference is a named member.
///
/// An engine is added as a value of this type beside ``sqlite(_:)``, and by its name in ``init(for:)``.
struct SchemaDialect: Sendable {
  /// How tables are altered that are there already.
  enum Alteration: Sendable {
    /// By `ALTER TABLE`, for every change.
    case statements
    /// By `ALTER TABLE`, where a column's type and `NULL` are changed by telling its whole definition again.
    case modifying
    /// By `ALTER TABLE` where SQLite can, and else by a new table that takes the old one's place.
    case rebuilding
  }

  /// The statements that turn the enforcement of foreign keys off and on, and that look for rows that break them.
  struct ForeignKeySwitch: Sendable {
    var read: String
    var suspend: String
    var resume: String
    var check: String
  }

  /// The SQL that is not DDL.
  var dialect: Dialect
  /// How each type of column is spelled.
  var typeName: TypeNames
  /// Type and constraints of a key that the database counts up.
  var integerKey: String
  /// The present moment, in the form in which the driver writes moments.
  var now: String
  /// The literals for truth values.
  var yes = "TRUE", no = "FALSE"
  /// The literal for the greatest floating-point number of all.
  var infinity: String
  /// The literal for bytes, given as hexadecimal digits.
  var bytesLiteral: @Sendable (String) -> String
  /// Whether an index's name carries the schema, instead of its table's.
  var putsSchemaOnIndexes = false
  /// How tables are altered.
  var alteration = Alteration.statements
  /// Whether a column's new type needs to be told how the values become it.
  var convertsTypes = false
  /// How names are found that follow from a table or column; `nil` where this needs no query.
  var followedNames: NameFollowing.Queries?
  /// Asks, inside the transaction, for the lock of those who change the schema: one truth value. `nil` where `BEGIN` takes it.
  var tryLock: String?
  /// Gives that lock back, where the end of the transaction does not.
  var unlock: String?
  /// Whether indexes can leave rows out.
  var hasConditionalIndexes = true
  /// Whether `IF EXISTS` and `IF NOT EXISTS` are understood where an index is made or dropped.
  var hasGuardedIndexes = true
  /// Whether the default of a column of a type stands in parentheses.
  var wrapsDefault: @Sendable (ColumnType.Kind) -> Bool = { _ in false }
  /// How many characters of a column of a type an index may hold; `nil` means all of them.
  var indexedLength: @Sendable (ColumnType.Kind) -> Int? = { _ in nil }
  /// How foreign keys are suspended while tables are rebuilt.
  var foreignKeys: ForeignKeySwitch?
  /// The names of all tables, in one column.
  var tables: String

  /// The differences of the engine that a database is.
  ///
  /// - Throws: ``MigrationError`` for an engine whose DDL is not known.
  init(for dialect: Dialect) throws {
    switch dialect.name {
    case "SQLite": self = .sqlite(dialect)
    case "PostgreSQL": self = .postgreSQL(dialect)
    case "MySQL": self = .mySQL(dialect)
    default:
      throw MigrationError(
        .unsupported, "the schema of \(dialect.name) cannot be changed by migrations; that of SQLite, PostgreSQL and MySQL can")
    }
  }

  /// The members that have no default.
  init(
    _ dialect: Dialect, integerKey: String, now: String, infinity: String, tables: String,
    bytesLiteral: @escaping @Sendable (String) -> String, typeName: TypeNames
  ) {
    self.dialect = dialect
    self.typeName = typeName
    self.integerKey = integerKey
    self.now = now
    self.infinity = infinity
    self.bytesLiteral = bytesLiteral
    self.tables = tables
  }

  /// Whether a change may need a new table, and with it foreign keys that are not enforced meanwhile.
  func mayRebuild(_ step: SchemaStep) -> Bool {
    guard case .alterTable(let change) = step else { return false }
    return rebuilds(change)
  }

  /// Whether a change needs a new table: where the engine rebuilds, everything but adding a plain column.
  func rebuilds(_ change: AlterTable) -> Bool {
    alteration == .rebuilding && !change.actions.allSatisfy(\.isPlainAddition)
  }
}

extension AlterTable.Action {
  /// Whether SQLite adds the column by itself: it must know a value for the rows that are there, the same for all of them, and
  /// a foreign key must hold for that value.
  fileprivate var isPlainAddition: Bool {
    guard case .addColumn(let column) = self else { return false }
    if column.defaultValue == nil { return column.isNullable }
    return column.hasConstantDefault && column.foreignKey == nil
  }
}
