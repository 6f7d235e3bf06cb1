// Full-text search, in the words of each engine.

extension Renderer {
  /// Writes the condition that a text has all of these words.
  mutating func matches(_ text: SQLExpression, _ words: [String], _ language: String?) {
    if words.isEmpty { return expression(.constant(false)) }
    switch dialect.textSearch {
    case .match:
      expression(text)
      write(" MATCH ")
      bind(.text(words.map { "\"\($0)\"" }.joined(separator: " ")))
    case .vectors:
      let language = language.map { "'" + $0.replacing("'", with: "''") + "', " } ?? ""
      write("to_tsvector(\(language)")
      expression(text)
      write(") @@ plainto_tsquery(\(language)")
      bind(.text(words.joined(separator: " ")))
      write(")")
    case .against:
      write("MATCH (")
      expression(text)
      write(") AGAINST (")
      bind(.text(words.map { "+\($0)" }.joined(separator: " ")))
      write(" IN BOOLEAN MODE)")
    }
  }
}
