import Synchronization

/// The registry of words that the English rules do not know.
///
/// ```swift
/// Inflections.irregular("person", "people")
/// Inflections.uncountable("staff")
/// Inflections.acronym("OAuth")
/// Inflections.plural(suffix: "fez", replacement: "fezzes")
/// Inflections.singular(suffix: "fezzes", replacement: "fez")
/// ```
///
/// Register before the first model is used: tables that were named already keep their names.
public enum Inflections {
  private struct State {
    var edition = InflectionEdition.standard
    var rules = InflectionEdition.standard.rules
    var taught: [@Sendable (inout InflectionRules) -> Void] = []
    var acronyms: [String] = []
    var plurals: [String: String] = [:]
    var singulars: [String: String] = [:]

    mutating func forget() {
      plurals = [:]
      singulars = [:]
    }

    /// A form of a word, made once.
    mutating func form(
      of word: String, in known: WritableKeyPath<State, [String: String]>, _ make: (InflectionRules) -> String
    ) -> String {
      if let form = self[keyPath: known][word] { return form }
      let form = make(rules)
      if self[keyPath: known].count >= cacheLimit { forget() }
      self[keyPath: known][word] = form
      return form
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

  /// Teaches a word that is written with capitals inside: with `OAuth`, `OAuthToken` is `oauth_token`, and is read as "OAuth token".
  public static func acronym(_ word: String) {
    state.withLock { state in
      guard !word.isEmpty, !state.acronyms.contains(word) else { return }
      // The longest first: `RESTful` before `REST`.
      state.acronyms = (state.acronyms + [word]).sorted { ($1.count, $0) < ($0.count, $1) }
    }
  }

  /// The edition of the English rules; words that were taught stay.
  public static func use(_ edition: InflectionEdition) {
    state.withLock { state in
      state.edition = edition
      state.rules = edition.rules
      for change in state.taught { change(&state.rules) }
      state.forget()
    }
  }

  /// The edition of the English rules that names come from.
  public static var edition: InflectionEdition { state.withLock { $0.edition } }

  /// The words with capitals inside, the longest first.
  static var acronyms: [String] { state.withLock { $0.acronyms } }

  static func plural(of word: String) -> String {
    state.withLock { $0.form(of: word, in: \.plurals) { $0.plural(of: word) } }
  }

  static func singular(of word: String) -> String {
    state.withLock { $0.form(of: word, in: \.singulars) { $0.singular(of: word) } }
  }

  private static func change(_ body: @escaping @Sendable (inout InflectionRules) -> Void) {
    state.withLock { state in
      state.taught.append(body)
      body(&state.rules)
      state.forget()
    }
  }
}
