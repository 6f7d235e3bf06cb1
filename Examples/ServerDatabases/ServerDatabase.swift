public import ActiveRecord

/// A database of a server that an example fills: a place of its own, which an earlier run of the same example left.
public enum ServerDatabase {
  /// Whether a text is the URL of a server, and not the path of a file.
  public static func isURL(_ text: String) -> Bool { text.contains("://") }

  /// Connects to an empty place on the server at a URL: a schema on PostgreSQL, a database on MySQL and MariaDB.
  ///
  /// - Parameters:
  ///   - url: `postgres://user@host/database`, `mariadb://user@host`
  ///   - name: What the place is called. One with this name that the examples did not make is left alone.
  ///   - models: Models that must be known by name.
  /// - Throws: ``ServerDatabaseError`` where the place is somebody else's, or the program was built without the driver.
  public static func prepare(_ url: String, name: String, models: [Record.Type] = []) async throws -> Database {
    #if PostgreSQL
      if url.hasPrefix("postgres") { return try await postgreSQL(url, name, models) }
    #endif
    #if MySQL
      if url.hasPrefix("mysql") || url.hasPrefix("mariadb") { return try await mySQL(url, name, models) }
    #endif
    throw ServerDatabaseError("there is no driver for this URL here. Build with it: swift run --traits PostgreSQL,MySQL …")
  }
}
