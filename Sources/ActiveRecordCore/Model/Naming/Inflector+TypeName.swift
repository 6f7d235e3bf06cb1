extension Inflector {
  /// The name of a type with the types that it is nested in, without its module and generic arguments: `Billing.Account`.
  ///
  /// Private types and those inside functions have nameless contexts around them, which are left out.
  public static func qualifiedName(of type: Any.Type) -> String {
    var parts = components(of: String(reflecting: type))
    if parts.count > 1 { parts.removeFirst() }
    return parts.joined(separator: ".")
  }

  /// Splits `Module.(unknown context at $1f).Outer<Module.Thing>.Inner` at the dots outside brackets.
  private static func components(of name: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var group = ""
    var depth = 0
    var isRaw = false
    for character in name {
      if character == "`" {
        isRaw.toggle()
      } else if isRaw {
        part.append(character)
      } else if character == "(" || character == "<" {
        depth += 1
      } else if character == ")" || character == ">" {
        depth -= 1
        if depth == 0, character == ")" { part += declared(in: group) }
        if depth == 0 { group = "" }
      } else if depth > 0 {
        group.append(character)
      } else if character == "." {
        if !part.isEmpty { parts.append(part) }
        part = ""
      } else if character != ":" {
        part.append(character)
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// The type in a group such as `Account in _5F3A`; contexts and extensions have none.
  private static func declared(in group: String) -> String {
    let words = group.split(separator: " ")
    guard words.count == 3, words[1] == "in", words[0] != "extension" else { return "" }
    return String(words[0])
  }
}
