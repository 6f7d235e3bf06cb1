/// What an engine is asked about its replicas.
public struct ReplicationQueries: Sendable {
  /// Asked of the main database: a place in its log behind everything that was committed, as text.
  public var position: String
  /// Asked of a replica: whether it has everything up to the place that is bound; one truth value.
  public var reached: String
  /// Asked of a replica: how many seconds it is behind, as a number.
  public var lag: String

  /// Queries of one row with one column each.
  public init(position: String, reached: String, lag: String) {
    self.position = position
    self.reached = reached
    self.lag = lag
  }
}
