#if MySQL
  public import ActiveRecordCore

  /// Opens connections to a MySQL or MariaDB database.
  ///
  /// Every connection reads and writes. Waiting for the server suspends the task; no thread is blocked.
  public struct MySQLDriver: Driver {
    /// Where the database is and how to connect to it.
    public let options: MySQLOptions
    /// MySQL's SQL, or MariaDB's.
    public let dialect: Dialect

    /// A driver for the database that `options` describe; nothing is opened yet.
    public init(_ options: MySQLOptions) {
      self.options = options
      dialect = options.flavor == .mariadb ? .mariadb : .mysql
    }

    /// Any number of connections that read and write.
    public var capacity: DriverCapacity { .many }

    /// The server and the database, without user and password.
    public var location: String { options.location }

    /// Opens a connection.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` where the server cannot be reached, does not let the user in, or is not who
    ///   it says; `CancellationError`.
    public nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
      try await MySQLConnection.open(options)
    }
  }
#endif
