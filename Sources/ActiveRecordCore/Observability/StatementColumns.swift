/// Which columns the bound values of a statement belong to, by its text.
struct StatementColumns {
  /// The names that may be meant, for each placeholder in order; `nil` where that cannot be told.
  private(set) var ofBindings: [[String]?] = []
  /// The names since the last clause or value.
  private var recent: [String] = []
  /// Whether the next name begins anew, and whether it may be what the last value is compared with.
  private var isOver = false, mayFollow = false
  /// Whether the next `AND` belongs to a `BETWEEN`.
  private var isBetween = false
  private var isInsert = false, isInList = false, isInValues = false
  /// The columns that an insert lists, and which of them a value of a row is for.
  private var inserted: [String] = []
  private var depth = 0, position = 0
  /// How many `CASE`s are open, and whether rows without names stand in the statement: what their values are for cannot be told.
  private var cases = 0, isUnclear = false

  private static let clauses: Set<String> = [
    "FROM", "WHERE", "AND", "OR", "ON", "SET", "HAVING", "LIMIT", "OFFSET", "SELECT", "JOIN", "ORDER", "GROUP",
  ]

  init(_ sql: String) {
    var words = Words(sql)
    while let word = words.next() {
      switch word {
      case .name(let name, let isQuoted): take(name, isKeyword: !isQuoted)
      case .open: open()
      case .close: (isInList, depth) = (false, depth - 1)
      case .comma: comma()
      case .placeholder: placeholder()
      }
    }
  }

  private mutating func open() {
    depth += 1
    if isInValues, depth == 1 { position = 0 }
    if isInsert, inserted.isEmpty, !isInValues { isInList = true }
  }

  private mutating func comma() {
    mayFollow = false
    if isInValues, depth == 1 { position += 1 }
  }

  private mutating func take(_ name: String, isKeyword: Bool) {
    let keyword = isKeyword ? name.uppercased() : ""
    note(keyword)
    if isInList { inserted.append(name) }
    if keyword == "AND", isBetween { return isBetween = false }
    if Self.clauses.contains(keyword) { return (recent, isOver, mayFollow) = ([], false, false) }
    if mayFollow { ofBindings[ofBindings.count - 1]?.append(name) }
    if isOver { (recent, isOver, mayFollow) = ([], false, false) }
    recent.append(name)
  }

  /// What a keyword says about the values that follow.
  private mutating func note(_ keyword: String) {
    switch keyword {
    case "INSERT", "REPLACE": isInsert = true
    case "VALUES": if isInsert { (isInValues, isInList, depth) = (true, false, 0) } else { isUnclear = true }
    case "SELECT" where isInsert && !isInValues: isUnclear = true
    case "ON" where isInValues, "RETURNING" where isInValues: (isInValues, isInsert) = (false, false)
    case "CASE": cases += 1
    case "END": cases -= 1
    case "BETWEEN": isBetween = true
    default: break
    }
  }

  private mutating func placeholder() {
    if isInValues, !inserted.isEmpty {
      ofBindings.append(inserted.indices.contains(position) ? [inserted[position]] : nil)
    } else {
      ofBindings.append(isUnclear || cases > 0 ? nil : recent)
      (isOver, mayFollow) = (true, true)
    }
  }

  /// The words of a statement that matter here.
  private struct Words: IteratorProtocol {
    enum Word { case name(String, isQuoted: Bool), placeholder, open, close, comma }
    private let bytes: [UInt8]
    private var position = 0

    init(_ sql: String) { bytes = Array(sql.utf8) }

    mutating func next() -> Word? {
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "`"): return .name(quoted(byte), isQuoted: true)
        case UInt8(ascii: "'"): _ = quoted(byte)
        case UInt8(ascii: "?"): return .placeholder
        case UInt8(ascii: "$") where position < bytes.count && Self.isDigit(bytes[position]):
          while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
          return .placeholder
        case UInt8(ascii: "("): return .open
        case UInt8(ascii: ")"): return .close
        case UInt8(ascii: ","): return .comma
        default: if Self.isLetter(byte) { return .name(plain(), isQuoted: false) }
        }
      }
      return nil
    }

    private mutating func quoted(_ quote: UInt8) -> String {
      let start = position
      while position < bytes.count, bytes[position] != quote { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      position += 1
      return text
    }

    private mutating func plain() -> String {
      let start = position - 1
      while position < bytes.count, Self.isLetter(bytes[position]) || Self.isDigit(bytes[position]) { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
      (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte > 127
    }
  }
}
