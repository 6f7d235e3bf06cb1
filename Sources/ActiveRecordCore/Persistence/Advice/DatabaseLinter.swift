/// Compares associations with the tables that hold their keys.
struct DatabaseLinter {
  private let database: Database
  private var tables: [String: TableInspection] = [:]

  init(_ database: Database) { self.database = database }

  /// What is noticed about an association whose key is in the database; nothing where its declaration is wrong.
  mutating nonisolated(nonsending) func advice(_ reflection: AssociationReflection) async throws -> [ModelAdvice] {
    guard let resolved = try? reflection.resolved() else { return [] }
    if reflection.kind == .hasAndBelongsToMany {
      guard let name = resolved.joinTable, let table = try await table(name) else { return [] }
      return [joinTable(reflection, resolved, table), index(reflection, table, resolved.foreignKeyName)].compactMap(\.self)
    }
    guard reflection.kind == .belongsTo, let table = try await table(reflection.owner.tableName) else { return [] }
    let type = reflection.isPolymorphic ? resolved.typeKey.map { reflection.owner.layout.columns[$0].name } : nil
    let index = index(reflection, table, resolved.foreignKeyName, or: type)
    if reflection.isPolymorphic { return [index].compactMap(\.self) }
    return [index, foreignKey(reflection, resolved, table), dependent(reflection, resolved, table)].compactMap(\.self)
  }

  /// What is known about a table; `nil` where there is none.
  private mutating nonisolated(nonsending) func table(_ name: String) async throws -> TableInspection? {
    if let known = tables[name] { return known.columns.isEmpty ? nil : known }
    let inspection = try await TableInspection.of(name, in: database)
    tables[name] = inspection
    return inspection.columns.isEmpty ? nil : inspection
  }

  private func joinTable(
    _ reflection: AssociationReflection, _ resolved: AssociationResolution, _ table: TableInspection
  ) -> ModelAdvice? {
    let keys = [resolved.foreignKeyName, resolved.associationForeignKeyName].compactMap(\.self).flatMap(KeyName.parts)
    let others = table.columns.filter { !keys.contains($0) }
    if others.isEmpty { return nil }
    return ModelAdvice(
      .joinTableWithColumns, reflection,
      "the table '\(table.name)' has columns of its own (\(others.joined(separator: ", "))), which its rows get no values for. "
        + "Give it a model, and write @HasMany var \(reflection.name): Many<\(reflection.targetName ?? "")> = .through(\\.…)")
  }

  /// Rows are looked for by the key: an index begins with it, or with the class beside it.
  private func index(_ reflection: AssociationReflection, _ table: TableInspection, _ key: String?, or type: String? = nil) -> ModelAdvice?
  {
    let names = key.map(KeyName.parts) ?? []
    guard let name = names.first, !names.contains(where: table.indexed.contains), type.map({ !table.indexed.contains($0) }) ?? true else {
      return nil
    }
    return ModelAdvice(
      .missingIndex, reflection,
      "the column '\(name)' of '\(table.name)' has no index, so every row is read to find those with a key. "
        + "Add to a migration: schema.addIndex(\"\(table.name)\", \"\(name)\")")
  }

  private func foreignKey(
    _ reflection: AssociationReflection, _ resolved: AssociationResolution, _ table: TableInspection
  ) -> ModelAdvice? {
    let names = resolved.foreignKeyName.map(KeyName.parts) ?? []
    guard let name = names.first, let target = reflection.target.facts, !table.foreignKeys.contains(where: { names.contains($0.column) })
    else { return nil }
    if target.databaseName != reflection.owner.databaseName { return nil }
    return ModelAdvice(
      .missingForeignKey, reflection,
      "the column '\(name)' of '\(table.name)' has no foreign key, so it may point at rows of '\(target.tableName)' that are gone. "
        + "Add to a migration: schema.addForeignKey(\"\(table.name)\", \"\(target.tableName)\", column: \"\(name)\")")
  }

  /// What the database does when the target goes, and what the model says that becomes of the rows.
  private func dependent(
    _ reflection: AssociationReflection, _ resolved: AssociationResolution, _ table: TableInspection
  ) -> ModelAdvice? {
    let names = resolved.foreignKeyName.map(KeyName.parts) ?? []
    guard let key = table.foreignKeys.first(where: { names.contains($0.column) }), let inverse = resolved.inverse else { return nil }
    let said = inverse.options.dependent
    let problem: String? =
      switch (key.onDelete, said) {
      case (.cascade, nil), (.cascade, .nullify), (.cascade, .restrictWithError), (.cascade, .restrictWithException):
        "the database deletes the rows with the one they point at (ON DELETE CASCADE), which runs no callbacks"
      case (.setNull, .destroy), (.setNull, .delete), (.setNull, .deleteAll), (.setNull, .destroyAsync):
        "the database keeps the rows without their key (ON DELETE SET NULL) where the one they point at is deleted"
      case (.refuses, nil), (.refuses, .destroyAsync):
        "the database refuses to delete a row that others point at"
      default: nil
      }
    guard let problem else { return nil }
    let word = said.map { "'dependent: .\($0.rawValue)'" } ?? "no 'dependent'"
    return ModelAdvice(
      .dependentAgainstDatabase, inverse, "\(problem), and \(word) is declared. Let '\(reflection.path)' and the foreign key agree")
  }
}
