#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL

  extension ServerDatabase {
    private static let mark = "made by an example of swift-active-record"

    /// A schema that carries a mark as its comment.
    static func postgreSQL(_ url: String, _ name: String, _ models: [Record.Type]) async throws -> Database {
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
  }
#endif
