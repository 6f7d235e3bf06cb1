#if PostgreSQL
  import ActiveRecordCore

  /// Reads PostgreSQL's messages, which come in English where `lc_messages` does not say otherwise.
  enum MessageMapping {
    /// `Key (email, name)=(ada@example.com, Ada) already exists.`: the columns, without the values.
    static func columns(ofKey detail: String) -> [String] {
      guard let start = detail.firstRange(of: "Key ("), let end = detail[start.upperBound...].firstRange(of: ")=(") else { return [] }
      return split(detail[start.upperBound..<end.lowerBound])
    }

    /// Messages about values repeat them in quotes: `invalid input syntax for type integer: "abc"`. A value may hold quotes of its
    /// own, which the server does not double: all between the first and the last is left out.
    static func withoutValues(_ message: String, _ state: String) -> String {
      // A quote and an accent behind it are one character, but two scalars.
      let scalars = message.unicodeScalars
      guard state.hasPrefix("22"), let start = scalars.firstIndex(of: "\""), let end = scalars.lastIndex(of: "\""), start < end else {
        return message
      }
      return String(scalars[..<start]) + "\"…\"" + String(scalars[scalars.index(after: end)...])
    }

    /// `relation "posts" does not exist`, `column posts.titel does not exist`, `column "titel" of relation "posts" does not exist`.
    static func nameMissing(_ error: inout DatabaseError) {
      let message = error.message
      if error.code == .missingTable {
        error.table = quoted(message).first
        return
      }
      let names = quoted(message)
      if let column = names.first {
        error.columns = [column]
        if names.count > 1 { error.table = names[1] }
        return
      }
      guard message.hasPrefix("column "), let end = message.firstRange(of: " does not exist") else { return }
      let parts = message[..<end.lowerBound].dropFirst(7).split(separator: ".").map(String.init)
      error.columns = Array(parts.suffix(1))
      if parts.count > 1 { error.table = parts[parts.count - 2] }
    }

    /// Names that need quotes come in quotes; a comma inside of them is part of the name.
    private static func split(_ list: Substring) -> [String] {
      var names = [""]
      var isInside = false
      for character in list {
        switch character {
        case "\"": isInside.toggle()
        case "," where !isInside: names.append("")
        case " " where !isInside && names[names.count - 1].isEmpty: break
        default: names[names.count - 1].append(character)
        }
      }
      return names
    }

    private static func quoted(_ message: String) -> [String] {
      message.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
  }
#endif
