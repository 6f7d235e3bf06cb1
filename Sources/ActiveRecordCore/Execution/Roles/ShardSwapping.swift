extension Database {
  /// Runs `body`, and the tasks that it starts as children, on the shard that is used already: choosing another one in it is an error.
  ///
  /// ```swift
  /// try await shards.use(tenant.region) {
  ///   try await Database.prohibitShardSwapping { try await handle(request) }
  /// }
  /// ```
  ///
  /// What is prohibited is to choose by a key: ``Shards/use(_:_:)`` with that of another shard, and ``Shards/onEach(_:)`` over more than
  /// the one that is used. A ``use(_:)`` of a database is none.
  ///
  /// - Throws: What `body` throws; ``DatabaseError`` with the code ``DatabaseError/Code/misuse`` where it chooses another shard.
  @discardableResult
  public static nonisolated(nonsending) func prohibitShardSwapping<R>(
    _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    try await ShardSwapping.$isProhibited.withValue(true, operation: body)
  }
}

/// Whether a task may choose among shards.
enum ShardSwapping {
  @TaskLocal static var isProhibited = false

  /// Sees that a task may go on with a shard.
  static func check(_ database: Database, key: Any) throws {
    guard isProhibited else { return }
    let used = Session.current(database.name)?.database ?? DatabaseRegistry.database(database.name)
    if used === database { return }
    throw DatabaseError(
      .misuse,
      "the shard with the key '\(key)' is asked for inside of Database.prohibitShardSwapping { … }, where the shard that is used stays "
        + "the same. Choose it around that block")
  }
}
