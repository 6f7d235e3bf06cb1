/// When a validation runs: always, when a row is inserted or updated, or in contexts of the application's own.
///
/// ```swift
/// post.validate(on: "publishing") { … }
/// post.validates(\.title, .presence, on: [.create, "publishing"])
/// try await post.isValid(in: "publishing")
/// ```
public struct ValidationContext: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  let names: Set<String>

  /// A context of the application's own.
  public init(stringLiteral name: String) { names = [name] }

  /// Several contexts.
  public init(arrayLiteral contexts: ValidationContext...) {
    names = contexts.reduce(into: []) { $0.formUnion($1.names) }
  }

  /// A row is inserted.
  public static let create: ValidationContext = "create"
  /// A row is updated.
  public static let update: ValidationContext = "update"

  /// Whether the application made the context up.
  var isOwn: Bool { self != .create && self != .update }
}
