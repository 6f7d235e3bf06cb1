import SwiftSyntax

/// A column of a model: declared by the user, or generated for a belongs_to.
struct ColumnDeclaration {
  /// The property's name, without backticks.
  let name: String
  /// The property's name as code.
  let identifier: String
  /// The type as code.
  let type: String
  /// The value behind `=`, unless that is `nil`.
  var value: ExprSyntax?
  let access: AccessLevel
  /// The column's name in the database as code, where it is given.
  var databaseName: ExprSyntax?
  /// Whether this is the key, or its first column.
  var isKey = false
  /// Whether this is one of the further columns of a key of several.
  var isKeyPart = false
  /// Where the column comes from, unless it is generated.
  var property: PropertyDeclaration?

  /// The name of the property that holds the value.
  var storage: String { "_\(name)_" }
  /// The name of the constant that says where the column stands in the rows of the model.
  var index: String { "_\(name)_index" }
  var isOptional: Bool { type.hasSuffix("?") || type.hasPrefix("Optional<") || type.hasPrefix("Swift.Optional<") }
  /// The type without its optionality.
  var baseType: String { isOptional && type.hasSuffix("?") ? String(type.dropLast()) : type }
  /// The type as the operand of a postfix expression.
  var metatype: String { type.contains(" ") ? "(\(type)).self" : "\(type).self" }

  /// A column that the user declared; `nil` where the type cannot be told.
  init?(_ property: PropertyDeclaration) {
    guard let type = property.type?.trimmedDescription ?? property.value?.literalType else { return nil }
    name = property.name
    identifier = property.identifier.text
    self.type = type
    value = property.value.flatMap { $0.is(NilLiteralExprSyntax.self) ? nil : $0 }
    access = property.access
    databaseName = (property.marks["PrimaryKey"] ?? property.marks["Column"])?.argument(nil)
    isKey = property.isKey
    self.property = property
  }

  /// The foreign key of a belongs_to.
  init(foreignKeyOf association: AssociationDeclaration, access: AccessLevel) {
    name = association.name + "ID"
    identifier = name
    type = association.isOpen ? "Swift.Int?" : "\(association.target).ID?"
    self.access = access
    databaseName = association.options?[.foreignKey]
  }
}

extension ColumnDeclaration {
  static let integers = names(["Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64"], module: "Swift")
  /// The types that are known to have a value to show before one is set.
  private static let withEmptyValue = integers.union(names(["Double", "Float", "Bool", "String"], module: "Swift"))
    .union(names(["Data", "Date", "UUID", "Decimal"], module: "Foundation"))

  /// Whether a new record must show a value of a type that is not known here.
  var needsEmptyValue: Bool { value == nil && !isOptional && !Self.withEmptyValue.contains(type) }

  private static func names(_ names: [String], module: String) -> Set<String> {
    Set(names + names.map { "\(module).\($0)" } + (module == "Foundation" ? names.map { "FoundationEssentials.\($0)" } : []))
  }
}

extension ExprSyntax {
  /// The type of a literal.
  var literalType: String? {
    if let prefix = self.as(PrefixOperatorExprSyntax.self), prefix.operator.text == "-" { return prefix.expression.numberType }
    if self.is(StringLiteralExprSyntax.self) { return "Swift.String" }
    if self.is(BooleanLiteralExprSyntax.self) { return "Swift.Bool" }
    return numberType
  }

  private var numberType: String? {
    if self.is(IntegerLiteralExprSyntax.self) { return "Swift.Int" }
    return self.is(FloatLiteralExprSyntax.self) ? "Swift.Double" : nil
  }
}

extension AttributeSyntax {
  /// The arguments, if there are any.
  var list: LabeledExprListSyntax? { arguments?.as(LabeledExprListSyntax.self) }

  /// The argument with a label.
  func argument(_ label: String?) -> ExprSyntax? { list?.first { $0.label?.text == label }?.expression }
}
