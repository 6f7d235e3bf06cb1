import SwiftSyntax

/// The attributes of properties work inside a class with `@Model`.
enum PlacementCheck {
  static func accepts(_ node: AttributeSyntax, _ property: PropertyDeclaration?, in context: [Syntax], _ report: Report) -> Bool {
    guard let type = context.first?.as(ClassDeclSyntax.self), type.attributes.named["Model"] != nil else {
      report.error(node, "'@\(node.attributeName.trimmedDescription)' works inside a class with '@Model'")
      return false
    }
    return type.canBeModel
  }
}
