import SwiftSyntax

/// A to-one association has a singular name, and a to-many association a plural one.
///
/// A warning, and only where the name is the model's own in the wrong number: other words have their own grammar.
enum NumberCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for case .association(let association) in model.members {
      let type = association.target.split(separator: ".").last.map(String.init) ?? association.target
      guard let plural = plural(of: type) else { continue }
      let (wrong, right) = association.isToOne ? (plural, type) : (type, plural)
      guard let name = rename(association.name, wrong, right) else { continue }
      let kind =
        association.isToOne ? "leads to one record, so its name should be singular" : "leads to many records, so its name should be plural"
      report.warning(
        association.property.identifier, "'\(association.name)' \(kind): '\(name)'",
        fixIts: [.replace(association.property.identifier, with: name)])
    }
  }

  /// The name with its last word in the other number, if that word is `wrong`.
  private static func rename(_ name: String, _ wrong: String, _ right: String) -> String? {
    if name == wrong.decapitalized { return right.decapitalized }
    guard name.hasSuffix(wrong), name.count > wrong.count else { return nil }
    return name.dropLast(wrong.count) + right
  }

  /// The plural of a regular English noun.
  private static func plural(of word: String) -> String? {
    let lower = word.lowercased()
    let isIrregular = lower == "ox" || irregularEndings.contains { lower.hasSuffix($0) }
    if isIrregular { return nil }
    if let last = lower.last, last == "y", let before = lower.dropLast().last, !"aeiou".contains(before) { return word.dropLast() + "ies" }
    return word + (["x", "z", "ch", "sh"].contains { lower.hasSuffix($0) } ? "es" : "s")
  }

  private static let irregularEndings = [
    "s", "f", "fe", "o", "man", "person", "child", "mouse", "goose", "foot", "tooth", "sheep", "fish", "deer", "people", "data",
    "datum",
    "medium", "media", "criterion", "index", "matrix", "vertex", "information", "equipment", "money", "rice", "staff", "software",
    "hardware",
    "feedback", "content", "metadata", "quiz", "die", "craft",
  ]
}

extension String {
  /// The text with its first letter in lower case.
  fileprivate var decapitalized: String { prefix(1).lowercased() + dropFirst() }
}
