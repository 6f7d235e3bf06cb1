/// Where a migration stands in a database.
public struct MigrationStatus: Sendable, Hashable, CustomStringConvertible {
  /// Whether a migration was made.
  public enum State: String, Sendable, Hashable {
    /// It was made.
    case up
    /// It was not made, or was undone.
    case down
    /// The database notes it, and it is not in the list.
    case unknown
  }

  /// The version.
  public let version: String
  /// The whole name; `nil` where the migration is unknown.
  public let name: String?
  /// Whether it was made.
  public let state: State

  /// `up       2025-01-15 create blog`
  public var description: String {
    state.rawValue + String(repeating: " ", count: 9 - state.rawValue.count) + (name ?? "\(version) (not among the migrations)")
  }
}
