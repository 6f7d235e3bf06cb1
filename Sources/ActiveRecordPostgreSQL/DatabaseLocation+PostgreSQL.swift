#if PostgreSQL
  public import ActiveRecordCore

  extension DatabaseLocation {
    /// A PostgreSQL database.
    ///
    /// ```swift
    /// try await Database.connect(.postgres(url: "postgres://blog:secret@db.example.com/blog"))
    /// ```
    public static func postgres(url: String) -> DatabaseLocation { postgres(PostgreSQLOptions(url: url)) }

    /// A PostgreSQL database with options of its own.
    public static func postgres(_ options: PostgreSQLOptions) -> DatabaseLocation {
      DatabaseLocation { try PostgreSQLDriver(options) }
    }
  }
#endif
