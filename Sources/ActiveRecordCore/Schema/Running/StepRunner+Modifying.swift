// Changes that MySQL and MariaDB want in other words than the standard's.

extension StepRunner {
  /// Runs a change that these engines want in other words.
  ///
  /// - Returns: Whether it was such a change.
  nonisolated(nonsending) func runsModifying(_ step: SchemaStep) async throws -> Bool {
    let renderer = SchemaRenderer(dialect)
    switch step {
    case .createTable(let table):
      try table.indexes.forEach(checkCondition)
      return false
    case .alterTable(let change) where change.actions.contains(where: ColumnModifier.handles):
      for action in change.actions {
        if ColumnModifier.handles(action) {
          try await ColumnModifier(runner: self, table: change.table).run(action)
        } else {
          for statement in renderer.alterTable(change.table, action) { try await run(statement) }
        }
      }
      return true
    case .createIndex(let index):
      try checkCondition(index)
      guard index.ifNotExists else { return false }
      return try await !indexes(of: index.table, named: renderer.name(of: index)).isEmpty
    case .dropIndex(let change) where change.ifExists: try await dropIfThere(change, renderer)
    case .renameTable(let change): try await rename(change, renderer, renderer.statements(step))
    case .renameColumn(let change): try await rename(change, renderer, renderer.statements(step))
    default: return false
    }
    return true
  }

  private nonisolated(nonsending) func rename(_ change: RenameTable, _ renderer: SchemaRenderer, _ statements: [String]) async throws {
    for statement in statements { try await run(statement) }
    try await follow(change.newName) { name, columns in name == renderer.fitting(SchemaNames.index(change.name, columns)) }
    try await followForeignKeys(change.newName) { name, column in
      name == renderer.fitting(SchemaNames.foreignKey(change.name, column))
    }
  }

  private nonisolated(nonsending) func rename(_ change: RenameColumn, _ renderer: SchemaRenderer, _ statements: [String]) async throws {
    for statement in statements { try await run(statement) }
    try await follow(change.table) { name, columns in
      name == renderer.fitting(SchemaNames.index(change.table, columns.map { $0 == change.newName ? change.name : $0 }))
    }
    try await followForeignKeys(change.table) { name, column in
      column == change.newName && name == renderer.fitting(SchemaNames.foreignKey(change.table, change.name))
    }
  }

  private func checkCondition(_ index: CreateIndex) throws {
    guard index.condition != nil, !dialect.hasConditionalIndexes else { return }
    throw SchemaProblem(
      "\(dialect.dialect.name) has no indexes that leave rows out: addIndex(\"\(index.table)\", …) cannot have a 'where:'. "
        + "Leave it out, or index a generated column")
  }

  private nonisolated(nonsending) func dropIfThere(_ change: DropIndex, _ renderer: SchemaRenderer) async throws {
    if try await indexes(of: change.index.table, named: renderer.name(of: change.index)).isEmpty { return }
    try await run(renderer.dropIndex(change))
  }

  /// Renames the indexes that are named after what was renamed.
  private nonisolated(nonsending) func follow(_ table: String, _ isMeant: (String, [String]) -> Bool) async throws {
    if SchemaNames.split(table).schema != nil { return }
    for (name, columns) in try await indexes(of: table, named: nil) where isMeant(name, columns) {
      let newName = SchemaNames.fitting(SchemaNames.index(table, columns), limit: dialect.dialect.identifierLimit)
      let quote = dialect.dialect.quote
      try await run("ALTER TABLE \(quote(table)) RENAME INDEX \(quote(name)) TO \(quote(newName))")
    }
  }

  /// Makes the foreign keys anew that are named after what was renamed: their names cannot be changed.
  private nonisolated(nonsending) func followForeignKeys(_ table: String, _ isMeant: (String, String) -> Bool) async throws {
    if SchemaNames.split(table).schema != nil { return }
    let renderer = SchemaRenderer(dialect)
    let rows = try await rows(
      SQL(
        """
        SELECT k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name, r.delete_rule, r.update_rule
        FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
          ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
        WHERE k.table_schema = DATABASE() AND k.table_name = \(value: .text(table))
        """))
    for row in rows {
      guard let name = row[0], let column = row[1], let target = row[2], let key = row[3], isMeant(name, column) else { continue }
      let renewed = ForeignKeyDefinition(
        column: column, table: target, key: key, onDelete: row[4].flatMap(ForeignKeyAction.init),
        onUpdate: row[5].flatMap(ForeignKeyAction.init))
      let quote = dialect.dialect.quote
      if name == renderer.name(of: renewed, table) { continue }
      try await run(
        "ALTER TABLE \(quote(table)) DROP FOREIGN KEY \(quote(name)), ADD \(renderer.foreignKey(renewed, of: table))")
    }
  }

  /// The indexes of a table with their columns.
  private nonisolated(nonsending) func indexes(of table: String, named name: String?) async throws -> [(String, [String])] {
    let (schema, table) = SchemaNames.split(table)
    let rows = try await rows(
      SQL(
        """
        SELECT index_name, column_name FROM information_schema.statistics
        WHERE table_schema = COALESCE(\(value: schema.map { .text($0) } ?? .null), DATABASE()) AND table_name = \(value: .text(table))
        ORDER BY index_name, seq_in_index
        """))
    var indexes: [(String, [String])] = []
    for row in rows {
      guard let found = row[0], name == nil || name == found else { continue }
      if indexes.last?.0 == found { indexes[indexes.count - 1].1.append(row[1] ?? "") } else { indexes.append((found, [row[1] ?? ""])) }
    }
    return indexes
  }
}
