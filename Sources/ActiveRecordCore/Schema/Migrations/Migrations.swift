/// The migrations of an application, the oldest first.
///
/// ```swift
/// let migrations = Migrations {
///   Migration("2025-01-15 create blog") { schema in
///     schema.createTable("posts") { t in
///       t.string("title", null: false)
///       t.timestamps()
///     }
///   }
///   Migration("2025-02-01 publish all") {
///     $0.execute("UPDATE posts SET published = 1", down: "UPDATE posts SET published = 0")
///   }
/// }
/// try await database.migrate(migrations)
/// ```
///
/// Versions are unique and ascend; anything else is an error before the first statement.
public struct Migrations: Sendable {
  /// The migrations, in order.
  public let list: [Migration]

  /// Migrations from a list.
  public init(_ list: [Migration]) { self.list = list }

  /// Migrations, written one below the other.
  public init(@MigrationsBuilder _ list: () -> [Migration]) { self.list = list() }

  /// What is wrong with names and versions.
  var problems: [String] {
    var problems: [String] = []
    var previous: (version: MigrationVersion, name: String)?
    for migration in list {
      guard let version = migration.parsedVersion else {
        problems.append("\"\(migration.name)\" does not begin with a version. Write one: \"2025-01-15 \(migration.name)\"")
        continue
      }
      if let previous, version == previous.version {
        problems.append("\"\(previous.name)\" and \"\(migration.name)\" have the same version. Write \"\(version).2 …\" for the second")
      } else if let previous, version < previous.version {
        problems.append("\"\(migration.name)\" stands behind \"\(previous.name)\", but its version is lower. Swap them")
      }
      previous = (version, migration.name)
    }
    return problems
  }

  /// The migrations with their versions.
  ///
  /// - Throws: ``MigrationError`` with everything that is wrong with them.
  func checked() throws -> [(version: MigrationVersion, migration: Migration)] {
    let problems = problems
    if !problems.isEmpty { throw MigrationError(.invalidList, problems.joined(separator: "; ")) }
    return list.compactMap { migration in migration.parsedVersion.map { ($0, migration) } }
  }
}

/// Gathers the migrations that are written one below the other.
@resultBuilder public enum MigrationsBuilder {
  /// One migration.
  public static func buildExpression(_ migration: Migration) -> [Migration] { [migration] }
  /// Migrations that were gathered elsewhere: those of a module.
  public static func buildExpression(_ migrations: Migrations) -> [Migration] { migrations.list }
  /// One below the other.
  public static func buildBlock(_ parts: [Migration]...) -> [Migration] { parts.flatMap { $0 } }
  /// A loop.
  public static func buildArray(_ parts: [[Migration]]) -> [Migration] { parts.flatMap { $0 } }
  /// A condition that may not hold.
  public static func buildOptional(_ part: [Migration]?) -> [Migration] { part ?? [] }
  /// The first branch of a condition.
  public static func buildEither(first part: [Migration]) -> [Migration] { part }
  /// The other branch of a condition.
  public static func buildEither(second part: [Migration]) -> [Migration] { part }
}
