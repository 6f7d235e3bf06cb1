import SwiftSyntax

/// An enum with `@Polymorphic`: one case for each model that an association can point at.
struct PolymorphicSet {
  let access: AccessLevel
  let isNonisolated: Bool
  let cases: [Case]

  /// A case and the model in it.
  struct Case {
    let name: String
    let label: String?
    let model: String
  }
}
