import SwiftDiagnostics
import SwiftIfConfig
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
    let model = ModelChecks.model(declaration, attribute: node, configuration: context.configuration, report)
    report.diagnostics.forEach(context.diagnose)
    guard let model else { return [] }
    let namespaces = Namespaces.around(context.lexicalContext)
    return ModelEmitter.members(of: model, in: namespaces, refusedOptions: report.refusedOptions) {
      context.location(of: $0, at: .afterLeadingTrivia, filePathMode: .filePath)
    }
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

extension MacroExpansionContext {
  /// How the client's module is built, as far as the compiler and swift-syntax tell.
  fileprivate var configuration: (any BuildConfiguration)? {
    #if canImport(SwiftSyntax603)
      buildConfiguration
    #else
      nil
    #endif
  }
}
