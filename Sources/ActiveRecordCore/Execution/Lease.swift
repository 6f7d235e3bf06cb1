/// A connection for one statement: that of the open transaction, or one from the pool.
struct Lease {
  let database: Database
  let connection: Connection
  private let session: Session?
  private let pool: ConnectionPool?

  /// Takes a connection; suspends only where none is idle, or where a transaction begins.
  @inline(__always) static func take(_ purpose: ConnectionPurpose) async throws -> Lease {
    if let session = Session.current {
      if session.isInTransaction { return try await inTransaction(session) }
      return try await from(session.database, purpose)
    }
    return try await from(Database.current, purpose)
  }

  @inline(__always) private static func from(_ database: Database, _ purpose: ConnectionPurpose) async throws -> Lease {
    let pool = database.pool(for: purpose)
    if let connection = pool.checkoutFast() {
      return Lease(database: database, connection: connection, session: nil, pool: pool)
    }
    return Lease(database: database, connection: try await pool.checkout(), session: nil, pool: pool)
  }

  @inline(__always) private static func inTransaction(_ session: Session) async throws -> Lease {
    try session.enter()
    do {
      let connection: Connection
      if let held = session.connection, session.frames[session.frames.count - 1].isOpen {
        connection = held
      } else {
        connection = try await session.begin()
      }
      return Lease(database: session.database, connection: connection, session: session, pool: nil)
    } catch {
      session.leave()
      throw error
    }
  }

  /// Gives the connection back.
  @inline(__always) func end() {
    if let session { session.leave() } else { pool?.checkin(connection) }
  }
}
