import SwiftSyntax
import SwiftSyntaxMacros

/// `@Column`: reads and writes the storage that `@Model` emits.
struct ColumnMacro: AccessorMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [AccessorDeclSyntax] {
    try PropertyAccessors(node, declaration, context).column()
  }
}

/// `@PrimaryKey`: a column like any other, as far as accessors go.
struct PrimaryKeyMacro: AccessorMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [AccessorDeclSyntax] {
    try PropertyAccessors(node, declaration, context).column()
  }
}

/// `@Transient`: only a mark that `@Model` reads.
struct TransientMacro: PeerMacro {
  static func expansion(
    of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] { [] }
}
