/// How many connections a pool has, and how many tasks wait for one.
///
/// ```swift
/// let counts = database.connections(for: .writing)
/// print(counts.open, counts.idle, counts.waiting)
/// ```
public struct PoolCounts: Sendable, Equatable {
  /// Connections that are open, in use or idle.
  public let open: Int
  /// Connections that nobody uses.
  public let idle: Int
  /// Tasks that wait for a connection.
  public let waiting: Int
  /// Connections that somebody uses.
  public var inUse: Int { open - idle }
}
