// The keys of records, of any type.

extension QuerySource {
  /// The keys of the records.
  ///
  /// ```swift
  /// let ids = try await Post.where { $0.views > 10 }.ids()
  /// // SELECT "posts"."id" FROM "posts" WHERE "posts"."views" > ?
  /// ```
  ///
  /// - Throws: ``ModelError`` where the key is no integer: see `ids(as:)`.
  public func ids() async throws -> [Int] {
    try Model._facts.checkIntegerKeys()
    return try await RelationLoader.keys(relation.core).map { try Int(databaseValue: $0) }
  }

  /// The keys of the records, of a type that is no integer.
  ///
  /// ```swift
  /// let codes = try await Country.all().ids(as: String.self)
  /// // SELECT "countries"."code" FROM "countries"
  /// ```
  ///
  /// - Throws: ``ModelError`` where the model's key is of another kind.
  public func ids<Key: ColumnValue>(as type: Key.Type) async throws -> [Key] {
    try Model._facts.checkKeys(of: type)
    return try await RelationLoader.keys(relation.core).map { try Key(databaseValue: $0) }
  }

  /// The keys of the records, of two columns.
  ///
  /// ```swift
  /// let keys = try await Order.all().ids(as: (Int, String).self)
  /// // SELECT "orders"."shop_id", "orders"."number" FROM "orders"
  /// ```
  ///
  /// - Throws: ``ModelError`` where the columns of the key are of other types, or another number.
  public func ids<A: ColumnValue, B: ColumnValue>(as type: (A, B).Type) async throws -> [(A, B)] {
    try Model._facts.checkKeys(of: [A.self, B.self])
    return try await RelationLoader.keys(relation.core).map { try $0.key(A.self, B.self) }
  }

  /// The keys of the records, of three columns; see the one for two.
  public func ids<A: ColumnValue, B: ColumnValue, C: ColumnValue>(as type: (A, B, C).Type) async throws -> [(A, B, C)] {
    try Model._facts.checkKeys(of: [A.self, B.self, C.self])
    return try await RelationLoader.keys(relation.core).map { try $0.key(A.self, B.self, C.self) }
  }
}

extension RecordProtocol where Self: Record {
  /// The keys of all records, of a type that is no integer; see the one for relations.
  public static func ids<Key: ColumnValue>(as type: Key.Type) async throws -> [Key] { try await all().ids(as: type) }
  /// The keys of all records, of two columns; see the one for relations.
  public static func ids<A: ColumnValue, B: ColumnValue>(as type: (A, B).Type) async throws -> [(A, B)] { try await all().ids(as: type) }
}

extension ModelFacts {
  /// Refuses to give keys as integers that are none.
  func checkIntegerKeys() throws {
    if layout.keyIndex == 0, layout.key.kind == .integer { return }
    let types = layout.keyParts.map { "\(layout.columns[$0].type)" }.joined(separator: ", ")
    let type = layout.keyParts.count == 1 ? types : "(\(types))"
    throw ModelError(.valueMismatch, model: name, member: layout.key.property, "the key is no Int: write ids(as: \(type).self)")
  }
}

extension DatabaseValue {
  /// The values of a key of two columns.
  func key<A: ColumnValue, B: ColumnValue>(_: A.Type, _: B.Type) throws -> (A, B) {
    let parts = paddedParts(2)
    return (try A(databaseValue: parts[0]), try B(databaseValue: parts[1]))
  }

  /// The values of a key of three columns.
  func key<A: ColumnValue, B: ColumnValue, C: ColumnValue>(_: A.Type, _: B.Type, _: C.Type) throws -> (A, B, C) {
    let parts = paddedParts(3)
    return (try A(databaseValue: parts[0]), try B(databaseValue: parts[1]), try C(databaseValue: parts[2]))
  }

  /// The values of a key, `NULL` where it has fewer: a key with a column that is `NULL` is none.
  private func paddedParts(_ count: Int) -> [DatabaseValue] {
    let parts = parts
    return parts.count < count ? Array(repeating: .null, count: count) : parts
  }
}
