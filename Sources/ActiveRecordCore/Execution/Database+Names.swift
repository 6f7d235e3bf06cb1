// Several databases: which one a model's rows are in.

extension Database {
  /// The database that a task uses for a name: that of the innermost ``use(_:)`` or ``transaction(requiresNew:_:)`` of a database with
  /// this name, or else the one that was connected as it first.
  ///
  /// ```swift
  /// try await Database.current(.animals).transaction { … }
  /// ```
  ///
  /// - Throws: ``DatabaseError`` with the code ``DatabaseError/Code/notConnected`` where there is none.
  public static func current(_ name: DatabaseName?) throws -> Database {
    if let session = Session.current(name) { return session.database }
    if let database = DatabaseRegistry.database(name) { return database }
    guard let name else { throw unconnected }
    throw DatabaseError(
      .notConnected, "no database is connected as '\(name)'; call Database.connect(.sqlite(\"\(name).db\"), as: \"\(name)\") first")
  }

  /// The database that a task uses for a model.
  ///
  /// - Throws: ``DatabaseError`` with the code ``DatabaseError/Code/notConnected`` where none is connected with the model's name.
  public static func current(for model: Record.Type) throws -> Database { try current(model.databaseName) }

  static let unconnected = DatabaseError(
    .notConnected, "no database is connected; call Database.connect(.sqlite(\"app.db\")) first")
}

extension ModelFacts {
  /// The database that the current task uses for the model's rows.
  @inline(__always) var database: Database {
    get throws { try Database.current(databaseName) }
  }

  /// The session of the current task that the model's rows are read and written in, if there is one.
  @inline(__always) var session: Session? { Session.current(databaseName) }

  /// Whether a session is of the database that the model's rows are in.
  @inline(__always) func isWritten(in session: Session?) -> Bool {
    let name = session?.database.name
    return (databaseName == nil && name == nil) || databaseName == name
  }
}
