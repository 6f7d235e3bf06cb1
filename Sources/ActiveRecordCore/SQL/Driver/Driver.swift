/// What opens connections to one database of one engine.
///
/// A driver knows SQL text and bound values, nothing of models. To add an engine, write a driver, a connection and a
/// statement; everything above is shared.
public protocol Driver: Sendable {
  /// How the engine's SQL differs from others'.
  var dialect: Dialect { get }
  /// How many connections the database takes.
  var capacity: DriverCapacity { get }
  /// Whether somebody else does the work of a query, so that queries on several connections are done sooner at once than in turn.
  var runsQueriesAside: Bool { get }
  /// A short description of where the database is, without secrets.
  var location: String { get }

  /// Opens a connection.
  ///
  /// - Parameter purpose: whether the connection will write.
  /// - Throws: ``DatabaseError`` where the database cannot be opened.
  nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection
}

extension Driver {
  /// Where any number of connections read and write, a server does the work.
  public var runsQueriesAside: Bool { if case .many = capacity { true } else { false } }
}

/// What a connection will be used for.
public enum ConnectionPurpose: Sendable {
  /// Reading only.
  case reading
  /// Reading and writing.
  case writing
}

/// How many connections a database takes at once.
public enum DriverCapacity: Sendable {
  /// One connection for everything: an in-memory database.
  case single
  /// One connection that writes, and several that read beside it.
  case oneWriter
  /// Any number of connections that read and write.
  case many
}

/// One connection to a database; it is in one task's hands at a time.
public protocol DriverConnection: AnyObject {
  /// Whether the connection can still be used.
  var isUsable: Bool { get }
  /// The key that the engine gave to the row inserted last.
  var lastInsertedID: Int64 { get }
  /// How many rows the last statement changed.
  var changes: Int { get }

  /// Prepares a statement, which may be kept and run again.
  nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement
  /// A statement that is run once and not kept; some engines take it in fewer trips.
  nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement
  /// Runs a prepared statement several times in a row, where nobody needs its rows; some engines take that in fewer trips.
  ///
  /// - Parameters:
  ///   - statement: A statement of this connection, with nothing bound.
  ///   - times: How often it runs. A transaction is open where that is more than once.
  ///   - bind: Binds the values of one run.
  ///   - ran: Is told after each run how many rows it changed.
  /// - Throws: What the first run that failed throws; those after it are not run.
  nonisolated(nonsending) func run(
    _ statement: any DriverStatement, times: Int, bind: (_ run: Int) throws -> Void, ran: (_ changes: Int) -> Void
  ) async throws
  /// Runs statements that bind nothing and return nothing, such as `BEGIN` or DDL.
  nonisolated(nonsending) func execute(_ sql: String) async throws
  /// Whether the other side is still there, as far as can be told without waiting; asked before an idle connection is used again.
  var isAlive: Bool { get }
  /// Asks the database for an answer, to find out whether the connection works.
  nonisolated(nonsending) func validate() async throws
  /// Closes the connection.
  func close()
}

extension DriverConnection {
  /// Nothing more is known than ``isUsable``.
  public var isAlive: Bool { isUsable }
}
