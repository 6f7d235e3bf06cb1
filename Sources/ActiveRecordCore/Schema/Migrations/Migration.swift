/// A change of the schema that is made once in each database, and can be undone.
///
/// ```swift
/// Migration("2025-01-15 create blog") { schema in
///   schema.createTable("authors") { $0.string("name", null: false) }
/// }
/// ```
///
/// The name begins with the version: digits, with `-`, `.`, `_` or `:` between them. The database notes the version, so the
/// words behind it may be changed later.
public struct Migration: Sendable {
  /// The whole name.
  public let name: String
  private let changes: @Sendable (inout SchemaChange) -> Void

  /// A migration whose changes are reversed when it is undone.
  ///
  /// - Parameters:
  ///   - name: The version, and words about the migration.
  ///   - changes: Records what changes; it is called each time the migration is run or undone.
  public init(_ name: String, _ changes: @escaping @Sendable (_ schema: inout SchemaChange) -> Void) {
    self.name = name
    self.changes = changes
  }

  /// A migration that says itself how it is undone.
  ///
  /// ```swift
  /// Migration(
  ///   "2025-04-02 merge names",
  ///   up: { $0.execute("UPDATE people SET name = first || ' ' || last") },
  ///   down: { $0.execute("UPDATE people SET first = name") })
  /// ```
  public init(
    _ name: String, up: @escaping @Sendable (_ schema: inout SchemaChange) -> Void,
    down: @escaping @Sendable (_ schema: inout SchemaChange) -> Void
  ) {
    self.init(name) { $0.reversible(up: up, down: down) }
  }

  /// The version that the name begins with, or an empty text where it begins with none.
  public var version: String { parsedVersion?.description ?? "" }

  var parsedVersion: MigrationVersion? { MigrationVersion(ofName: name) }

  /// What is run to make the change, or to undo it.
  func steps(_ direction: Direction) throws -> [SchemaStep] {
    let change = SchemaChange(recording: changes)
    if let problem = change.problems.first { throw MigrationError(.invalidChange, problem, migration: name) }
    if direction == .up { return change.steps.forwards }
    do { return try change.steps.reversedSteps().forwards } catch { throw MigrationError.inMigration(name, error, problem: .irreversible) }
  }

  /// Whether a migration is made or undone.
  enum Direction: Sendable {
    case up
    case down
  }
}
