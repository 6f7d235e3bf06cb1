#if PostgreSQL
  public import ActiveRecordCore
  import CPostgreSQL

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// One connection to a PostgreSQL database; it is in one task's hands at a time.
  ///
  /// The socket does not block: libpq is called in the task that asks, and waiting for the server suspends the task.
  public final class PostgreSQLConnection: DriverConnection {
    let parameters: ConnectionParameters
    /// libpq's connection; `nil` after it was closed.
    @exclusivity(unchecked) private(set) var handle: OpaquePointer?
    let cancel: CancelRequest
    /// Whether an answer is on its way that nobody waits for any more.
    @exclusivity(unchecked) var hasAnswersLeft = false
    /// Whether that answer is read to its end, instead of being stopped.
    @exclusivity(unchecked) var readsToTheEnd = false
    @exclusivity(unchecked) private(set) var isLost = false
    @exclusivity(unchecked) var changed = 0
    /// Prepared statements that nobody holds any more; the server forgets them with the next one that is prepared.
    @exclusivity(unchecked) var abandoned: [String] = []
    private var prepared = 0

    init(_ handle: OpaquePointer, _ parameters: ConnectionParameters) {
      self.handle = handle
      self.parameters = parameters
      cancel = CancelRequest(handle)
    }

    deinit { close() }

    /// Whether the connection can still be used.
    public var isUsable: Bool {
      guard let handle, !isLost else { return false }
      return PQstatus(handle) == CONNECTION_OK
    }

    /// Whether the server has not hung up, as far as this side was told.
    public var isAlive: Bool {
      guard let handle, isUsable else { return false }
      if hasAnswersLeft { return true }
      // Nothing is expected: whatever is there to read is a farewell, unless it is a notice, which stays for the next statement.
      var byte: UInt8 = 0
      let count = recv(PQsocket(handle), &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
      if count < 0 { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR }
      return count > 0 && byte != 69
    }

    /// Always 0: the key of a new row comes back by `RETURNING`.
    public var lastInsertedID: Int64 { 0 }

    /// How many rows the last statement inserted, updated or deleted.
    public var changes: Int { changed }

    /// Prepares a statement, which may be kept and run again.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` where the SQL is not understood, or is more than one statement.
    public nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement {
      guard parameters.preparesStatements else { return try once(sql) }
      prepared += 1
      let name = "ar\(prepared)"
      let facts = try await describe(sql, as: name)
      return PostgreSQLStatement(self, sql, name: name, facts)
    }

    /// A statement that is not kept: it is sent with its values, in one trip.
    public nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement { try once(sql) }

    private func once(_ sql: String) throws -> PostgreSQLStatement {
      if sql.utf8.contains(0) { throw DatabaseError(.syntax, "the text holds a zero byte", sql: sql) }
      return PostgreSQLStatement(self, sql, name: nil, StatementFacts())
    }

    /// Runs statements that bind nothing and return nothing; several are separated by semicolons.
    public nonisolated(nonsending) func execute(_ sql: String) async throws {
      if sql.utf8.contains(0) { throw DatabaseError(.syntax, "the text holds a zero byte", sql: sql) }
      let handle = try await ready(sql)
      guard PQsendQuery(handle, sql) == 1 else { throw lost(sql) }
      // What ends a transaction has to be run even in a task that was cancelled.
      let outcome = try await answer(sql, isCancellable: !Self.controlsTransaction(sql))
      if let result = outcome.result { PQclear(result) }
      if let failure = outcome.failure { throw failure }
    }

    /// Closes the connection; an open transaction is rolled back by the server.
    public func close() {
      guard let handle else { return }
      self.handle = nil
      PQfinish(handle)
    }

    private static func controlsTransaction(_ sql: String) -> Bool {
      ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains { sql.hasPrefix($0) }
    }
  }

  extension PostgreSQLConnection {
    /// The error for a connection that is gone; it cannot be used from here on.
    func lost(_ sql: String?) -> DatabaseError {
      guard let handle else { return DatabaseError(.closed, "the connection to \(parameters.location) was closed", sql: sql) }
      isLost = true
      let message = String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).joined(separator: "; ")
      return DatabaseError(.connectionLost, "\(parameters.location): \(message.isEmpty ? "the connection is gone" : message)", sql: sql)
    }

    /// The connection, once it has nothing else to do.
    nonisolated(nonsending) func ready(_ sql: String) async throws -> OpaquePointer {
      if hasAnswersLeft { try await drain(sql) }
      guard let handle, !isLost else { throw lost(sql) }
      return handle
    }
  }
#endif
