import SwiftDiagnostics
import SwiftSyntax

/// A model is a class that inherits from `Record` or from another model, and is not generic.
enum ClassCheck {
  static func model(_ declaration: some DeclGroupSyntax, _ attribute: AttributeSyntax, _ report: Report) -> ModelDeclaration? {
    guard let type = declaration.as(ClassDeclSyntax.self) else {
      report.error(
        declaration.introducer, "'@Model' works on classes: a record is shared by everything that refers to it", fixIts: fixes(declaration))
      return nil
    }
    if let generics = type.genericParameterClause {
      report.error(
        generics, "a model cannot be generic: each model has one table. Share code with an abstract model, '@Model(abstract: true)'")
      return nil
    }
    guard let superclass = type.superclass else {
      report.error(
        type.name, "'\(type.name.text)' must inherit from Record, or from another model", fixIts: [.insert(": Record", after: type.name)])
      return nil
    }
    return ModelDeclaration(type, attribute: attribute, superclass: superclass.trimmedDescription)
  }

  /// Structures become classes by one word; the rest needs more thought.
  private static func fixes(_ declaration: some DeclGroupSyntax) -> [FixIt] {
    guard let type = declaration.as(StructDeclSyntax.self) else { return [] }
    return [.replace(type.structKeyword, with: "class")]
  }
}
