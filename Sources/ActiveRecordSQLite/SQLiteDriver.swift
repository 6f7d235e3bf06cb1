public import ActiveRecordCore

/// Opens connections to a SQLite database.
///
/// A file takes one connection that writes and several that read beside it; a database in memory lives in one connection.
public struct SQLiteDriver: Driver {
  /// Where the database is and how it is opened.
  public let options: SQLiteOptions

  /// A driver for the database that `options` describe; nothing is opened yet.
  public init(_ options: SQLiteOptions) {
    self.options = options
  }

  /// SQLite's SQL.
  public var dialect: Dialect { .sqlite }

  /// One connection for a database in memory; one that writes and several that read for a file.
  public var capacity: DriverCapacity {
    options.storage == .memory ? .single : .oneWriter
  }

  /// The path of the file, or "memory".
  public var location: String { options.location }

  /// Opens a connection.
  ///
  /// - Parameter purpose: whether the connection will write; one that only reads cannot write by accident.
  /// - Throws: ``ActiveRecordCore/DatabaseError`` where the file is missing, is no database, or cannot be read.
  public nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
    do { return try await open(purpose) } catch let error as DatabaseError where mayCreate(purpose, after: error) {
      // The first who asks may be a reader. Only a connection that writes can make the file.
      try await open(.writing).close()
      return try await open(purpose)
    }
  }

  private func mayCreate(_ purpose: ConnectionPurpose, after error: DatabaseError) -> Bool {
    purpose == .reading && error.code == .cannotOpen && options.createsFile && !options.isReadOnly
  }

  private nonisolated(nonsending) func open(_ purpose: ConnectionPurpose) async throws -> SQLiteConnection {
    let connection = try SQLiteConnection(opening: options, for: purpose)
    try await connection.configure(for: purpose)
    return connection
  }
}
