import SwiftSyntax
import SwiftSyntaxMacros

/// `@BelongsTo`: loads the target on first use.
struct BelongsToMacro: PropertyMacro {
  static func accessors(of property: PropertyAccessors) throws -> [AccessorDeclSyntax] { try property.toOne(.belongsTo) }
}

/// `@HasOne`: loads the target on first use.
struct HasOneMacro: PropertyMacro {
  static func accessors(of property: PropertyAccessors) throws -> [AccessorDeclSyntax] { try property.toOne(.hasOne) }
}

/// `@HasMany`: gives the collection of the record.
struct HasManyMacro: PropertyMacro {
  static func accessors(of property: PropertyAccessors) throws -> [AccessorDeclSyntax] { try property.toMany(.hasMany) }
}

/// `@HasAndBelongsToMany`: gives the collection of the record.
struct HasAndBelongsToManyMacro: PropertyMacro {
  static func accessors(of property: PropertyAccessors) throws -> [AccessorDeclSyntax] { try property.toMany(.hasAndBelongsToMany) }
}
