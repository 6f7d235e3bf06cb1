import SwiftIfConfig
import SwiftSyntax

/// All rules for models, run one after the other.
enum ModelChecks {
  /// The model, if the declaration can be one.
  static func model(_ declaration: some DeclGroupSyntax, attribute: AttributeSyntax, _ report: Report) -> ModelDeclaration? {
    guard let type = declaration.as(ClassDeclSyntax.self), type.canBeModel, let superclass = type.superclass else { return nil }
    return ModelDeclaration(type, attribute: attribute, superclass: superclass.trimmedDescription)
  }

  static func run(_ model: ModelDeclaration, _ report: Report, configuration: (any BuildConfiguration)?) {}
}
