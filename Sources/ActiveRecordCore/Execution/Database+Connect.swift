import Logging

extension Database {
  /// Connects to a database. The first one that is connected becomes the default, or the one with its name.
  ///
  /// ```swift
  /// let database = try await Database.connect(.sqlite("blog.db"), models: [Author.self, Post.self])
  /// ```
  ///
  /// - Parameters:
  ///   - location: Where the database is.
  ///   - name: What models call it (``Record/databaseName``), where there are several; several of one name are shards.
  ///   - replicas: Databases of the same engine that follow it; `reading { … }` reads from them.
  ///   - models: Models that must be known by name, for polymorphic associations; their associations are checked at once,
  ///     and what is likely a slip is logged as a warning.
  ///   - configuration: How the database is used.
  /// - Returns: The database, to which one connection is open.
  /// - Throws: ``DatabaseError`` where it cannot be opened; ``ModelGraphError`` with everything that is wrong with the models.
  public static func connect(
    _ location: DatabaseLocation, as name: DatabaseName? = nil, replicas: [DatabaseLocation] = [], models: [Record.Type] = [],
    configuration: DatabaseConfiguration = DatabaseConfiguration()
  ) async throws -> Database {
    try ModelGraph.check(models)
    if let logger = configuration.logger { for warning in ModelGraph.warnings(models) { logger.warning("\(warning)") } }
    let database = Database(
      try location.makeDriver(), as: name, replicas: try replicas.map { try $0.makeDriver() }, configuration: configuration)
    let connection = try await database.pool(for: .writing).checkout()
    database.pool(for: .writing).checkin(connection)
    database.becomeDefaultIfNone()
    return database
  }
}
