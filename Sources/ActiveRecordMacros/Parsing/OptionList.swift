import SwiftSyntax

/// The expression behind `=` of an association: `.has(dependent: .destroy)`.
struct OptionList {
  /// The options that the macros look at.
  enum Name: String { case foreignKey, foreignType, dependent }

  let expression: ExprSyntax
  /// `belongs`, `has` or `through`, unless the expression is something else.
  let factory: TokenSyntax?
  private let arguments: LabeledExprListSyntax?

  init(_ expression: ExprSyntax) {
    self.expression = expression
    let call = expression.as(FunctionCallExprSyntax.self)
    factory = call?.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName
    arguments = call?.arguments
  }

  /// The names of the options.
  var labels: [TokenSyntax] { arguments?.compactMap(\.label) ?? [] }

  /// The value of an option.
  subscript(_ name: Name) -> ExprSyntax? { arguments?.first { $0.label?.text == name.rawValue }?.expression }

  /// The property that an option names with a key path.
  func property(_ name: Name) -> TokenSyntax? { self[name].flatMap(Self.property) }

  /// The properties that an option names with a key path, or with an array of them.
  func properties(_ name: Name) -> [TokenSyntax] {
    guard let value = self[name] else { return [] }
    guard let array = value.as(ArrayExprSyntax.self) else { return [Self.property(value)].compactMap(\.self) }
    return array.elements.compactMap { Self.property($0.expression) }
  }

  private static func property(_ expression: ExprSyntax) -> TokenSyntax? {
    guard let path = expression.as(KeyPathExprSyntax.self), path.components.count == 1 else { return nil }
    return path.components.first?.component.as(KeyPathPropertyComponentSyntax.self)?.declName.baseName
  }
}

extension ExprSyntax {
  /// The text of a string literal that has no interpolation.
  var literalText: String? {
    guard let segments = self.as(StringLiteralExprSyntax.self)?.segments, segments.count == 1 else { return nil }
    return segments.first?.as(StringSegmentSyntax.self)?.content.text
  }
}
