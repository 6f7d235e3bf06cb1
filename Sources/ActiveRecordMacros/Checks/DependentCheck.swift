import SwiftDiagnostics
import SwiftSyntax

/// `dependent:` says something that the kind of association can do.
///
/// One type has all of the words, so that the compiler would take any of them.
enum DependentCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for case .association(let association) in model.members {
      guard let value = association.options?[.dependent]?.as(MemberAccessExprSyntax.self), value.base == nil else { continue }
      let word = value.declName.baseName.text
      guard Self.words.contains(word), !association.kind.dependents.contains(word) else { continue }
      report.error(
        value, "'.\(word)' is nothing that '@\(association.kind.attribute)' can do: \(advice(association.kind, word))",
        fixIts: other(association.kind, word).map { [.replace(value, with: ".\($0)")] } ?? [])
    }
  }

  private static let words: Set<String> = [
    "destroy", "delete", "deleteAll", "nullify", "restrictWithError", "restrictWithException", "destroyAsync",
  ]

  private static func advice(_ kind: AssociationKind, _ word: String) -> String {
    if let other = other(kind, word) { return "write '.\(other)'" }
    let words = kind.dependents.map { "'.\($0)'" }.joined(separator: ", ")
    return "choose from \(words); what becomes of this record when its target goes stands at the association on the other side"
  }

  /// The word that was likely meant.
  private static func other(_ kind: AssociationKind, _ word: String) -> String? {
    switch (kind, word) {
    case (.belongsTo, "deleteAll"), (.hasOne, "deleteAll"): "delete"
    case (.hasMany, "delete"): "deleteAll"
    default: nil
    }
  }
}

extension AssociationKind {
  /// What can become of the targets of the kind.
  fileprivate var dependents: [String] {
    switch self {
    case .belongsTo: ["destroy", "delete", "destroyAsync"]
    case .hasOne: ["destroy", "delete", "nullify", "restrictWithError", "restrictWithException", "destroyAsync"]
    case .hasMany: ["destroy", "deleteAll", "nullify", "restrictWithError", "restrictWithException", "destroyAsync"]
    case .hasAndBelongsToMany: []
    }
  }
}
