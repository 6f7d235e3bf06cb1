/// Puts pieces of text into lines.
enum Wrapping {
  /// The pieces with spaces between them, in lines of at most so many characters. Only a piece that is longer than a line is divided.
  static func lines(_ pieces: [String], indent: String = "", width: Int = 80) -> [String] {
    let room = max(width - indent.count, 1)
    var lines: [String] = []
    var line = ""
    for piece in pieces.flatMap({ divided($0, room) }) {
      if !line.isEmpty, line.count + 1 + piece.count > room {
        lines.append(indent + line)
        line = ""
      }
      line += line.isEmpty ? piece : " " + piece
    }
    return line.isEmpty ? lines : lines + [indent + line]
  }

  private static func divided(_ piece: String, _ room: Int) -> [String] {
    var parts: [String] = []
    var rest = piece[...]
    while rest.count > room {
      parts.append(String(rest.prefix(room)))
      rest = rest.dropFirst(room)
    }
    return parts + [String(rest)]
  }
}
