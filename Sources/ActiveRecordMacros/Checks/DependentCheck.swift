import SwiftDiagnostics
import SwiftSyntax

/// What `dependent` says fits the attribute: a belongs_to restricts and nullifies nothing, one record is deleted and many by one statement.
enum DependentCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for case .association(let association) in model.members {
      guard let value = association.options?[.dependent]?.as(MemberAccessExprSyntax.self) else { continue }
      let word = value.declName.baseName
      guard let text = text(association, word.text) else { continue }
      report.refuseOptions(of: association)
      report.error(word, text, fixIts: fix(association, word.text).map { [.replace(word, with: $0)] } ?? [])
    }
  }

  private static func text(_ association: AssociationDeclaration, _ word: String) -> String? {
    let attribute = "@\(association.kind.attribute)"
    if let right = fix(association, word) {
      return "'\(attribute)' leads to \(association.isToOne ? "one record" : "many records"): write '.\(right)'"
    }
    guard association.kind == .belongsTo else { return nil }
    let allowed = "'\(attribute)' takes '.destroy', '.delete' or '.destroyAsync'"
    switch word {
    case "restrict", "restrictWithError", "restrictWithException":
      let other = word == "restrict" ? "restrictWithError" : word
      return allowed + ": who must not go while others point there says so in its own '@HasMany' or '@HasOne': '.has(dependent: .\(other))'"
    case "nullify": return allowed + ": its key goes with its own row"
    default: return nil
    }
  }

  /// The word for one record, or for many, where the other one was written.
  private static func fix(_ association: AssociationDeclaration, _ word: String) -> String? {
    switch (word, association.isToOne) {
    case ("deleteAll", true): "delete"
    case ("delete", false): "deleteAll"
    default: nil
    }
  }
}
