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

  /// The value of an option.
  subscript(_ name: Name) -> ExprSyntax? { arguments?.first { $0.label?.text == name.rawValue }?.expression }

  /// The property that an option names with a key path.
  func property(_ name: Name) -> TokenSyntax? {
    guard let path = self[name]?.as(KeyPathExprSyntax.self), path.components.count == 1 else { return nil }
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
