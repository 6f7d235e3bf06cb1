/// Runs SQL written by hand.
struct ExecuteSQL: Sendable, Hashable {
  var sql: SQL
  /// What takes it back; empty where nothing has to be done.
  var down: SQL?

  func reversed() throws -> ExecuteSQL {
    guard let down else {
      let start = sql.fragments.first.flatMap { if case .text(let text) = $0 { String(text.prefix(40)) } else { nil } } ?? ""
      throw SchemaProblem(
        "execute(\"\(start)…\") cannot be undone by itself. Say how: execute(\"…\", down: \"…\"), "
          + "or down: \"\" where nothing has to be done")
    }
    return ExecuteSQL(sql: down, down: sql)
  }
}
