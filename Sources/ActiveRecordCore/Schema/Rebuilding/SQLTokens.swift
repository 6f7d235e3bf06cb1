/// The tokens of a piece of SQL as SQLite stores it, without blanks and comments.
struct SQLTokens {
  struct Token {
    enum Kind {
      /// A keyword, or a name without quotes.
      case word
      /// A name in quotes: `"…"`, `` `…` `` or `[…]`.
      case quotedName
      /// Text, or bytes.
      case string
      case number
      case symbol
    }
    let kind: Kind
    /// Where it stands in the bytes of the text.
    let range: Range<Int>
  }

  let tokens: [Token]
  private let bytes: [UInt8]

  init(_ sql: String) {
    bytes = Array(sql.utf8)
    var scanner = SQLScanner(bytes)
    tokens = scanner.all()
  }

  /// The text from the first to the last of these tokens, as it was written.
  func text(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    return String(decoding: bytes[tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound], as: UTF8.self)
  }

  /// Whether a token is this keyword or symbol, in capitals.
  func isAt(_ index: Int, _ keyword: String) -> Bool {
    guard index >= 0, index < tokens.count else { return false }
    let kind = tokens[index].kind
    return (kind == .word || kind == .symbol) && text(index..<index + 1).uppercased() == keyword
  }

  /// The name that a token spells, without its quotes; SQLite takes text for a name where only a name can stand.
  func name(_ index: Int) -> String? {
    guard index >= 0, index < tokens.count else { return nil }
    let text = text(index..<index + 1)
    switch tokens[index].kind {
    case .word: return text
    case .quotedName, .string:
      guard let quote = text.first, text.count >= 2 else { return nil }
      let inner = String(text.dropFirst().dropLast())
      return quote == "[" ? inner : inner.replacing("\(quote)\(quote)", with: "\(quote)")
    case .number, .symbol: return nil
    }
  }

  /// The index behind the parenthesis that closes the one at `index`.
  func afterGroup(_ index: Int) -> Int {
    var depth = 0
    var position = index
    while position < tokens.count {
      if isAt(position, "(") { depth += 1 }
      if isAt(position, ")") { depth -= 1 }
      position += 1
      if depth == 0 { break }
    }
    return position
  }

  /// The ranges between the commas of a range, outside of parentheses.
  func parts(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var position = start
    while position < range.upperBound {
      if isAt(position, "(") {
        position = afterGroup(position)
      } else {
        if isAt(position, ",") {
          parts.append(start..<position)
          start = position + 1
        }
        position += 1
      }
    }
    return start < range.upperBound ? parts + [start..<range.upperBound] : parts
  }

  /// Whether a name is spelled in a range.
  func mentions(_ name: String, in range: Range<Int>) -> Bool {
    range.contains { tokens[$0].kind != .string && self.name($0)?.lowercased() == name.lowercased() }
  }
}

/// Cuts SQL into tokens.
private struct SQLScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func all() -> [SQLTokens.Token] {
    var tokens: [SQLTokens.Token] = []
    while position < bytes.count {
      if skipBlank() { continue }
      let start = position
      let kind = next()
      tokens.append(SQLTokens.Token(kind: kind, range: start..<position))
    }
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

  private mutating func skipBlank() -> Bool {
    switch byte() {
    case 9...13, 32: position += 1
    case 45 where byte(1) == 45:
      while position < bytes.count, byte() != 10 { position += 1 }
    case 47 where byte(1) == 42:
      position += 2
      while position < bytes.count, byte() != 42 || byte(1) != 47 { position += 1 }
      position = min(position + 2, bytes.count)
    default: return false
    }
    return true
  }

  private mutating func next() -> SQLTokens.Token.Kind {
    switch byte() {
    case 39: return quoted(39, .string)
    case 34, 96: return quoted(byte(), .quotedName)
    case 91: return quoted(93, .quotedName)
    case 48...57: return number()
    case 46 where (48...57).contains(byte(1)): return number()
    case 88 where byte(1) == 39, 120 where byte(1) == 39:
      position += 1
      return quoted(39, .string)
    case let start where Self.isWord(start):
      while Self.isWord(byte()) { position += 1 }
      return .word
    default:
      position += 1
      return .symbol
    }
  }

  private mutating func quoted(_ end: UInt8, _ kind: SQLTokens.Token.Kind) -> SQLTokens.Token.Kind {
    position += 1
    while position < bytes.count {
      if byte() == end {
        position += 1
        if byte() != end || end == 93 { return kind }
      }
      position += 1
    }
    return kind
  }

  private mutating func number() -> SQLTokens.Token.Kind {
    let isHexadecimal = byte() == 48 && byte(1) | 32 == 120
    while Self.isWord(byte()) || byte() == 46 {
      let isExponent = !isHexadecimal && byte() | 32 == 101
      position += 1
      if isExponent, byte() == 43 || byte() == 45 { position += 1 }
    }
    return .number
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 95, 36, 128...255: true
    default: false
    }
  }
}
