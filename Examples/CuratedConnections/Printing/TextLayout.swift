/// Breaks and aligns text.
enum TextLayout {
  /// Lines as they are written in the source.
  static func lines(_ text: String) -> [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// Lines of at most `width` characters, broken at spaces; a longer word is cut.
  static func wrapped(_ text: String, width: Int, continuation: String = "") -> [String] {
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      if !current.isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = continuation
      }
      let separator = current.isEmpty || current == continuation ? "" : " "
      while current.count + separator.count + word.count > width, word.count > 1 {
        let room = max(1, width - current.count - separator.count)
        // Lists without spaces are cut behind a comma.
        let cut = word.prefix(room).lastIndex(of: ",").map { word.distance(from: word.startIndex, to: $0) + 1 } ?? room
        lines.append(current + separator + word.prefix(cut))
        word = String(word.dropFirst(cut))
        current = continuation
      }
      current += (current.isEmpty || current == continuation ? "" : " ") + word
    }
    return lines + (current.isEmpty ? [] : [current])
  }

  /// Text with spaces behind it.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  /// Text with spaces before it.
  static func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// As many of some things as fit into `width` characters, and how many more there are.
  static func list(_ items: [String], width: Int) -> String {
    var text = ""
    for (position, item) in items.enumerated() {
      let next = text.isEmpty ? item : text + ", " + item
      let rest = items.count - position - 1
      if position > 0, next.count + (rest > 0 ? 10 : 0) > width { return "\(text) and \(rest + 1) more" }
      text = next
    }
    return text
  }

  /// "3 queries", "1 query".
  static func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
}
