extension Database {
  /// Runs `body` so that it only reads, from a replica where there is one.
  ///
  /// ```swift
  /// let feed = try await database.reading { try await Post.order { $0.id.desc }.limit(20).load() }
  /// ```
  ///
  /// One replica is chosen for the whole of `body`, in turn: one that is down or too far behind is left out. It has what was written
  /// before in the same ``use(_:)``, or anywhere in this process outside of one: on PostgreSQL the replica is waited for, elsewhere the main
  /// database is read for a while after a write (``ReplicaConfiguration``). Writing in `body` is an error. Inside of a transaction,
  /// `body` reads in that transaction.
  ///
  /// - Throws: What `body` throws; ``DatabaseError`` with the code ``DatabaseError/Code/readOnly`` where something is written.
  @discardableResult
  public nonisolated(nonsending) func reading<R>(_ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    let outer = Session.current(of: self)
    if let outer, outer.isInTransaction { return try await outer.refusingWrites(body) }
    if let outer, outer.role.isReading { return try await body() }
    let mark = outer?.mark ?? mark
    let pool = try await replicas?.choose(main: pool(for: .writing), mark: mark) ?? pool(for: .reading)
    return try await Session.$current.withValue(Session(self, .reading(pool), mark: mark), operation: body)
  }

  /// Runs `body` so that it may write, inside of a block that only reads.
  @discardableResult
  public nonisolated(nonsending) func writing<R>(_ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    let outer = Session.current(of: self)
    guard let outer, outer.role.isReading || outer.refusesWrites else { return try await use(body) }
    return try await Session.$current.withValue(Session(self, .writing, mark: outer.mark), operation: body)
  }

  /// Runs `body` so that it only reads from the current database.
  @discardableResult
  public static nonisolated(nonsending) func reading<R>(_ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    try await current.reading(body)
  }

  /// Notes that something was written, for reads that follow.
  @inline(__always) func noteWrite() {
    noteChange()
    if replicas != nil { (Session.current(of: self)?.mark ?? mark).note() }
  }
}
