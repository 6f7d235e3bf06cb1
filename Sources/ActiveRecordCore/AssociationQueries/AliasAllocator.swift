/// Gives every table of a statement a name of its own.
///
/// The first use of a table bears its own name. Later ones are named after the association and the table it hangs on
/// (`children_folders`), then numbered (`children_folders_2`), and cut to what the engine takes.
struct AliasAllocator {
  private var uses: [String: Int] = [:]
  private let limit: Int?

  init(root: String, limit: Int? = nil) {
    self.limit = limit
    uses[root.lowercased()] = 1
  }

  /// Notes names that hand-written joins use.
  mutating func note(_ sql: SQL) {
    for fragment in sql.fragments {
      guard case .text(let text) = fragment else { continue }
      for name in Self.joinedNames(text) { uses[name.lowercased(), default: 0] += 1 }
    }
  }

  /// The name for one more use of `table`.
  mutating func alias(for table: String, _ candidate: @autoclosure () -> String) -> String {
    if uses[table.lowercased(), default: 0] == 0 {
      uses[table.lowercased()] = 1
      return table
    }
    let name = cut(candidate(), room: 0)
    uses[name.lowercased(), default: 0] += 1
    let count = uses[name.lowercased()] ?? 1
    return count > 1 ? cut(name, room: 1 + String(count).utf8.count) + "_\(count)" : name
  }

  private func cut(_ name: String, room: Int) -> String {
    guard let limit, name.utf8.count > limit - room else { return name }
    // What is left of a character that was cut through goes, too.
    var bytes = name.utf8.prefix(limit - room)
    while true {
      if let text = String(bytes) { return text }
      bytes = bytes.dropLast()
    }
  }

  /// The names after `JOIN`, and those after an `AS` that follows them.
  static func joinedNames(_ text: String) -> [String] {
    let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "(" }.map {
      $0.trimmed(of: ["\"", "`", "[", "]", ",", ")"])
    }
    var names: [String] = []
    for (index, word) in words.enumerated() where word.lowercased() == "join" && index + 1 < words.count {
      let next = index + 2 < words.count ? words[index + 2].lowercased() : "on"
      if next == "as", index + 3 < words.count {
        names.append(words[index + 3])
      } else if ["on", "using", "inner", "left", "join"].contains(next) {
        names.append(words[index + 1])
      } else {
        names.append(words[index + 2])
      }
    }
    return names
  }
}

extension Substring {
  fileprivate func trimmed(of characters: Set<Character>) -> String {
    var part = self
    while let first = part.first, characters.contains(first) { part = part.dropFirst() }
    while let last = part.last, characters.contains(last) { part = part.dropLast() }
    return String(part)
  }
}
