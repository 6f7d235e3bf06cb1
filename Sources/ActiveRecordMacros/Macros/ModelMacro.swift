import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Model`: checks the class, emits all its members, and marks its plain properties as columns.
struct ModelMacro: MemberMacro, MemberAttributeMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax, conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    let report = Report()
    let model = ModelChecks.model(declaration, attribute: node, report)
    if let model { ModelChecks.run(model, report, configuration: context.buildConfiguration) }
    report.diagnostics.forEach(context.diagnose)
    return model.map(ModelEmitter.members) ?? []
  }

  static func expansion(
    of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax, providingAttributesFor member: some DeclSyntaxProtocol,
    in context: some MacroExpansionContext
  ) throws -> [AttributeSyntax] {
    guard let type = declaration.as(ClassDeclSyntax.self), type.canBeModel, let variable = member.as(VariableDeclSyntax.self),
      let property = PropertyDeclaration(variable), property.isPlainColumn
    else { return [] }
    return ["@ActiveRecord.Column"]
  }
}
