/// A column's definition in MySQL's own words, in which a part is changed: `MODIFY COLUMN` forgets what is not said again.
struct ColumnModification {
  /// What follows the name: `varchar(255) NOT NULL DEFAULT 'draft'`.
  private(set) var text: String

  /// The definition of a column in what `SHOW CREATE TABLE` tells.
  init?(of column: String, in table: String, quoted: String) {
    guard let start = table.firstRange(of: "\n  \(quoted) ") else { return nil }
    text = ""
    var quote: Character?
    var isEscaped = false
    for character in table[start.upperBound...] {
      if isEscaped {
        isEscaped = false
        // Texts come back with backslashes, which mean nothing here.
        text += character == "'" ? "''" : Self.escapes[character] ?? String(character)
        continue
      }
      if quote == nil, character == "\n" { break }
      if quote == "'", character == "\\" {
        isEscaped = true
        continue
      }
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "`" {
        quote = character
      }
      text.append(character)
    }
    if text.last == "," { text.removeLast() }
  }

  private static let escapes: [Character: String] = ["n": "\n", "r": "\r", "t": "\t", "0": "\0", "Z": "\u{1A}"]

  /// Gives the column another type; character set and collation go with the old one.
  mutating func change(type: String) {
    var rest = Self.words(text).drop { !Self.starts.contains($0.uppercased()) }
    while let first = rest.first?.uppercased(), first == "CHARACTER" || first == "COLLATE" {
      rest = rest.dropFirst(first == "CHARACTER" ? 3 : 2)
    }
    // With MariaDB, the type JSON brings a check along.
    if let index = rest.indices.dropLast().first(where: { rest[$0].uppercased() == "CHECK" && rest[$0 + 1].hasPrefix("(json_valid(") }) {
      rest.removeSubrange(index...index + 1)
    }
    text = ([type] + rest.map(String.init)).joined(separator: " ")
  }

  /// Whether the column may be `NULL`.
  mutating func change(isNullable: Bool) {
    var words = Self.words(text)
    if let index = words.indices.dropLast().first(where: { words[$0].uppercased() == "NOT" && words[$0 + 1].uppercased() == "NULL" }) {
      words.removeSubrange(index...index + 1)
    } else if let index = words.indices.dropFirst().first(where: {
      words[$0].uppercased() == "NULL" && words[$0 - 1].uppercased() != "DEFAULT"
    }) {
      words.remove(at: index)
    }
    if let index = words.indices.dropLast().first(where: {
      words[$0].uppercased() == "DEFAULT" && words[$0 + 1].uppercased() == "NULL"
    }) {
      words.removeSubrange(index...index + 1)
    }
    let end = words.firstIndex { Self.starts.contains($0.uppercased()) && !["CHARACTER", "COLLATE"].contains($0.uppercased()) }
    words.insert(isNullable ? "NULL" : "NOT NULL", at: end ?? words.count)
    text = words.joined(separator: " ")
  }

  /// The words behind which the type is over.
  private static let starts: Set<String> = [
    "NOT", "NULL", "DEFAULT", "AUTO_INCREMENT", "COMMENT", "CHARACTER", "COLLATE", "GENERATED", "AS", "CHECK", "ON", "INVISIBLE",
  ]

  /// The text in words; what stands in quotes or parentheses is not taken apart.
  private static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "'", "`", "\"": quote = character
      case "(": depth += 1
      case ")": depth -= 1
      case " " where depth == 0:
        if start < index { words.append(text[start..<index]) }
        start = text.index(after: index)
      default: break
      }
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }
}
