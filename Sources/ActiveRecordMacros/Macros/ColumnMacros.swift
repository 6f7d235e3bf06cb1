import SwiftSyntax
import SwiftSyntaxMacros

/// `@Column`: reads and writes the storage that `@Model` emits.
struct ColumnMacro: PropertyMacro {
  static func accessors(of property: PropertyAccessors) throws -> [AccessorDeclSyntax] { try property.column() }
}

/// `@PrimaryKey`: a column like any other, as far as accessors go.
struct PrimaryKeyMacro: PropertyMacro {
  static func accessors(of property: PropertyAccessors) throws -> [AccessorDeclSyntax] { try property.column() }
}

/// `@Transient`: only a mark that `@Model` reads.
struct TransientMacro: PeerMacro {
  static func expansion(
    of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] { [] }
}
