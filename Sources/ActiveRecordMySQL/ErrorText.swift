#if MySQL
  /// Finds the names in the text of an error.
  struct ErrorText {
    let text: String

    init(_ text: String) { self.text = text }

    /// What stands in single quotes, in order; a quote inside of a name is doubled or follows a backslash.
    var quoted: [String] { parts("'").map(\.text) }

    /// What stands in the last single quotes. The server does not double the quotes of a value that it shows before, so the text is
    /// read from its end: else a user's text would be taken for a name.
    var lastQuoted: String? {
      let scalars = text.unicodeScalars
      guard let end = scalars.lastIndex(of: "'"), let start = scalars[..<end].lastIndex(of: "'") else { return nil }
      return String(scalars[scalars.index(after: start)..<end])
    }

    /// What stands in backquotes, in order, with the text before it.
    var names: [(before: String, text: String)] { parts("`") }

    private func parts(_ quote: Character) -> [(before: String, text: String)] {
      var parts: [(before: String, text: String)] = []
      var before = ""
      var inside: String?
      var rest = text[...]
      while let character = rest.popFirst() {
        if character != quote {
          if inside == nil { before.append(character) } else { inside?.append(character) }
        } else if let name = inside {
          if rest.first == quote {
            rest.removeFirst()
            inside?.append(quote)
          } else {
            parts.append((before, name))
            before = ""
            inside = nil
          }
        } else {
          inside = ""
        }
      }
      return parts
    }

    /// `title` of `posts.title`.
    static func lastPart(_ name: String) -> String {
      name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
    }
  }

  extension String {
    func lastRange(of part: String) -> Range<String.Index>? { ranges(of: part).last }
  }
#endif
