import Synchronization

/// The registry of words that the English rules do not know.
///
/// ```swift
/// Inflections.irregular("person", "people")
/// Inflections.uncountable("staff")
/// Inflections.plural(suffix: "fez", replacement: "fezzes")
/// Inflections.singular(suffix: "fezzes", replacement: "fez")
/// ```
///
/// Register before the first model is used: tables that were named already keep their names.
public enum Inflections {
  private struct State {
    var rules = InflectionRules.english
    var plurals: [String: String] = [:]
    var singulars: [String: String] = [:]

    mutating func forget() {
      plurals = [:]
      singulars = [:]
    }
  }
  private static let state = Mutex(State())
  /// Names come from code, so there are few; a limit keeps words from elsewhere from piling up.
  private static let cacheLimit = 4096

  /// Teaches a word whose plural no rule gives; also as the end of longer words (`salesperson`, `salespeople`).
  public static func irregular(_ singular: String, _ plural: String) {
    change { $0.addIrregular(singular.lowercased(), plural.lowercased()) }
  }

  /// Teaches a word that is its own plural.
  public static func uncountable(_ word: String) {
    change { $0.uncountables.insert(word.lowercased()) }
  }

  /// Teaches how words with this end form their plural; later rules go before earlier ones.
  public static func plural(suffix: String, replacement: String) {
    change { $0.addPlural(InflectionRule(suffix.lowercased(), replacement.lowercased())) }
  }

  /// Teaches how words with this end form their singular; later rules go before earlier ones.
  public static func singular(suffix: String, replacement: String) {
    change { $0.addSingular(InflectionRule(suffix.lowercased(), replacement.lowercased())) }
  }

  static func plural(of word: String) -> String {
    state.withLock { state in
      if let known = state.plurals[word] { return known }
      let plural = state.rules.plural(of: word)
      if state.plurals.count >= cacheLimit { state.forget() }
      state.plurals[word] = plural
      return plural
    }
  }

  static func singular(of word: String) -> String {
    state.withLock { state in
      if let known = state.singulars[word] { return known }
      let singular = state.rules.singular(of: word)
      if state.singulars.count >= cacheLimit { state.forget() }
      state.singulars[word] = singular
      return singular
    }
  }

  private static func change(_ body: (inout InflectionRules) -> Void) {
    state.withLock { state in
      body(&state.rules)
      state.forget()
    }
  }
}
