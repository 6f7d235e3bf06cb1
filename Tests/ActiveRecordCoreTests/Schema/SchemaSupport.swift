import Testing

@testable import ActiveRecordCore

/// The statements for recorded changes on SQLite, which needs no database for them.
func schemaSQL(_ body: (inout SchemaChange) -> Void) throws -> [String] {
  let renderer = SchemaRenderer(try SchemaDialect(for: Dialect(name: "SQLite")))
  return SchemaChange(recording: body).steps.flatMap(renderer.statements)
}

/// The statements that take recorded changes back.
func undoSQL(_ body: (inout SchemaChange) -> Void) throws -> [String] {
  let renderer = SchemaRenderer(try SchemaDialect(for: Dialect(name: "SQLite")))
  return try SchemaChange(recording: body).steps.reversedSteps().flatMap(renderer.statements)
}

/// What is said where changes cannot be taken back.
func reversalProblem(_ body: (inout SchemaChange) -> Void) throws -> String {
  do { _ = try SchemaChange(recording: body).steps.reversedSteps() } catch let problem as SchemaProblem { return problem.message }
  Issue.record("nothing was refused")
  return ""
}

/// A table's definition with one column: what stands in the parentheses.
func columnSQL(_ body: (inout TableDefinition) -> Void) throws -> String {
  let sql = try schemaSQL { $0.createTable("t", primaryKey: .none, body) }[0]
  return String(sql.dropFirst(#"CREATE TABLE "t" ("#.count).dropLast())
}

/// A table after a change, and the statement that makes it.
func changedTable(_ sql: String, _ actions: AlterTable.Action...) throws -> String {
  let dialect = try SchemaDialect(for: Dialect(name: "SQLite"))
  var table = try TableText(sql)
  for action in actions { try table.apply(action, SchemaRenderer(dialect)) }
  return table.createStatement("new", dialect.dialect)
}
