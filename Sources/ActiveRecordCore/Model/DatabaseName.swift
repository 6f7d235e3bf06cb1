/// What a database is called where an application has several.
///
/// ```swift
/// extension DatabaseName { static let animals: DatabaseName = "animals" }
///
/// try await Database.connect(.sqlite("animals.db"), as: .animals)
/// @Model class Dog: Record {
///   override class var databaseName: DatabaseName? { .animals }
/// }
/// ```
public struct DatabaseName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name, as messages tell it.
  public let description: String

  /// The name `text`.
  public init(_ text: String) { description = text }

  /// The name that a literal spells.
  public init(stringLiteral text: String) { description = text }
}
