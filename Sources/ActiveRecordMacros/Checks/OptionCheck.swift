import SwiftDiagnostics
import SwiftSyntax

/// The options behind `=` fit the attribute: `.belongs` for `@BelongsTo`, `.has` or `.through` for the others.
///
/// In place, any of them would compile: only the copy that `@Model` makes knows the owner.
enum OptionCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for case .association(let association) in model.members {
      guard let factory = association.options?.factory, ["belongs", "has", "through"].contains(factory.text),
        !association.kind.factories.contains(factory.text)
      else { continue }
      report.refuseOptions(of: association)
      report.error(factory, text(association, factory.text), fixIts: [fix(association, factory)])
    }
  }

  private static func text(_ association: AssociationDeclaration, _ factory: String) -> String {
    let attribute = "@\(association.kind.attribute)"
    if factory == "through" { return "'\(attribute)' cannot go through another association: write '@\(association.kind.throughAttribute)'" }
    return "the options of '\(attribute)' are '.\(association.kind.factories[0])(…)'"
  }

  private static func fix(_ association: AssociationDeclaration, _ factory: TokenSyntax) -> FixIt {
    if factory.text == "through", let mark = association.property.marks[association.kind.attribute] {
      return .replace(mark.attributeName, with: association.kind.throughAttribute)
    }
    return .replace(factory, with: association.kind.factories[0])
  }
}

extension AssociationKind {
  /// The functions that make options for the kind.
  fileprivate var factories: [String] {
    switch self {
    case .belongsTo: ["belongs"]
    case .hasOne, .hasMany: ["has", "through"]
    case .hasAndBelongsToMany: ["has"]
    }
  }

  /// The attribute that does what was meant.
  fileprivate var throughAttribute: String { isToOne ? "HasOne" : "HasMany" }
}
