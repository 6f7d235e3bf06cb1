import SwiftSyntax
import SwiftSyntaxMacros

/// `@BelongsTo`: loads the target on first use.
struct BelongsToMacro: AccessorMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [AccessorDeclSyntax] {
    try PropertyAccessors(node, declaration, context).toOne(.belongsTo)
  }
}

/// `@HasOne`: loads the target on first use.
struct HasOneMacro: AccessorMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [AccessorDeclSyntax] {
    try PropertyAccessors(node, declaration, context).toOne(.hasOne)
  }
}

/// `@HasMany`: gives the collection of the record.
struct HasManyMacro: AccessorMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [AccessorDeclSyntax] {
    try PropertyAccessors(node, declaration, context).toMany(.hasMany)
  }
}

/// `@HasAndBelongsToMany`: gives the collection of the record.
struct HasAndBelongsToManyMacro: AccessorMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
  ) throws -> [AccessorDeclSyntax] {
    try PropertyAccessors(node, declaration, context).toMany(.hasAndBelongsToMany)
  }
}
