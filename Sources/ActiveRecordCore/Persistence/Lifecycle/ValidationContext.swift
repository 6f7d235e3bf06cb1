/// When a validation runs: always, when a row is inserted or updated, or in a context of the application's own.
///
/// ```swift
/// post.validate(on: "publishing") { … }
/// try await post.isValid(in: "publishing")
/// ```
public struct ValidationContext: Sendable, Hashable, ExpressibleByStringLiteral {
  let name: String

  /// A context of the application's own.
  public init(stringLiteral name: String) { self.name = name }

  /// A row is inserted.
  public static let create: ValidationContext = "create"
  /// A row is updated.
  public static let update: ValidationContext = "update"
}
