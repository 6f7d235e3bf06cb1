#if MySQL
  import ActiveRecord
  import ActiveRecordMySQL

  extension ServerDatabase {
    /// The table that says who made a database: MySQL keeps no comment on a database itself.
    private static let mark = "made_by_an_example_of_swift_active_record"

    /// A database that carries a mark: an empty table. Its texts are compared as other engines do, character by character.
    static func mySQL(_ url: String, _ name: String, _ models: [Record.Type]) async throws -> Database {
      var options = try MySQLOptions(url: url)
      let server = try await Database.connect(.mysql(options))
      try await server.use {
        let tables: SQL = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = \(name)"
        let found = try await server.query(tables, as: String.self)
        if !found.isEmpty, !found.contains(mark) {
          throw ServerDatabaseError("the database \(name) was not made by this example, so it is not touched. Name another server")
        }
        try await server.execute("DROP DATABASE IF EXISTS \(identifier: name)")
        try await server.execute("CREATE DATABASE \(identifier: name) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
        try await server.execute("CREATE TABLE \(identifier: name).\(identifier: mark) (id INT PRIMARY KEY)")
      }
      await server.close()
      options.database = name
      return try await Database.connect(.mysql(options), models: models)
    }
  }
#endif
