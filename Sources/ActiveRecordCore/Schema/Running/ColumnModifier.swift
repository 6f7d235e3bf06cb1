/// Changes the type of a column, or whether it may be `NULL`, on engines that want the whole definition again.
struct ColumnModifier {
  let runner: StepRunner
  let table: String

  /// Whether an action is one of these.
  static func handles(_ action: AlterTable.Action) -> Bool {
    switch action {
    case .changeType, .changeNull: true
    default: false
    }
  }

  /// Makes the change.
  ///
  /// - Throws: ``SchemaProblem`` where there is no such column.
  nonisolated(nonsending) func run(_ action: AlterTable.Action) async throws {
    let renderer = SchemaRenderer(runner.dialect)
    switch action {
    case .changeType(let column, let type, _):
      try await modify(column) { $0.change(type: runner.dialect.typeName(type.kind)) }
    case .changeNull(let column, let isNullable, let fill):
      if let fill { try await runner.run(renderer.fillEmpty(table, column, fill)) }
      try await modify(column) { $0.change(isNullable: isNullable) }
    default: break
    }
  }

  private nonisolated(nonsending) func modify(_ column: String, _ change: (inout ColumnModification) -> Void) async throws {
    let dialect = runner.dialect.dialect
    let rows = try await runner.rows(SQL(raw: "SHOW CREATE TABLE \(dialect.quoteTable(table))"))
    let quoted = dialect.quote(column)
    guard let text = rows.first?.dropFirst().first ?? nil, var definition = ColumnModification(of: column, in: text, quoted: quoted) else {
      throw SchemaProblem("\"\(table)\" has no column \"\(column)\"")
    }
    change(&definition)
    try await runner.run("ALTER TABLE \(dialect.quoteTable(table)) MODIFY COLUMN \(quoted) \(definition.text)")
  }
}
