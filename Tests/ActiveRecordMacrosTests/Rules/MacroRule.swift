import Testing

/// A rule of the macros: what it refuses with which words, what its fix-it makes of it, and what it lets pass.
struct MacroRule: Sendable, CustomTestStringConvertible {
  /// The file of `Checks` that it stands in.
  let check: String
  /// What the message says.
  let message: String
  /// A source that it refuses.
  let failing: String
  /// The source after the fix-it; `nil` where the rule has none.
  let fixed: String?
  /// A source that it lets pass.
  let passing: String
  /// The upcoming features of the module, where the rule asks for them.
  let features: Set<String>?

  var testDescription: String { "\(check): \(message)" }

  /// A rule about a declaration in a model.
  init(_ check: String, _ message: String, refuses failing: String, fixed: String? = nil, passes passing: String) {
    func model(_ declaration: String) -> String { "@Model class Post: Record {\n  \(declaration)\n}" }
    self.init(check, message, source: model(failing), fixed: fixed.map(model), passes: model(passing))
  }

  /// A rule about a whole source.
  init(
    _ check: String, _ message: String, source failing: String, fixed: String? = nil, passes passing: String, features: Set<String>? = nil
  ) {
    self.check = check
    self.message = message
    self.failing = failing
    self.fixed = fixed
    self.passing = passing
    self.features = features
  }
}
