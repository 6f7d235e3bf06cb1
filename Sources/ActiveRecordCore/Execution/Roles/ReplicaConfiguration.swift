/// How the replicas of a database are used.
///
/// ```swift
/// var configuration = DatabaseConfiguration()
/// configuration.replicas.maximumLag = .seconds(2)
/// let database = try await Database.connect(.postgres(url: main), replicas: [.postgres(url: copy)], configuration: configuration)
/// ```
public struct ReplicaConfiguration: Sendable {
  /// How far behind a replica may be; one that is further behind is left out until it has caught up.
  public var maximumLag: Duration = .seconds(5)
  /// How often a replica's lag is measured.
  public var measuresEvery: Duration = .seconds(1)
  /// How long a read after a write waits for a replica to have it, where the engine can tell (PostgreSQL). Then the main database is read.
  public var waitsForWrites: Duration = .seconds(1)
  /// How long reads stay on the main database after a write, where the engine cannot tell.
  public var staysAfterWrite: Duration = .seconds(2)
  /// How long a replica that failed is left out; it doubles with each further failure, up to half a minute.
  public var pauseAfterFailure: Duration = .seconds(1)
  /// Whether the main database is read where no replica can be.
  public var fallsBackToMain = true

  /// The defaults.
  public init() {}
}
