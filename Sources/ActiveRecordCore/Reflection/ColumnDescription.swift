/// What is known about one column of a model; see ``ModelDescription``.
public struct ColumnDescription: Sendable, Hashable, Codable {
  /// The property's name.
  public let property: String
  /// The column's name.
  public let name: String
  /// The property's type as Swift prints it: `String`, `Optional<Int>`.
  public let type: String
  /// Whether the property can be `nil`.
  public let isOptional: Bool
  /// Whether a new record has a value from the start.
  public let hasDefault: Bool

  init(_ facts: ColumnFacts) {
    property = facts.property
    name = facts.name
    type = "\(facts.type)"
    isOptional = facts.isOptional
    hasDefault = facts.hasDefault
  }
}
