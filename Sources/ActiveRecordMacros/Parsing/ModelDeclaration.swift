import SwiftSyntax

/// A class with `@Model`, as it stands in the source.
struct ModelDeclaration {
  let syntax: ClassDeclSyntax
  let attribute: AttributeSyntax
  let name: String
  /// The superclass as it is spelled.
  let superclass: String
  let access: AccessLevel
  /// The stored properties, in order.
  let properties: [PropertyDeclaration]
  let hasInitializer: Bool

  init(_ syntax: ClassDeclSyntax, attribute: AttributeSyntax, superclass: String) {
    self.syntax = syntax
    self.attribute = attribute
    self.superclass = superclass
    name = syntax.name.text
    access = AccessLevel(syntax.modifiers)
    let members = syntax.memberBlock.members.map(\.decl)
    properties = members.compactMap { $0.as(VariableDeclSyntax.self) }.compactMap(PropertyDeclaration.init)
    hasInitializer = members.contains { $0.is(InitializerDeclSyntax.self) }
  }

  /// Whether the class stands directly below `Record`.
  var isRoot: Bool { superclass == "Record" || superclass == "ActiveRecord.Record" }

  /// What the class and its associations declare, in order.
  var members: [Member] {
    properties.compactMap { property in
      guard property.isMember else { return nil }
      if let kind = property.association { return AssociationDeclaration(property, kind).map(Member.association) }
      return ColumnDeclaration(property).map(Member.column)
    }
  }

  /// A property, for what it stands for.
  enum Member {
    case column(ColumnDeclaration)
    case association(AssociationDeclaration)
  }
}

extension ClassDeclSyntax {
  /// Whether the class has what every model needs.
  var canBeModel: Bool { genericParameterClause == nil && superclass != nil }

  /// The superclass, as the first type behind the colon.
  var superclass: TypeSyntax? { inheritanceClause?.inheritedTypes.first?.type }
}

extension FunctionDeclSyntax {
  /// Whether this is `static func rules(_:)`.
  var isRules: Bool {
    let isStatic = modifiers.contains { $0.name.tokenKind == .keyword(.static) || $0.name.tokenKind == .keyword(.class) }
    let parameters = signature.parameterClause.parameters
    return name.text == "rules" && isStatic && parameters.count == 1 && parameters.first?.firstName.tokenKind == .wildcard
  }
}
