import Synchronization

/// What a task and its children use a database through: the database, and the transaction that is open.
final class Session: @unchecked Sendable {
  // Child tasks inherit the session through the task-local value, so it must be Sendable. `enter` sees to it that only one of
  // them uses the connection at a time; everything mutable is touched between `enter` and `leave`, or by the task that opened
  // the transaction.
  @TaskLocal static var current: Session?

  let database: Database
  /// What was current where this one began, if it is of a database with another name.
  private let outer: Session?
  /// The connection of the open transaction, from its first statement on.
  @exclusivity(unchecked) var connection: Connection?
  /// The open transaction and its savepoints, the outermost first.
  @exclusivity(unchecked) var frames: [TransactionFrame] = []
  /// Whether the transaction was committed.
  var didCommit = false
  /// Whether a block inside the transaction only reads.
  private(set) var refusesWrites = false
  /// What the session may do, and where it reads.
  let role: SessionRole
  /// What was written here, for reads that follow.
  let mark: WriteMark
  /// How many saves, and how many destructions, have begun inside of each other; those of sessions around this one count.
  @exclusivity(unchecked) var saves = 0
  @exclusivity(unchecked) var destructions = 0
  /// Records whose parents are without a row yet, because saving these leads back to them: they get their keys later.
  @exclusivity(unchecked) var waiting: [(child: Record, parent: Record, reflection: AssociationReflection)] = []
  /// New members of a collection that stand behind one whose save led to their owner: their rows come after that one's.
  @exclusivity(unchecked) var following: [(after: Record, owner: Record, reflection: AssociationReflection, members: [Record])] = []
  /// The associations whose owners destroy records, or replace them.
  @exclusivity(unchecked) var destroyers: [ObjectIdentifier: AssociationReflection] = [:]
  /// The statement that gives back locks which outlast the transaction.
  @exclusivity(unchecked) var unlock: String?
  /// How many transactions of the session have a limited time: statements are refused when it is over.
  @exclusivity(unchecked) var deadlines = 0
  private let busy = Atomic<Bool>(false)

  init(_ database: Database, _ role: SessionRole, mark: WriteMark) {
    self.database = database
    self.role = role
    self.mark = mark
    let around = Self.current
    outer = around.flatMap { $0.database.name == database.name ? $0.outer : $0 }
    // What runs after a commit may begin again.
    if let around { (saves, destructions) = (around.saves + 1, around.destructions + 1) }
  }

  /// The session of the current task that models use which name this database, if there is one.
  @inline(__always) static func current(_ name: DatabaseName?) -> Session? {
    guard let session = current else { return nil }
    if name == nil, session.database.name == nil { return session }
    return session.nearest(name)
  }

  @inline(never) private func nearest(_ name: DatabaseName?) -> Session? {
    database.name == name ? self : outer?.nearest(name)
  }

  /// The innermost session of the current task that has a transaction open.
  static var open: Session? {
    var session = current
    while let next = session, !next.isInTransaction { session = next.outer }
    return session
  }

  /// The session of the current task that belongs to `database`, if there is one.
  static func current(of database: Database) -> Session? {
    guard let session = current(database.name), session.database === database else { return nil }
    return session
  }

  /// Where transactions take their connection.
  var pool: ConnectionPool {
    if case .reading(let pool) = role { pool } else { database.pool(for: .writing) }
  }

  var isInTransaction: Bool { !frames.isEmpty }

  /// Runs `body`, in which nothing may be written.
  nonisolated(nonsending) func refusingWrites<R>(_ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    let before = refusesWrites
    refusesWrites = true
    defer { refusesWrites = before }
    return try await body()
  }

  /// Takes the connection for one statement.
  @inline(__always) func enter() throws {
    if busy.exchange(true, ordering: .acquiring) { throw Self.usedTwice }
  }

  /// Takes the connection for the transaction's end, from a task that goes on although the block has ended.
  ///
  /// - Returns: Whether the connection came free; a stream that somebody keeps is waited for five seconds.
  nonisolated(nonsending) func enterWhenFree() async -> Bool {
    let start = Moment.now
    while busy.exchange(true, ordering: .acquiring) {
      if start.duration(to: .now) > .seconds(5) { return false }
      await Task.yield()
      try? await Task.sleep(for: .milliseconds(1))
    }
    return true
  }

  /// Gives the connection back after a statement.
  @inline(__always) func leave() { busy.store(false, ordering: .releasing) }

  static let usedTwice = DatabaseError(
    .misuse,
    "two tasks used the same transaction at once. A transaction has one connection: await one query after the other inside it, "
      + "or start the tasks outside of it")

  /// Sends `BEGIN` and the savepoints that no statement needed so far.
  @inline(never) func begin() async throws -> Connection {
    let connection: Connection
    if let held = self.connection {
      connection = held
    } else {
      if let idle = pool.checkoutFast() { connection = idle } else { connection = try await pool.checkout() }
      self.connection = connection
      if let place = frames.first?.options.place { pool.hold(connection, place) }
    }
    for frame in frames where !frame.isOpen {
      for statement in try frame.beginStatements(database.dialect) { try await database.control(connection, statement) }
      frame.isOpen = true
    }
    return connection
  }
}
