/// Writes changes of the schema as statements of one engine.
struct SchemaRenderer {
  let dialect: SchemaDialect

  init(_ dialect: SchemaDialect) { self.dialect = dialect }

  /// The statements of a change, in order. Hand-written SQL is not among them: it may bind values.
  func statements(_ step: SchemaStep) -> [String] {
    switch step {
    case .createTable(let table): [createTable(table)] + table.indexes.map { createIndex($0, columns: table.columns) }
    case .dropTable(let table): ["DROP TABLE " + (table.ifExists ? "IF EXISTS " : "") + quoteTable(table.name)]
    case .renameTable(let change):
      ["ALTER TABLE \(quoteTable(change.name)) RENAME TO \(quote(SchemaNames.split(change.newName).name))"]
    case .alterTable(let change): change.actions.flatMap { alterTable(change.table, $0) }
    case .renameColumn(let change):
      ["ALTER TABLE \(quoteTable(change.table)) RENAME COLUMN \(quote(change.name)) TO \(quote(change.newName))"]
    case .createIndex(let index): [createIndex(index, columns: [])]
    case .dropIndex(let change): [dropIndex(change)]
    case .reversible(let up, _): up.flatMap(statements)
    case .execute: []
    }
  }

  func quote(_ name: String) -> String { dialect.dialect.quote(name) }
  func quoteTable(_ name: String) -> String { dialect.dialect.quoteTable(name) }

  private func createTable(_ table: CreateTable) -> String {
    var parts = key(table.key)
    parts += table.columns.map { column($0, of: table.name) }
    if case .composite(let columns) = table.key.kind { parts.append("PRIMARY KEY (\(columns.map(quote).joined(separator: ", ")))") }
    parts += table.foreignKeys.map { foreignKey($0, of: table.name) }
    parts += table.checks.map(check)
    let start = "CREATE TABLE " + (table.ifNotExists ? "IF NOT EXISTS " : "")
    return start + "\(quoteTable(table.name)) (\(parts.joined(separator: ", ")))" + (table.options.map { " " + $0 } ?? "")
  }

  private func key(_ key: TableKey) -> [String] {
    switch key.kind {
    case .integer(let name): ["\(quote(name)) \(dialect.integerKey)"]
    case .column(let name, let type): ["\(quote(name)) \(dialect.typeName(type.kind)) PRIMARY KEY NOT NULL"]
    case .composite, .none: []
    }
  }

  /// A column's definition, with its foreign key where it has one of its own.
  func column(_ column: ColumnDefinition, of table: String) -> String {
    var text = "\(quote(column.name)) \(dialect.typeName(column.type.kind))"
    if let generated = column.generated { text += " GENERATED ALWAYS AS (\(dialect.text(generated))) STORED" }
    if !column.isNullable { text += " NOT NULL" }
    if let value = column.defaultValue {
      let literal = dialect.text(value)
      text += dialect.wrapsDefault(column.type.kind) && !literal.hasPrefix("(") ? " DEFAULT (\(literal))" : " DEFAULT \(literal)"
    }
    if let key = column.foreignKey, dialect.alteration != .modifying {
      text += " CONSTRAINT \(quote(name(of: key, table))) \(references(key))"
    }
    return text
  }

  /// A foreign key as a constraint of its table.
  func foreignKey(_ key: ForeignKeyDefinition, of table: String) -> String {
    "CONSTRAINT \(quote(name(of: key, table))) FOREIGN KEY (\(quote(key.column))) \(references(key))"
  }

  func name(of key: ForeignKeyDefinition, _ table: String) -> String {
    fitting(key.name ?? SchemaNames.foreignKey(table, key.column))
  }

  private func references(_ key: ForeignKeyDefinition) -> String {
    // SQLite's foreign keys stay inside one schema, and name none.
    let table = dialect.putsSchemaOnIndexes ? quote(SchemaNames.split(key.table).name) : quoteTable(key.table)
    var text = "REFERENCES \(table) (\(quote(key.key)))"
    if let action = key.onDelete { text += " ON DELETE \(action.rawValue)" }
    if let action = key.onUpdate { text += " ON UPDATE \(action.rawValue)" }
    return text
  }

  private func check(_ check: CheckDefinition) -> String {
    (check.name.map { "CONSTRAINT \(quote($0)) " } ?? "") + "CHECK (\(dialect.text(check.condition)))"
  }

  func fitting(_ name: String) -> String { SchemaNames.fitting(name, limit: dialect.dialect.identifierLimit) }
}
