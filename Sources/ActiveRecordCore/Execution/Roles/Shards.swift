/// Databases with the same tables, each with a part of the rows, chosen by a key.
///
/// ```swift
/// let shards = Shards(["europe": europe, "america": america])
/// let count = try await shards.use("europe") { try await Author.count() }
/// ```
///
/// Keys may be of any type: a name, a number, an enum. What belongs together has to be on one shard: a query, an association and a
/// transaction see one database.
public struct Shards<Key: Hashable & Sendable>: Sendable {
  private let databases: [Key: Database]

  /// Shards by their keys. The databases are opened and closed as any other.
  public init(_ databases: [Key: Database]) {
    self.databases = databases
  }

  /// The keys, in no order.
  public var keys: some Collection<Key> { databases.keys }

  /// The shard with a key.
  ///
  /// - Throws: ``DatabaseError`` with the code ``DatabaseError/Code/notConnected`` where there is none.
  public func database(_ key: Key) throws -> Database {
    if let database = databases[key] { return database }
    let known = databases.keys.map { "\($0)" }.sorted().joined(separator: ", ")
    throw DatabaseError(.notConnected, "there is no shard with the key '\(key)'; there are: \(known)")
  }

  /// Uses the shard with a key in `body`, and in the tasks that it starts as children.
  ///
  /// - Throws: What `body` throws; ``DatabaseError`` where there is no such shard, or where swapping is prohibited
  ///   (``Database/prohibitShardSwapping(_:)``).
  @discardableResult
  public nonisolated(nonsending) func use<R>(_ key: Key, _ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    let database = try database(key)
    try ShardSwapping.check(database, key: key)
    return try await database.use(body)
  }

  /// Runs `body` on each shard, one after the other.
  ///
  /// - Returns: What it returned, by the shard's key.
  @discardableResult
  public nonisolated(nonsending) func onEach<R>(_ body: nonisolated(nonsending) (Key) async throws -> R) async throws -> [Key: R] {
    for (key, database) in databases { try ShardSwapping.check(database, key: key) }
    var results: [Key: R] = [:]
    for (key, database) in databases { results[key] = try await database.use { try await body(key) } }
    return results
  }

  /// Closes every shard.
  public func close() async {
    for database in databases.values { await database.close() }
  }
}
