import SwiftSyntax

/// A stored property of a model, as it stands in the source.
struct PropertyDeclaration {
  let syntax: VariableDeclSyntax
  let binding: PatternBindingSyntax
  /// The name as it is written, with the backticks it may have.
  let identifier: TokenSyntax
  /// The name without backticks.
  let name: String
  let access: AccessLevel
  /// The attributes of the library, by name.
  let marks: [String: AttributeSyntax]

  /// A stored property; `nil` for anything that `@Model` leaves alone.
  init?(_ variable: VariableDeclSyntax) {
    let marks = variable.attributes.named
    guard let binding = variable.bindings.first, let pattern = binding.pattern.as(IdentifierPatternSyntax.self),
      marks["Transient"] == nil, !variable.modifiers.contains(where: \.isForeignToColumns), !binding.isComputed
    else { return nil }
    syntax = variable
    self.binding = binding
    identifier = pattern.identifier
    name = identifier.identifier?.name ?? identifier.text
    access = AccessLevel(variable.modifiers)
    self.marks = marks
  }

  var type: TypeSyntax? { binding.typeAnnotation?.type }
  var value: ExprSyntax? { binding.initializer?.value }
  var isConstant: Bool { syntax.bindingSpecifier.tokenKind == .keyword(.let) }
  var association: AssociationKind? { AssociationKind.allCases.first { marks[$0.attribute] != nil } }
  var isKey: Bool { marks["PrimaryKey"] != nil }
  /// The first of `willSet` and `didSet`.
  var observer: AccessorDeclSyntax? {
    if case .accessors(let list)? = binding.accessorBlock?.accessors { list.first } else { nil }
  }
  /// `weak` or `unowned`.
  var referenceModifier: DeclModifierSyntax? {
    syntax.modifiers.first { $0.name.tokenKind == .keyword(.weak) || $0.name.tokenKind == .keyword(.unowned) }
  }

  /// Whether the property can be a column or an association.
  var isMember: Bool { !isConstant && syntax.bindings.count == 1 && observer == nil && referenceModifier == nil }
  /// Whether `@Model` marks the property as a column.
  var isPlainColumn: Bool { isMember && marks.isEmpty }
}

extension AttributeListSyntax {
  /// The attributes of the library, by name and without the module's name in front.
  var named: [String: AttributeSyntax] {
    var result: [String: AttributeSyntax] = [:]
    for case .attribute(let attribute) in self {
      if let name = attribute.libraryName { result[name] = attribute }
    }
    return result
  }
}

extension AttributeSyntax {
  private static let names: Set<String> = [
    "Model", "Column", "PrimaryKey", "Transient", "BelongsTo", "HasOne", "HasMany", "HasAndBelongsToMany",
  ]

  /// The name, if the attribute is one of the library's.
  var libraryName: String? {
    let name: String
    switch attributeName.as(TypeSyntaxEnum.self) {
    case .identifierType(let type): name = type.name.text
    case .memberType(let type) where type.baseType.trimmedDescription == "ActiveRecord": name = type.name.text
    default: return nil
    }
    return Self.names.contains(name) ? name : nil
  }
}

extension DeclModifierSyntax {
  fileprivate var isForeignToColumns: Bool {
    switch name.tokenKind {
    case .keyword(.static), .keyword(.class), .keyword(.lazy), .keyword(.override): true
    default: false
    }
  }
}

extension PatternBindingSyntax {
  fileprivate var isComputed: Bool {
    switch accessorBlock?.accessors {
    case nil: false
    case .getter: true
    case .accessors(let list):
      list.contains { $0.accessorSpecifier.tokenKind != .keyword(.willSet) && $0.accessorSpecifier.tokenKind != .keyword(.didSet) }
    }
  }
}
