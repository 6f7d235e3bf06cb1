/// What counts of a statement: its verb and its table.
enum StatementKind {
  /// "SELECT posts"
  static func of(_ sql: String) -> String {
    let words = sql.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "(" }).map { $0.filter { !"\"`();".contains($0) } }
    let verb = words.first?.uppercased() ?? ""
    let keyword = verb == "INSERT" ? "INTO" : "FROM"
    if verb == "UPDATE" { return "\(verb) \(words.dropFirst().first ?? "")" }
    // `FROM (SELECT 1 FROM "jars")`: the table is that of the inner statement.
    for (word, next) in zip(words, words.dropFirst()) where word.uppercased() == keyword && next.uppercased() != "SELECT" {
      return "\(verb) \(next)"
    }
    return verb
  }
}
