// Members that come and go by keys that are no integers: text, UUIDs, or several columns.

extension ManyAssociation {
  /// Makes the records with these keys of two columns the members.
  ///
  /// ```swift
  /// try await voucher.orders.replace(withIDs: [(7, "A-1"), (7, "A-2")])
  /// // SELECT … FROM "orders" WHERE ("orders"."shop_id", "orders"."number") IN ((?, ?), (?, ?))
  /// ```
  ///
  /// - Throws: ``RecordNotFound`` where a key has no record, ``ModelError`` where the columns of the members' key are of other types, or
  ///   another number; then nothing is changed.
  public func replace<A: ColumnValue, B: ColumnValue>(withIDs ids: [(A, B)]) async throws {
    try await writer.replace(withKeys: Self.keys(ids))
  }

  /// Makes the records with these keys of three columns the members; see the one for two.
  public func replace<A: ColumnValue, B: ColumnValue, C: ColumnValue>(withIDs ids: [(A, B, C)]) async throws {
    try await writer.replace(withKeys: Self.keys(ids))
  }

  /// Takes the members with these keys, which are no integers, out.
  ///
  /// - Returns: The members that went.
  /// - Throws: ``RecordNotFound`` where one is no member, ``ModelError`` where the members' key is of another kind; then nothing is changed.
  @discardableResult public func remove<Key: ColumnValue>(ids: Key...) async throws -> [Element] {
    try await remove(keys: Element._facts.keys(given: ids))
  }

  /// Takes the members with these keys of two columns out.
  ///
  /// ```swift
  /// try await voucher.orders.remove(ids: (7, "A-1"))
  /// ```
  ///
  /// - Returns: The members that went.
  /// - Throws: ``RecordNotFound`` where one is no member; then nothing is changed.
  @discardableResult public func remove<A: ColumnValue, B: ColumnValue>(ids: (A, B)...) async throws -> [Element] {
    try await remove(keys: Self.keys(ids))
  }

  /// Destroys the members with these keys, which are no integers.
  ///
  /// - Returns: The members that went.
  /// - Throws: ``RecordNotFound`` where one is no member, ``ModelError`` where the members' key is of another kind; then nothing is changed.
  @discardableResult public func destroy<Key: ColumnValue>(ids: Key...) async throws -> [Element] {
    try await destroy(keys: Element._facts.keys(given: ids))
  }

  /// Destroys the members with these keys of two columns.
  ///
  /// - Returns: The members that went.
  /// - Throws: ``RecordNotFound`` where one is no member; then nothing is changed.
  @discardableResult public func destroy<A: ColumnValue, B: ColumnValue>(ids: (A, B)...) async throws -> [Element] {
    try await destroy(keys: Self.keys(ids))
  }

  nonisolated(nonsending) func remove(keys: [DatabaseValue]) async throws -> [Element] {
    let members = unsafeBitCast(try await writer.members(withKeys: keys), to: [Element].self)
    try await writer.remove(members)
    return members
  }

  nonisolated(nonsending) func destroy(keys: [DatabaseValue]) async throws -> [Element] {
    let members = unsafeBitCast(try await writer.members(withKeys: keys), to: [Element].self)
    try await writer.destroy(members)
    return members
  }

  private static func keys<A: ColumnValue, B: ColumnValue>(_ ids: [(A, B)]) throws -> [DatabaseValue] {
    try Element._facts.checkKeys(of: [A.self, B.self])
    return ids.map { .key([$0.0.databaseValue, $0.1.databaseValue]) }
  }

  private static func keys<A: ColumnValue, B: ColumnValue, C: ColumnValue>(_ ids: [(A, B, C)]) throws -> [DatabaseValue] {
    try Element._facts.checkKeys(of: [A.self, B.self, C.self])
    return ids.map { .key([$0.0.databaseValue, $0.1.databaseValue, $0.2.databaseValue]) }
  }
}
