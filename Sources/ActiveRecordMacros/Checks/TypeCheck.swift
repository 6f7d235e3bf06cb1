import SwiftDiagnostics
import SwiftSyntax

/// A column's type stands in the source, or follows from a literal: macros see no types.
enum TypeCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for property in model.properties where property.isMember && property.association == nil && ColumnDeclaration(property) == nil {
      guard let value = property.value else { continue }
      report.error(
        property.identifier, "'\(property.name)' needs a type: only a literal tells the type of a column",
        fixIts: value.typeName.map { [.insert(": \($0)", after: property.identifier)] } ?? [])
    }
  }
}

extension ExprSyntax {
  /// The type that the spelling of the expression suggests: `UUID()`, `Status.draft`.
  fileprivate var typeName: String? {
    if let call = self.as(FunctionCallExprSyntax.self) { return call.calledExpression.typeName }
    if let name = self.as(DeclReferenceExprSyntax.self)?.baseName.text { return name.first?.isUppercase == true ? name : nil }
    guard let member = self.as(MemberAccessExprSyntax.self), let base = member.base?.typeName else { return nil }
    return member.declName.baseName.text.first?.isUppercase == true ? "\(base).\(member.declName.baseName.text)" : base
  }
}
