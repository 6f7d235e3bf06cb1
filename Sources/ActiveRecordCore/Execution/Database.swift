import Synchronization

/// A database: connections, transactions, and the place where records live.
///
/// ```swift
/// let database = try await Database.connect(.sqlite("blog.db"))
/// try await database.transaction {
///   post.title = "New"
///   try await post.save()
/// }
/// ```
///
/// The first database that is connected becomes the default one. Inside ``use(_:)`` and ``transaction(requiresNew:_:)`` their
/// own database is used, by the task and its children.
public final class Database: Sendable {
  /// How the engine's SQL differs from others'.
  public var dialect: Dialect { driver.dialect }
  /// How the database is used.
  public let configuration: DatabaseConfiguration
  /// Where the database is, without secrets.
  public var location: String { driver.location }

  let driver: any Driver
  let observers: ObserverList
  private let writers: ConnectionPool
  private let readers: ConnectionPool
  private let closed = Atomic<Bool>(false)
  private static let defaultDatabase = Mutex<Database?>(nil)

  /// A database behind a driver; nothing is opened yet.
  public init(_ driver: any Driver, configuration: DatabaseConfiguration = DatabaseConfiguration()) {
    self.driver = driver
    self.configuration = configuration
    observers = ObserverList(logger: configuration.logger, logsBindings: configuration.logsBindings)
    let timeout = configuration.checkoutTimeout
    switch driver.capacity {
    case .single:
      writers = ConnectionPool(driver, purpose: .writing, limit: 1, timeout: timeout)
      readers = writers
    case .oneWriter:
      writers = ConnectionPool(driver, purpose: .writing, limit: 1, timeout: timeout)
      readers = ConnectionPool(driver, purpose: .reading, limit: configuration.maximumReaders, timeout: timeout)
    case .many:
      writers = ConnectionPool(driver, purpose: .writing, limit: configuration.maximumConnections, timeout: timeout)
      readers = writers
    }
  }

  /// The database that is used where no other is named: the one that was connected first, unless it was set.
  public static var `default`: Database? {
    get { defaultDatabase.withLock { $0 } }
    set { defaultDatabase.withLock { $0 = newValue } }
  }

  /// The database that the current task uses.
  ///
  /// - Throws: ``DatabaseError`` with the code ``DatabaseError/Code/notConnected`` where there is none.
  public static var current: Database {
    get throws {
      if let session = Session.current { return session.database }
      if let database = Database.default { return database }
      throw DatabaseError(.notConnected, "no database is connected; call Database.connect(.sqlite(\"app.db\")) first")
    }
  }

  /// Makes this the default database, unless there is one.
  package func becomeDefaultIfNone() {
    Self.defaultDatabase.withLock { if $0 == nil { $0 = self } }
  }

  /// Closes the database. Connections in use are closed when they come back; using it afterwards is an error.
  public func close() async {
    closed.store(true, ordering: .relaxed)
    // The last connection to a SQLite file takes its log away, which one that only reads cannot do.
    readers.close()
    writers.close()
    Self.defaultDatabase.withLock { if $0 === self { $0 = nil } }
  }

  /// Whether the database was closed.
  public var isClosed: Bool { closed.load(ordering: .relaxed) }

  @inline(__always) func pool(for purpose: ConnectionPurpose) -> ConnectionPool {
    purpose == .reading ? readers : writers
  }

  /// Uses this database, instead of the default one, in `body` and in the tasks that it starts as children.
  public func use<R>(_ body: nonisolated(nonsending) () async throws -> R) async rethrows -> R {
    if Session.current?.database === self { return try await body() }
    return try await Session.$current.withValue(Session(self), operation: body)
  }

  /// Tells `observer` of every statement from now on.
  public func add(_ observer: any QueryObserver) { observers.add(observer) }

  /// Stops telling `observer`.
  public func remove(_ observer: any QueryObserver) { observers.remove(observer) }
}
