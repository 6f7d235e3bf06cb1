import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Polymorphic`: makes an enum the closed set of models that a belongs_to can point at.
///
/// The members stand inside the enum, where the names of its models mean the same as in its cases; the extension stands at the file's top.
struct PolymorphicMacro: MemberMacro, ExtensionMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax, conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    let report = Report()
    let set = PolymorphicCheck.set(declaration, attribute: node, report)
    report.diagnostics.forEach(context.diagnose)
    return set.map { [$0.members] } ?? []
  }

  static func expansion(
    of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax, providingExtensionsOf type: some TypeSyntaxProtocol,
    conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    guard !protocols.isEmpty, let set = PolymorphicCheck.set(declaration, attribute: node, Report()) else { return [] }
    return [try set.conformance(of: type.trimmedDescription)]
  }
}
