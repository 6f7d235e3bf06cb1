/// How the end of a word changes.
struct InflectionRule: Sendable {
  /// What must stand before the end.
  enum Context: Sendable {
    case anything
    case oneOf(String)
    case noneOf(String)
  }
  let suffix: String
  let replacement: String
  let context: Context

  init(_ suffix: String, _ replacement: String, _ context: Context = .anything) {
    self.suffix = suffix
    self.replacement = replacement
    self.context = context
  }

  func matches(_ word: String) -> Bool {
    guard word.hasSuffix(suffix) else { return false }
    let before = word.dropLast(suffix.count).last
    switch context {
    case .anything: return true
    case .oneOf(let letters): return before.map { letters.contains($0) } ?? false
    case .noneOf(let letters): return before.map { !letters.contains($0) } ?? false
    }
  }
}

/// What turns singulars into plurals and back. Asked in this order: uncountable words, taught rules, whole words, ends.
struct InflectionRules: Sendable {
  var uncountables: Set<String> = []
  var taughtPlurals: [InflectionRule] = []
  var taughtSingulars: [InflectionRule] = []
  var pluralWords: [String: String] = [:]
  var singularWords: [String: String] = [:]
  var pluralEnds: [InflectionRule] = []
  var singularEnds: [InflectionRule] = []

  func plural(of text: String) -> String {
    inflect(text, taughtPlurals, pluralWords, pluralEnds)
  }

  func singular(of text: String) -> String {
    inflect(text, taughtSingulars, singularWords, singularEnds)
  }

  mutating func addPlural(_ rule: InflectionRule) {
    uncountables.subtract([rule.suffix, rule.replacement])
    taughtPlurals.insert(rule, at: 0)
  }

  mutating func addSingular(_ rule: InflectionRule) {
    uncountables.subtract([rule.suffix, rule.replacement])
    taughtSingulars.insert(rule, at: 0)
  }

  /// Both forms are known in both directions, so that a plural stays a plural.
  mutating func addIrregular(_ singular: String, _ plural: String) {
    addPlural(InflectionRule(plural, plural))
    addPlural(InflectionRule(singular, plural))
    addSingular(InflectionRule(singular, singular))
    addSingular(InflectionRule(plural, singular))
  }

  private func inflect(
    _ text: String, _ taught: [InflectionRule], _ words: [String: String], _ ends: [InflectionRule]
  ) -> String {
    let start = Self.lastWord(of: text)
    let word = text[start...].lowercased()
    if word.isEmpty || uncountables.contains(word) || uncountables.contains(text.lowercased()) { return text }
    if let rule = taught.first(where: { $0.matches(text.lowercased()) }) {
      return Self.replace(rule.suffix, by: rule.replacement, in: text)
    }
    if let other = words[word] { return Self.replace(word, by: other, in: text) }
    guard let rule = ends.first(where: { $0.matches(word) }) else { return text }
    return Self.replace(rule.suffix, by: rule.replacement, in: text)
  }

  /// Changes the end of `text` and leaves the letters that both ends begin with as they are written (`Person`, `People`).
  private static func replace(_ suffix: String, by replacement: String, in text: String) -> String {
    let shared = zip(suffix, replacement).prefix { $0 == $1 }.count
    return String(text.dropLast(suffix.count - shared)) + String(replacement.dropFirst(shared))
  }

  /// Where the last word of a name begins: `blog_post`, `Blog.Post`, `blog post` and `BlogPost` end with the word "post".
  private static func lastWord(of text: String) -> String.Index {
    var start = text.startIndex
    var previous: Character?
    for index in text.indices {
      let character = text[index]
      if let previous, "_ .-/".contains(previous) || (character.isUppercase && previous.isLowercase) { start = index }
      previous = character
    }
    return start
  }
}
