import SwiftSyntax

/// An enum with `@Polymorphic`: one case for each model that an association can point at.
struct PolymorphicSet {
  let access: AccessLevel
  let isNonisolated: Bool
  let cases: [Case]

  init(_ syntax: EnumDeclSyntax, cases: [Case]) {
    access = AccessLevel(syntax.modifiers)
    isNonisolated = syntax.modifiers.contains { $0.name.tokenKind == .keyword(.nonisolated) }
    self.cases = cases
  }

  /// A case and the model in it.
  struct Case {
    let name: String
    let label: String?
    let model: String

    /// A case; `nil` unless it carries exactly one class.
    init?(_ element: EnumCaseElementSyntax) {
      guard let parameters = element.parameterClause?.parameters, parameters.count == 1, let only = parameters.first,
        only.type.isNominal
      else { return nil }
      name = element.name.text
      label = only.firstName.flatMap { $0.tokenKind == .wildcard ? nil : $0.text }
      model = only.type.trimmedDescription
    }
  }
}

extension TypeSyntax {
  /// Whether the type is spelled by its name.
  fileprivate var isNominal: Bool { self.is(IdentifierTypeSyntax.self) || self.is(MemberTypeSyntax.self) }
}
