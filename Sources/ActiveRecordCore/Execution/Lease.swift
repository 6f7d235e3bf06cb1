/// A connection for one statement: that of the open transaction, or one from the pool.
struct Lease {
  let database: Database
  let connection: Connection
  private let session: Session?
  private let pool: ConnectionPool?
  /// Whether it may write outside of a transaction.
  private let writes: Bool

  /// Takes a connection to the database that a model is in; suspends only where none is idle, or where a transaction begins.
  @inline(__always) static func take(_ purpose: ConnectionPurpose, for facts: ModelFacts) async throws -> Lease {
    try await take(purpose, for: facts, in: facts.session)
  }

  /// Takes a connection for the task's session, which is known already.
  @inline(__always) static func take(
    _ purpose: ConnectionPurpose, for facts: ModelFacts, in session: Session?
  ) async throws -> Lease {
    guard let session else {
      let database = try facts.database
      return try await from(database, database.pool(for: purpose), purpose)
    }
    return try await take(purpose, in: session)
  }

  /// Takes a connection to a database: that of the task's session, where it has one.
  static func take(_ purpose: ConnectionPurpose, of database: Database) async throws -> Lease {
    guard let session = Session.current(of: database) else { return try await from(database, database.pool(for: purpose), purpose) }
    return try await take(purpose, in: session)
  }

  @inline(__always) private static func take(_ purpose: ConnectionPurpose, in session: Session) async throws -> Lease {
    if purpose == .writing, session.role.isReading || session.refusesWrites { throw refusal }
    if purpose == .writing { session.database.noteChange() }
    if session.isInTransaction { return try await inTransaction(session) }
    if case .reading(let pool) = session.role { return try await from(session.database, pool, purpose) }
    return try await from(session.database, session.database.pool(for: purpose), purpose)
  }

  /// An idle connection for a query beside others; none inside of a transaction, where everything is asked on its one connection.
  static func takeIdle(for facts: ModelFacts) throws -> Lease? {
    let session = facts.session
    if let session, session.isInTransaction { return nil }
    let database = try session?.database ?? facts.database
    var pool = database.pool(for: .reading)
    if let session, case .reading(let chosen) = session.role { pool = chosen }
    guard let connection = pool.checkoutIdle() else { return nil }
    return Lease(database: database, connection: connection, session: nil, pool: pool, writes: false)
  }

  private static let refusal = DatabaseError(
    .readOnly,
    "this runs inside of Database.reading { … }, where nothing is written. Write outside of it, or inside of database.writing { … }")

  @inline(__always) private static func from(
    _ database: Database, _ pool: ConnectionPool, _ purpose: ConnectionPurpose
  ) async throws -> Lease {
    if let connection = pool.checkoutFast() {
      return Lease(database: database, connection: connection, session: nil, pool: pool, writes: purpose == .writing)
    }
    return Lease(database: database, connection: try await pool.checkout(), session: nil, pool: pool, writes: purpose == .writing)
  }

  @inline(__always) private static func inTransaction(_ session: Session) async throws -> Lease {
    try session.enter()
    do {
      // A task that outlives the transaction may come as it ends.
      if session.frames.isEmpty { throw Session.usedTwice }
      if session.deadlines != 0 { try Task.checkCancellation() }
      let connection: Connection
      if let held = session.connection, session.frames[session.frames.count - 1].isOpen {
        connection = held
      } else {
        connection = try await session.begin()
      }
      return Lease(database: session.database, connection: connection, session: session, pool: nil, writes: false)
    } catch {
      session.leave()
      throw error
    }
  }

  /// Gives the connection back.
  @inline(__always) func end() {
    if let session { return session.leave() }
    pool?.checkin(connection)
    if writes { database.noteWrite() }
  }
}
