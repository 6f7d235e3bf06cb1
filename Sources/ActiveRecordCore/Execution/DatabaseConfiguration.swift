public import Logging

/// How a database is used.
public struct DatabaseConfiguration: Sendable {
  /// How many connections that read may be open beside the one that writes.
  public var maximumReaders = 8
  /// How many connections may be open, on engines where each of them reads and writes.
  public var maximumConnections = 10
  /// How long to wait for a connection.
  public var checkoutTimeout: Duration = .seconds(5)
  /// How many tasks may wait for a connection; those that come later are refused at once.
  public var maximumWaiters = 10_000
  /// How long a connection to a server may lie idle before it is closed; `nil` for ever.
  public var idleTimeout: Duration? = .seconds(600)
  /// How long a connection to a server may live; `nil` for ever.
  public var maximumLifetime: Duration? = .seconds(3600)
  /// After how long a connection to a server that lay idle is tried before it is used.
  public var trustedIdleTime: Duration = .seconds(30)
  /// How replicas are used.
  public var replicas = ReplicaConfiguration()
  /// Where statements are logged, at level `debug`; nowhere unless it is set.
  public var logger: Logger?
  /// Whether bound values are logged, too. They may be secrets: those of columns that ``FilteredAttributes`` names are masked.
  public var logsBindings = false
  /// Whether the first touch of an association loads it for all records that were loaded together.
  public var loadsTogether = true
  /// For how long the answer to what one record asked for all that were loaded with it may be given to the others: the sizes of their
  /// collections, whether there are members, the first ones.
  ///
  /// ```swift
  /// for author in authors { print(try await author.posts.size()) }   // one query
  /// configuration.peerAnswerLifetime = .seconds(60)                  // also where each round of the loop takes its time
  /// ```
  ///
  /// Each is given once, and none after something was written through this database; but other programs write, too.
  public var peerAnswerLifetime: Duration = .seconds(1)
  /// How many queries of one preload may run at the same time, on connections that lie idle; 1 for one after the other.
  ///
  /// ```swift
  /// let theatres = try await Theatre.preload(\.plays, \.license).load()   // the theatres, then plays and licenses at once
  /// ```
  ///
  /// Only on engines that are servers, for associations that do not depend on each other, and never inside of a transaction.
  public var maximumQueriesAtOnce = 4
  /// How many members `dependent: .destroy` loads and destroys at once, where none is in memory: an owner with many members need not have
  /// them all in memory.
  public var dependentBatchSize = 1000
  /// Who destroys what `dependent: .destroyAsync` leaves; where there is nobody, it is destroyed with its owner.
  public var jobs: (any JobQueue)?

  /// Which lazy loads of associations are refused, for the records of all models.
  public var strictLoading = StrictLoadingMode.off
  /// Told of each lazy load that strict loading refuses, which then goes on; where there is nobody, the load throws.
  ///
  /// ```swift
  /// configuration.onStrictLoadingViolation = { logger.warning("\($0)") }
  /// ```
  public var onStrictLoadingViolation: (@Sendable (AssociationError) -> Void)?

  /// The defaults.
  public init() {}
}
