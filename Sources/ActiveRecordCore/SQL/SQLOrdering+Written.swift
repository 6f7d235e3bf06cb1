// Orders in hand-written SQL, which are taken apart where they are turned round, or joined rows are put together again.

extension SQLOrdering {
  /// The parts of an order; hand-written SQL is taken apart at its commas, and its directions are read.
  package var written: [SQLOrdering] {
    guard case .raw(let sql) = expression else { return [self] }
    return sql.parts.map { part in
      var part = part
      var nulls = nulls
      if part.drop("NULLS FIRST") { nulls = .first } else if part.drop("NULLS LAST") { nulls = .last }
      let isDescending = part.drop("DESC")
      if !isDescending { _ = part.drop("ASC") }
      return SQLOrdering(.raw(SQL(fragments: part)), descending: isDescending != self.isDescending, nulls: nulls)
    }
  }
}

extension SQL {
  /// The pieces between the commas that stand outside of parentheses and quotes.
  fileprivate var parts: [[Fragment]] {
    var parts: [[Fragment]] = [[]]
    var depth = 0
    var quote: Character?
    for fragment in fragments {
      guard case .text(let text) = fragment else {
        parts[parts.count - 1].append(fragment)
        continue
      }
      var piece = ""
      for character in text {
        if quote == nil, depth == 0, character == "," {
          parts[parts.count - 1].append(.text(piece))
          parts.append([])
          piece = ""
          continue
        }
        piece.append(character)
        if let open = quote {
          if character == open { quote = nil }
        } else if "'\"`".contains(character) {
          quote = character
        } else if character == "(" {
          depth += 1
        } else if character == ")" {
          depth -= 1
        }
      }
      if !piece.isEmpty { parts[parts.count - 1].append(.text(piece)) }
    }
    return parts
  }
}

extension [SQL.Fragment] {
  /// Takes words away from the end, if they stand there.
  fileprivate mutating func drop(_ words: String) -> Bool {
    guard case .text(var text)? = last else { return false }
    while text.last?.isWhitespace == true { text.removeLast() }
    let rest = text.dropLast(words.count)
    guard text.uppercased().hasSuffix(words), rest.last?.isWhitespace == true else { return false }
    self[count - 1] = .text(String(rest.dropLast()))
    return true
  }
}
