extension QuerySource {
  /// Whether the database has a record.
  public func any() async throws -> Bool { try await exists() }
  /// Whether the database has more than one record.
  public func many() async throws -> Bool { try await atMostTwo() > 1 }
  /// Whether the database has exactly one record.
  public func one() async throws -> Bool { try await atMostTwo() == 1 }
  /// Whether the database has no record.
  public func isEmpty() async throws -> Bool { try await !exists() }

  private func atMostTwo() async throws -> Int { try await RelationLoader.count(relation.atMost(2).core) }

  /// Whether there is a record in the database.
  public func exists() async throws -> Bool { try await RelationLoader.exists(relation.core) }
  /// Whether there is a record with this key.
  ///
  /// - Throws: ``ModelError`` where the key has several columns.
  public func exists(_ key: Int) async throws -> Bool {
    try Model._facts.checkShape(of: [.int(Int64(key))])
    return try await exists { $0.id == key }
  }
  /// Whether there is a record that fulfils a condition.
  public func exists(_ condition: (Model.Type) -> Condition) async throws -> Bool {
    try await RelationLoader.exists(relation.where(condition).core)
  }
}
