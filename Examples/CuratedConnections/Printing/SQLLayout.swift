import ActiveRecord

/// Lays a statement out: a line a clause, long ones broken, the bound values behind it.
enum SQLLayout {
  private static let breaks: Set<String> = ["FROM", "WHERE", "INNER", "LEFT", "ORDER", "GROUP", "LIMIT", "VALUES", "SET", "RETURNING"]
  private static let keywords: Set<String> = breaks.union([
    "SELECT", "INSERT", "INTO", "UPDATE", "DELETE", "JOIN", "OUTER", "ON", "AND", "OR", "IN", "AS", "BY", "BEGIN", "COMMIT", "IMMEDIATE",
    "ROLLBACK", "DISTINCT", "COUNT", "ASC", "DESC", "IS", "NOT", "NULL",
  ])

  /// The rows of a statement, each at most `width` wide.
  static func rows(_ event: QueryEvent, width: Int) -> [[Span]] {
    var rows = clauses(event.sql).flatMap { TextLayout.wrapped($0, width: width, continuation: "  ") }.map(coloured)
    guard !event.bindings.isEmpty else { return rows }
    let values = "[" + event.bindings.map(shown).joined(separator: ", ") + "]"
    let last = rows.last.map { $0.reduce(0) { $0 + $1.text.count } } ?? 0
    if last + 2 + values.count <= width, !rows.isEmpty {
      rows[rows.count - 1].append(Span("  " + values, .quiet))
    } else {
      rows += TextLayout.wrapped(shortened(values, 2 * width - 8), width: width, continuation: " ").map { [Span($0, .quiet)] }
    }
    return rows
  }

  private static func clauses(_ sql: String) -> [String] {
    var clauses: [String] = [], current: [Substring] = []
    for word in sql.split(separator: " ") {
      if breaks.contains(String(word)), !current.isEmpty, current != ["DELETE"] {
        clauses.append(current.joined(separator: " "))
        current = []
      }
      current.append(word)
    }
    if clauses.isEmpty || !current.isEmpty { clauses.append(current.joined(separator: " ")) }
    return joined(clauses)
  }

  /// Short last clauses stay on the line before.
  private static func joined(_ clauses: [String]) -> [String] {
    var result: [String] = []
    for clause in clauses {
      if clause.hasPrefix("LIMIT"), let last = result.popLast() { result.append(last + " " + clause) } else { result.append(clause) }
    }
    return result
  }

  private static func coloured(_ row: String) -> [Span] {
    var spans: [Span] = []
    for (position, word) in row.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let text = (position == 0 ? "" : " ") + word
      spans.append(Span(text, keywords.contains(String(word)) ? .keyword : .code))
    }
    return spans
  }

  private static func shown(_ value: DatabaseValue) -> String {
    if case .text(let text) = value { return "\"\(shortened(text, 24))\"" }
    return value.description
  }

  private static func shortened(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(width - 1) + "…"
  }
}
