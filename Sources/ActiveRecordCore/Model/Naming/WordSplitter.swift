/// Finds the words in a name written in camel case.
enum WordSplitter {
  /// The words of `name` in lower case with underscores between them.
  static func underscored(_ name: String) -> String {
    let letters = Array(name.unicodeScalars)
    var result = ""
    result.reserveCapacity(letters.count + 4)
    for (index, letter) in letters.enumerated() {
      if letter == "-" {
        result.unicodeScalars.append("_")
        continue
      }
      if index > 0, startsWord(letters, index) { result.unicodeScalars.append("_") }
      if letter.properties.isUppercase {
        result += letter.properties.lowercaseMapping
      } else {
        result.unicodeScalars.append(letter)
      }
    }
    return result
  }

  /// The name with acronyms written as words: `userOAuthKey` as `userOauthKey`.
  static func spelled(_ name: String, _ acronyms: [String]) -> String {
    var result = ""
    var rest = name[...]
    while let first = rest.first {
      if let acronym = acronyms.first(where: { rest.hasPrefix($0) }), rest.dropFirst(acronym.count).first?.isLowercase != true {
        result += acronym.prefix(1).uppercased() + acronym.dropFirst().lowercased()
        rest = rest.dropFirst(acronym.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// A capital starts a word after a small letter or a digit, and at the end of a run of capitals (`HTMLPage`).
  private static func startsWord(_ letters: [Unicode.Scalar], _ index: Int) -> Bool {
    guard letters[index].properties.isUppercase else { return false }
    let previous = letters[index - 1]
    if previous.properties.isLowercase || isDigit(previous) { return true }
    guard previous.properties.isUppercase, index + 1 < letters.count else { return false }
    return letters[index + 1].properties.isLowercase && !isPluralOfCapitals(letters, index + 1)
  }

  /// Whether the letter at `index` is the `s` of `tagIDs`; `HTMLIsValid` and `HTMLAsText` have words of their own there.
  private static func isPluralOfCapitals(_ letters: [Unicode.Scalar], _ index: Int) -> Bool {
    guard letters[index] == "s" else { return false }
    guard index + 1 < letters.count else { return true }
    let next = letters[index + 1]
    if next == "_" || isDigit(next) { return true }
    return next.properties.isUppercase && letters[index - 1] != "I" && letters[index - 1] != "A"
  }

  private static func isDigit(_ letter: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(letter)
  }
}
