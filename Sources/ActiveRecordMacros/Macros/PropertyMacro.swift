import SwiftSyntax
import SwiftSyntaxMacros

/// An attribute of a property, which is then read, and maybe written, by what the macro emits.
protocol PropertyMacro: AccessorMacro {
  static func accessors(of property: PropertyAccessors) throws -> [AccessorDeclSyntax]
}

extension PropertyMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [AccessorDeclSyntax] {
    try accessors(of: PropertyAccessors(node, declaration, context))
  }
}
