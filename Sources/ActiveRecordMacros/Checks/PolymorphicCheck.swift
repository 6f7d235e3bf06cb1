import SwiftSyntax

/// `@Polymorphic` stands on an enum whose cases carry one model each.
enum PolymorphicCheck {
  static func set(_ declaration: some DeclGroupSyntax, attribute: AttributeSyntax, _ report: Report) -> PolymorphicSet? {
    guard let type = declaration.as(EnumDeclSyntax.self) else {
      report.error(attribute, "'@Polymorphic' works on enums")
      return nil
    }
    let elements = type.memberBlock.members.flatMap { $0.decl.as(EnumCaseDeclSyntax.self)?.elements.map(\.self) ?? [] }
    let cases = elements.compactMap { PolymorphicSet.Case($0) }
    return PolymorphicSet(
      access: AccessLevel(type.modifiers), isNonisolated: type.modifiers.contains { $0.name.tokenKind == .keyword(.nonisolated) },
      cases: cases)
  }
}

extension PolymorphicSet.Case {
  init?(_ element: EnumCaseElementSyntax) {
    guard let parameters = element.parameterClause?.parameters, parameters.count == 1, let only = parameters.first else { return nil }
    name = element.name.text
    label = only.firstName.flatMap { $0.tokenKind == .wildcard ? nil : $0.text }
    model = only.type.trimmedDescription
  }
}
