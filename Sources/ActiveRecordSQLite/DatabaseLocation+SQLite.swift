public import ActiveRecordCore

extension DatabaseLocation {
  /// A SQLite file, made where there is none.
  ///
  /// ```swift
  /// try await Database.connect(.sqlite("blog.db"))
  /// ```
  public static func sqlite(_ path: String) -> DatabaseLocation { sqlite(SQLiteOptions(path: path)) }

  /// A SQLite database with options of its own.
  public static func sqlite(_ options: SQLiteOptions) -> DatabaseLocation { DatabaseLocation { SQLiteDriver(options) } }

  /// A SQLite database in memory, which is gone when it is closed.
  public static var memory: DatabaseLocation { sqlite(SQLiteOptions(.memory)) }
}
