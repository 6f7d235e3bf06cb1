import ActiveRecord

/// Writes a statement of any engine with `?` for values and double quotes around names.
enum CommonSpelling {
  static func of(_ sql: String, _ dialect: Dialect) -> String {
    if dialect.identifierQuote == "\"", dialect.placeholder == .question { return sql }
    var text = ""
    var quote: Character?
    var isPlaceholder = false
    for character in sql {
      if let open = quote {
        if character == open { quote = nil }
        text.append(character == dialect.identifierQuote && open == character ? "\"" : character)
        continue
      }
      if isPlaceholder, character.isNumber { continue }
      isPlaceholder = false
      switch character {
      case "'", dialect.identifierQuote:
        quote = character
        text.append(character == "'" ? character : "\"")
      case "$" where dialect.placeholder == .dollar:
        isPlaceholder = true
        text.append("?")
      default: text.append(character)
      }
    }
    return text
  }
}
