/// SQL that a trace shows as a value: it counts by its tables, joins, conditions and order.
enum SQLText {
  /// The value with every SQL text in it in one form.
  static func normalized(_ value: TraceValue) -> TraceValue {
    switch value {
    case .text(let text) where text.hasPrefix("SELECT "): .text(normalized(text))
    case .array(let values): .array(values.map(normalized))
    case .object(let members): .object(members.mapValues(normalized))
    default: value
    }
  }

  /// The text without quotes, with the aliases of tables numbered and the parts of `AND` and `=` in alphabetical order.
  static func normalized(_ sql: String) -> String {
    var text = sql.replacing("\"", with: "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text = text.replacing("LEFT OUTER JOIN", with: "LEFT JOIN").replacing("INNER JOIN", with: "JOIN")
    for (number, match) in text.matches(of: /(?:FROM|JOIN) (\w+) AS (\w+)/).enumerated() {
      text = text.replacing(" AS \(match.2)", with: " AS t\(number)").replacing("\(match.2).", with: "t\(number).")
    }
    return clauses(of: text).map(ordered).joined(separator: " ")
  }

  private static let keywords: Set<String> = ["FROM", "JOIN", "LEFT", "ON", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"]

  private static func clauses(of text: String) -> [String] {
    var clauses: [String] = []
    var current: [Substring] = []
    var depth = 0
    for word in text.split(separator: " ") {
      let joined = word == "JOIN" && current == ["LEFT"]
      if depth == 0, keywords.contains(String(word)), !joined, !current.isEmpty {
        clauses.append(current.joined(separator: " "))
        current = []
      }
      depth += word.count { $0 == "(" } - word.count { $0 == ")" }
      current.append(word)
    }
    return clauses + [current.joined(separator: " ")]
  }

  private static func ordered(_ clause: String) -> String {
    guard let keyword = ["ON ", "WHERE "].first(where: clause.hasPrefix), !clause.contains(" OR ") else { return clause }
    let parts = clause.dropFirst(keyword.count).split(separator: " AND ").map { part in
      part.split(separator: " = ").sorted().joined(separator: " = ")
    }
    return keyword + parts.sorted().joined(separator: " AND ")
  }
}
