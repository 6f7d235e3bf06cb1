import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Polymorphic`: makes an enum the closed set of models that a belongs_to can point at.
struct PolymorphicMacro: ExtensionMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax, providingExtensionsOf type: some TypeSyntaxProtocol,
    conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    let report = Report()
    let set = PolymorphicCheck.set(declaration, attribute: node, report)
    report.diagnostics.forEach(context.diagnose)
    guard let set, !protocols.isEmpty else { return [] }
    return [try set.conformance(of: type.trimmedDescription)]
  }
}
