import ActiveRecord

/// A scenario of the reference, written in Swift, which prints the same kind of trace.
///
/// Each stands in a file of its own under `Twins`, with its models inside the type, and is named in `Twins/Twins.swift`.
protocol Twin: SendableMetatype {
  /// The name of the scenario and its trace, without the ending: "01-macros-and-keys".
  static var topic: String { get }
  /// The statements that make the tables.
  static var schema: [SQL] { get }
  /// Models that must be known by their names.
  static var models: [Record.Type] { get }
  /// Says how the database is used, where the scenario depends on it.
  static func configure(_ configuration: inout DatabaseConfiguration)
  /// The steps.
  static func run(_ t: Scenario) async throws
}

extension Twin {
  static var models: [Record.Type] { [] }
  static func configure(_ configuration: inout DatabaseConfiguration) {}
}
