import SwiftSyntax

/// The kinds of association that a property can have.
enum AssociationKind: String, CaseIterable {
  case belongsTo, hasOne, hasMany, hasAndBelongsToMany

  /// The attribute, without `@`; also the first part of the names of the library's types.
  var attribute: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  var isToOne: Bool { self == .belongsTo || self == .hasOne }
}

/// An association of a model.
struct AssociationDeclaration {
  let kind: AssociationKind
  let property: PropertyDeclaration
  /// The type that the association leads to, as code.
  let target: String
  let isOptional: Bool
  /// Whether the type is one that a to-one association has, rather than a collection.
  let isToOne: Bool
  let options: OptionList?

  /// An association; `nil` where the property's type does not tell what it leads to.
  init?(_ property: PropertyDeclaration, _ kind: AssociationKind) {
    guard let shape = property.type.flatMap(AssociationShape.init), shape.isAllowed(for: kind) else { return nil }
    self.kind = kind
    self.property = property
    target = shape.target
    isOptional = shape.isOptional
    isToOne = kind.isToOne
    options = property.value.map(OptionList.init)
  }

  var name: String { property.name }
  /// The property's name as code.
  var identifier: String { property.identifier.text }
  /// The name of the static member that holds the declaration.
  var declaration: String { "_\(name)_" }
  /// Whether any model can be the target.
  var isOpen: Bool { target == "Record" || target == "ActiveRecord.Record" }
  /// The type of the storage of the type column.
  var typeColumn: String { isOpen ? "ActiveRecord.PolymorphicTypeColumn" : "\(target)._TypeColumn" }
  var isThrough: Bool { options?.factory?.text == "through" }
}

/// What the type of an association looks like.
enum AssociationShape {
  case one(String, isOptional: Bool)
  case many(String)
  /// An array, set or optional collection of something.
  case collection(of: String)

  init?(_ type: TypeSyntax) {
    switch type.as(TypeSyntaxEnum.self) {
    case .optionalType(let optional): self.init(wrapped: optional.wrappedType)
    case .implicitlyUnwrappedOptionalType(let optional): self.init(wrapped: optional.wrappedType)
    case .arrayType(let array): self = .collection(of: array.element.trimmedDescription)
    case .identifierType(let simple): self.init(simple.name.text, simple.genericArgumentClause, type)
    case .memberType(let member): self.init(member.name.text, member.genericArgumentClause, type)
    default: return nil
    }
  }

  private init?(wrapped: TypeSyntax) {
    switch AssociationShape(wrapped) {
    case .one(let target, isOptional: false): self = .one(target, isOptional: true)
    case .many(let target): self = .collection(of: target)
    case .collection(let element): self = .collection(of: element)
    default: return nil
    }
  }

  private init?(_ name: String, _ arguments: GenericArgumentClauseSyntax?, _ type: TypeSyntax) {
    let types = arguments?.arguments.compactMap { $0.argument.as(TypeSyntax.self) } ?? []
    switch (name, types.count) {
    case ("Many", 1), ("ManyWith", 2): self = .many(types[0].trimmedDescription)
    case ("ManyAssociation", 3): self = .many(types[1].trimmedDescription)
    case ("Array", 1), ("Set", 1): self = .collection(of: types[0].trimmedDescription)
    case ("Optional", 1): self.init(wrapped: types[0])
    case (_, 0): self = .one(type.trimmedDescription, isOptional: false)
    default: return nil
    }
  }

  var target: String {
    switch self {
    case .one(let target, _), .many(let target), .collection(let target): target
    }
  }

  var isOptional: Bool {
    if case .one(_, isOptional: true) = self { true } else { false }
  }

  func isAllowed(for kind: AssociationKind) -> Bool {
    switch self {
    case .one: kind.isToOne
    case .many: !kind.isToOne
    case .collection: false
    }
  }
}
