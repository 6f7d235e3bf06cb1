extension Database {
  /// The rows of hand-written SQL, decoded by the names of its columns.
  ///
  /// ```swift
  /// struct Top: Decodable { var name: String; var total: Int }
  /// let top = try await database.query("SELECT name, COUNT(*) AS total FROM posts GROUP BY name", as: Top.self)
  /// ```
  ///
  /// - Parameters:
  ///   - sql: A query; interpolated values are bound.
  ///   - type: What each row becomes.
  public func query<T: Decodable>(_ sql: SQL, as type: T.Type) async throws -> [T] {
    try await rows(sql) { try T(from: RowDecoder($0)) }
  }

  /// The rows of hand-written SQL, each as its columns' names and values.
  public func query(_ sql: SQL) async throws -> [[String: DatabaseValue]] {
    try await rows(sql) { row in
      Dictionary((0..<row.columnCount).map { (row.columnName($0), row.value($0)) }, uniquingKeysWith: { $1 })
    }
  }

  /// The rows of hand-written SQL one after the other, as the database sends them: for results that do not fit into memory.
  ///
  /// ```swift
  /// for try await top in database.stream("SELECT name, COUNT(*) AS total FROM posts GROUP BY name", as: Top.self) { print(top) }
  /// ```
  ///
  /// The query is sent with the first step. It has a connection to itself until its rows end or the loop is left; in a transaction, that is
  /// the transaction's, and nothing else can be asked meanwhile. A loop that is left early, and a task that is cancelled, stop the query.
  ///
  /// - Parameters:
  ///   - sql: A query; interpolated values are bound.
  ///   - type: What each row becomes.
  public func stream<T: Decodable>(_ sql: SQL, as type: T.Type) -> RowStream<T> { RowStream(database: self, sql: sql) }

  /// Runs hand-written SQL that changes something.
  ///
  /// - Returns: How many rows it changed.
  @discardableResult public func execute(_ sql: SQL) async throws -> Int {
    let lease = try await Lease.take(.writing, of: self)
    defer { lease.end() }
    return try await lease.run(sql.rendered(dialect), cached: false, cause: QueryCause("SQL"))
  }

  private func rows<T>(_ sql: SQL, _ row: (any DriverStatement) throws -> T) async throws -> [T] {
    let lease = try await Lease.take(sql.onlyReads ? .reading : .writing, of: self)
    defer { lease.end() }
    var result: [T] = []
    _ = try await lease.run(sql.rendered(dialect), cause: QueryCause("SQL")) { result.append(try row($0)) }
    return result
  }
}

extension SQL {
  /// Whether the SQL begins with a word that only reads.
  var onlyReads: Bool {
    guard case .text(let text)? = fragments.first else { return false }
    let word = text.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.uppercased()
    return ["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(word)
  }
}
