extension SchemaRenderer {
  /// - Parameter columns: The columns of the table, where they are known: of long ones, some engines index only the start.
  func createIndex(_ index: CreateIndex, columns: [ColumnDefinition]) -> String {
    let (schema, table) = SchemaNames.split(index.table)
    let target = dialect.putsSchemaOnIndexes ? quote(table) : quoteTable(index.table)
    let name = dialect.putsSchemaOnIndexes ? qualified(name(of: index), schema: schema) : quote(name(of: index))
    let start = "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(index.ifNotExists && dialect.hasGuardedIndexes ? "IF NOT EXISTS " : "")"
    let condition = index.condition.map { " WHERE \(dialect.text($0))" } ?? ""
    return start + "\(name) ON \(target) (\(index.columns.map { indexed($0, columns) }.joined(separator: ", ")))" + condition
  }

  func dropIndex(_ change: DropIndex) -> String {
    if dialect.alteration == .modifying { return "DROP INDEX \(quote(name(of: change.index))) ON \(quoteTable(change.index.table))" }
    let name = qualified(name(of: change.index), schema: SchemaNames.split(change.index.table).schema)
    return "DROP INDEX " + (change.ifExists ? "IF EXISTS " : "") + name
  }

  func name(of index: CreateIndex) -> String {
    index.name ?? fitting(SchemaNames.index(index.table, index.columns.map(\.nameInIndex)))
  }

  /// The statements for one change of a table, in the words of standard SQL.
  func alterTable(_ table: String, _ action: AlterTable.Action) -> [String] {
    let start = "ALTER TABLE \(quoteTable(table)) "
    switch action {
    case .addColumn(let column):
      let addition = start + "ADD COLUMN \(self.column(column, of: table))"
      // Behind the column itself, MySQL takes no notice of a foreign key.
      guard dialect.alteration == .modifying, let key = column.foreignKey else { return [addition] }
      return [addition, start + "ADD \(foreignKey(key, of: table))"]
    case .dropColumn(let name, let column):
      let removal = start + "DROP COLUMN \(quote(name))"
      guard dialect.alteration == .modifying, let key = column?.foreignKey else { return [removal] }
      return [start + "DROP FOREIGN KEY \(quote(self.name(of: key, table)))", removal]
    case .changeType(let name, let type, _):
      let type = dialect.typeName(type.kind)
      let conversion = dialect.convertsTypes ? " USING \(quote(name))::\(type)" : ""
      return [start + "ALTER COLUMN \(quote(name)) TYPE \(type)" + conversion]
    case .changeDefault(let name, let value?, _): return [start + "ALTER COLUMN \(quote(name)) SET DEFAULT \(dialect.text(value))"]
    case .changeDefault(let name, nil, _): return [start + "ALTER COLUMN \(quote(name)) DROP DEFAULT"]
    case .changeNull(let name, let isNullable, let value):
      let fill = value.map { fillEmpty(table, name, $0) }
      return [fill, start + "ALTER COLUMN \(quote(name)) \(isNullable ? "DROP" : "SET") NOT NULL"].compactMap { $0 }
    case .addForeignKey(let key): return [start + "ADD \(foreignKey(key, of: table))"]
    case .dropForeignKey(let column, let key):
      let name = name(of: key ?? ForeignKeyDefinition(column: column, table: ""), table)
      return [start + (dialect.alteration == .modifying ? "DROP FOREIGN KEY " : "DROP CONSTRAINT ") + quote(name)]
    }
  }

  /// Fills a column where it is empty.
  func fillEmpty(_ table: String, _ column: String, _ value: ColumnDefault) -> String {
    "UPDATE \(quoteTable(table)) SET \(quote(column)) = \(dialect.text(value)) WHERE \(quote(column)) IS NULL"
  }

  private func indexed(_ column: IndexColumn, _ columns: [ColumnDefinition]) -> String {
    let text =
      switch column.kind {
      case .column(let name):
        quote(name) + (columns.first { $0.name == name }.flatMap { dialect.indexedLength($0.type.kind) }.map { "(\($0))" } ?? "")
      case .expression(let sql): "(\(dialect.text(sql)))"
      }
    return column.isDescending ? text + " DESC" : text
  }

  private func qualified(_ index: String, schema: String?) -> String {
    schema.map { "\(quote($0)).\(quote(index))" } ?? quote(index)
  }
}
