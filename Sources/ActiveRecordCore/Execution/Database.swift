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
/// own database is used, by the task and its children. Models that name a database (``Record/databaseName``) use the one that is
/// connected as it.
public final class Database: Sendable {
  /// How the engine's SQL differs from others'.
  public let dialect: Dialect
  /// How the database is used.
  public let configuration: DatabaseConfiguration
  /// What the database is called where an application has several.
  public let name: DatabaseName?
  /// Where the database is, without secrets.
  public var location: String { driver.location }

  let driver: any Driver
  let observers: ObserverList
  private let writers: ConnectionPool
  private let readers: ConnectionPool
  /// The databases that follow this one, if there are any.
  let replicas: ReplicaSet?
  /// What was written outside of ``use(_:)``.
  let mark = WriteMark()
  private let closed = Atomic<Bool>(false)
  private let changeCount = Atomic<Int>(0)

  /// A database behind a driver, with others that follow it and can be read; nothing is opened yet.
  public init(
    _ driver: any Driver, as name: DatabaseName? = nil, replicas: [any Driver] = [],
    configuration: DatabaseConfiguration = DatabaseConfiguration()
  ) {
    self.driver = driver
    self.name = name
    dialect = driver.dialect
    self.configuration = configuration
    observers = ObserverList(logger: configuration.logger, logsBindings: configuration.logsBindings)
    let pool = { (driver: any Driver, purpose: ConnectionPurpose, limits: PoolLimits) in
      ConnectionPool(driver, purpose: purpose, limits: limits, timeout: configuration.checkoutTimeout)
    }
    var limits = PoolLimits(open: 1, waiters: configuration.maximumWaiters)
    switch driver.capacity {
    case .single:
      writers = pool(driver, .writing, limits)
      readers = writers
    case .oneWriter:
      writers = pool(driver, .writing, limits)
      limits.open = configuration.maximumReaders
      readers = pool(driver, .reading, limits)
    case .many:
      limits.open = configuration.maximumConnections
      limits.idle = configuration.idleTimeout
      limits.lifetime = configuration.maximumLifetime
      limits.trusted = configuration.trustedIdleTime
      writers = pool(driver, .writing, limits)
      readers = writers
    }
    let followers = replicas.map { pool($0, .reading, limits) }
    self.replicas =
      followers.isEmpty ? nil : ReplicaSet(followers, dialect: dialect, configuration: configuration.replicas)
  }

  /// The database that is used where no other is named: the one that was connected first, unless it was set.
  public static var `default`: Database? {
    get { DatabaseRegistry.database(nil) }
    set { DatabaseRegistry.set(newValue, nil) }
  }

  /// The database that the current task uses for models that name none.
  ///
  /// - Throws: ``DatabaseError`` with the code ``DatabaseError/Code/notConnected`` where there is none.
  public static var current: Database {
    get throws { try current(nil as DatabaseName?) }
  }

  /// Makes this the default database, or the one with its name, unless there is one.
  package func becomeDefaultIfNone() { DatabaseRegistry.setIfNone(self) }

  /// Closes the database. Connections in use are closed when they come back; using it afterwards is an error.
  public func close() async {
    closed.store(true, ordering: .relaxed)
    // The last connection to a SQLite file takes its log away, which one that only reads cannot do.
    readers.close()
    writers.close()
    replicas?.close()
    DatabaseRegistry.remove(self)
  }

  /// Whether the database was closed.
  public var isClosed: Bool { closed.load(ordering: .relaxed) }

  /// Goes up whenever something may have been written through this database, or what was written was taken back.
  var changes: Int { changeCount.load(ordering: .relaxed) }
  @inline(__always) func noteChange() { changeCount.add(1, ordering: .relaxed) }

  /// How many queries of one load may run at the same time.
  var queriesAtOnce: Int { driver.runsQueriesAside ? configuration.maximumQueriesAtOnce : 1 }

  @inline(__always) func pool(for purpose: ConnectionPurpose) -> ConnectionPool {
    purpose == .reading ? readers : writers
  }

  /// How many connections are open and idle, and how many tasks wait for one.
  public func connections(for purpose: ConnectionPurpose) -> PoolCounts { pool(for: purpose).counts }

  /// Looks after the connections until the task is cancelled: closes those that are too old or unused for too long.
  ///
  /// Run it as a service, or in a task of its own. Without it, the same is done whenever a connection is asked for.
  ///
  /// - Parameter interval: How often to look.
  public nonisolated(nonsending) func maintain(every interval: Duration = .seconds(10)) async {
    while !Task.isCancelled, !isClosed {
      writers.closeExpired()
      if readers !== writers { readers.closeExpired() }
      replicas?.closeExpired()
      try? await Task.sleep(for: interval)
    }
  }

  /// Uses this database, instead of the default one, in `body` and in the tasks that it starts as children. One with a name is used for
  /// the models that name it, instead of the one that was connected first as it; the others keep theirs.
  ///
  /// It is also the scope in which reads from replicas see what was written before: use it around the work for one request.
  public func use<R>(_ body: nonisolated(nonsending) () async throws -> R) async rethrows -> R {
    if Session.current(of: self) != nil { return try await body() }
    return try await Session.$current.withValue(Session(self, .writing, mark: WriteMark()), operation: body)
  }

  /// Tells `observer` of every statement from now on.
  public func add(_ observer: any QueryObserver) { observers.add(observer) }

  /// Stops telling `observer`.
  public func remove(_ observer: any QueryObserver) { observers.remove(observer) }
}
