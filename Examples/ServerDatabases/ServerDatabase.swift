public import ActiveRecord

#if PostgreSQL
  import ActiveRecordPostgreSQL
#endif

/// A database of a server that an example fills: on PostgreSQL a schema of its own, which an earlier run of the same example left.
public enum ServerDatabase {
  /// Whether a text is the URL of a server, and not the path of a file.
  public static func isURL(_ text: String) -> Bool { text.contains("://") }

  /// Connects to an empty place in the database at a URL.
  ///
  /// - Parameters:
  ///   - url: `postgres://user@host/database`
  ///   - name: What the schema is called. One with this name that the examples did not make is left alone.
  ///   - models: Models that must be known by name.
  /// - Throws: ``ServerDatabaseError`` where the schema is somebody else's, or the program was built without the driver.
  public static func prepare(_ url: String, name: String, models: [Record.Type] = []) async throws -> Database {
    #if PostgreSQL
      if url.hasPrefix("postgres") { return try await postgreSQL(url, name, models) }
    #endif
    throw ServerDatabaseError("there is no driver for this URL here. Build with it: swift run --traits PostgreSQL …")
  }

  #if PostgreSQL
    private static let mark = "made by an example of swift-active-record"

    private static func postgreSQL(_ url: String, _ name: String, _ models: [Record.Type]) async throws -> Database {
      let server = try await Database.connect(.postgres(url: url))
      try await server.use {
        let comment: SQL = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = \(name)"
        let found = try await server.query(comment, as: String?.self)
        if let found = found.first, found != mark {
          throw ServerDatabaseError("the schema \(name) was not made by this example, so it is not touched. Name another database")
        }
        try await server.execute("DROP SCHEMA IF EXISTS \(identifier: name) CASCADE")
        try await server.execute("CREATE SCHEMA \(identifier: name)")
        try await server.execute("COMMENT ON SCHEMA \(identifier: name) IS \(raw: "'\(mark)'")")
      }
      await server.close()
      var options = PostgreSQLOptions(url: url)
      options.searchPath = name
      return try await Database.connect(.postgres(options), models: models)
    }
  #endif
}

/// Why an example does not use a database.
public struct ServerDatabaseError: Error, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let description: String
  init(_ description: String) { self.description = description }
}
