public import Logging

/// How a database is used.
public struct DatabaseConfiguration: Sendable {
  /// How many connections that read may be open beside the one that writes.
  public var maximumReaders = 8
  /// How many connections may be open, on engines where each of them reads and writes.
  public var maximumConnections = 10
  /// How long to wait for a connection.
  public var checkoutTimeout: Duration = .seconds(5)
  /// Where statements are logged, at level `debug`; nowhere unless it is set.
  public var logger: Logger?
  /// Whether bound values are logged, too. They may be secrets.
  public var logsBindings = false
  /// Whether the first touch of an association loads it for all records that were loaded together.
  public var loadsTogether = true

  /// The defaults.
  public init() {}
}
