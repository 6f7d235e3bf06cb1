#if PostgreSQL
  public import ActiveRecordCore

  /// Opens connections to a PostgreSQL database, by libpq.
  ///
  /// Any number of connections read and write. Nothing blocks a thread of Swift's pool: sockets are watched by one thread for all.
  public struct PostgreSQLDriver: Driver {
    /// Where the database is and how it is talked to.
    public let options: PostgreSQLOptions
    let parameters: ConnectionParameters

    /// A driver for the database that `options` describe; nothing is opened yet.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` where the URL is not understood.
    public init(_ options: PostgreSQLOptions) throws {
      self.options = options
      parameters = try ConnectionParameters(options)
    }

    /// PostgreSQL's SQL.
    public var dialect: Dialect { .postgreSQL }

    /// Any number of connections.
    public var capacity: DriverCapacity { .many }

    /// The host, port and name of the database.
    public var location: String { parameters.location }

    /// Opens a connection.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` where the server cannot be reached or refuses; `CancellationError`.
    public nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
      try await PostgreSQLConnection.open(parameters, timeout: options.connectTimeout)
    }
  }
#endif
