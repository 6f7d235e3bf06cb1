import SwiftIfConfig
import SwiftSyntax

/// All rules for models, run one after the other.
enum ModelChecks {
  /// The model, if the declaration can be one, with everything that is wrong with it.
  static func model(
    _ declaration: some DeclGroupSyntax, attribute: AttributeSyntax, configuration: (any BuildConfiguration)?, _ report: Report
  ) -> ModelDeclaration? {
    guard let model = ClassCheck.model(declaration, attribute, report) else { return nil }
    StoredPropertyCheck.run(model, report)
    RulesCheck.run(model, report)
    AttributeCheck.run(model, report)
    TypeCheck.run(model, report)
    NameCheck.run(model, report)
    ShapeCheck.run(model, report)
    OptionCheck.run(model, report)
    OptionNameCheck.run(model, report)
    DependentCheck.run(model, report)
    OwnerScopeCheck.run(model, report)
    ForeignKeyCheck.run(model, report)
    DuplicateCheck.run(model, report)
    NumberCheck.run(model, report)
    IsolationCheck.run(model, report, configuration)
    return model
  }
}
