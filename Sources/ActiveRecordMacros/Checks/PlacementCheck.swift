import SwiftSyntax

/// The attributes of properties stand on stored properties of a class with `@Model`.
enum PlacementCheck {
  /// Whether the class around is a model, so that `@Model` has emitted what the accessors need.
  static func accepts(_ node: AttributeSyntax, _ property: PropertyDeclaration?, in context: [Syntax], _ report: Report) -> Bool {
    let attribute = "@\(node.title)"
    guard let type = context.first?.as(ClassDeclSyntax.self), type.attributes.named["Model"] != nil else {
      report.error(node, "'\(attribute)' works inside a class with '@Model'")
      return false
    }
    if property == nil { report.error(node, "'\(attribute)' works on stored properties: 'var name: String'") }
    return type.canBeModel && property != nil
  }
}
