/// The text of an index or a trigger, as SQLite stores it.
struct IndexText {
  private let tokens: SQLTokens
  private let sql: String

  init(_ sql: String) {
    self.sql = sql
    tokens = SQLTokens(sql)
  }

  /// Whether a column is mentioned behind `ON`, in the list, the expressions or the condition.
  func mentions(_ column: String) -> Bool {
    guard let on = tokens.tokens.indices.first(where: { tokens.isAt($0, "ON") }) else { return false }
    return tokens.mentions(column, in: min(on + 2, tokens.tokens.count)..<tokens.tokens.count)
  }

  /// Whether a name stands anywhere.
  func mentionsAnywhere(_ name: String) -> Bool { tokens.mentions(name, in: 0..<tokens.tokens.count) }

  /// The statement for the same index under another name.
  func renamed(_ name: String, _ dialect: Dialect) -> String {
    guard let on = tokens.tokens.indices.first(where: { tokens.isAt($0, "ON") }), on > 1 else { return sql }
    return "\(tokens.text(0..<on - 1)) \(dialect.quote(name)) \(tokens.text(on..<tokens.tokens.count))"
  }
}
