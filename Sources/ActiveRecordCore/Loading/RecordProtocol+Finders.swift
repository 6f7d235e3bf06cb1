// Finders of models; each is a query over every record of the model.

extension RecordProtocol where Self: Record {
  /// The record with a key.
  ///
  /// ```swift
  /// let post = try await Post.find(1)
  /// // SELECT … FROM "posts" WHERE "posts"."id" = ? LIMIT 1
  /// ```
  ///
  /// - Throws: ``RecordNotFound`` where there is none.
  public static func find(_ id: Int) async throws -> Self {
    let facts = _facts
    guard facts.hasWordKey, !facts.isSubclass, !facts.hasDefaultScope else { return try await _find(key: id) }
    if let record = try await RecordFetch.find(facts, Int64(id)) { return unsafeDowncast(record, to: Self.self) }
    throw facts.notFound([.int(Int64(id))], conditions: false)
  }

  /// The record with a key of any type; `@Model` calls this for models that declare their key.
  public static func _find<K: ColumnValue>(key: K) async throws -> Self { try await all().find(keyed: key.databaseValue) }

  /// The record with a key of several columns; `@Model` calls this for models that declare such a key.
  public static func _find(key: [DatabaseValue]) async throws -> Self { try await all().find(keyed: .key(key)) }

  /// The records with keys of several columns; `@Model` calls this for models that declare such a key.
  public static func _find(keys: [[DatabaseValue]]) async throws -> [Self] { try await all().find(keyed: keys.map { .key($0) }) }

  /// The records with these keys, in the order of the keys.
  ///
  /// - Throws: ``RecordNotFound`` that names the missing keys.
  public static func find(_ ids: [Int]) async throws -> [Self] { try await all().find(ids) }
  /// The first record that fulfils a condition, or `nil`.
  public static func findBy(_ condition: (Self.Type) -> Condition) async throws -> Self? { try await all().findBy(condition) }
  /// The first record that fulfils a condition.
  public static func findByOrThrow(_ condition: (Self.Type) -> Condition) async throws -> Self {
    try await all().findByOrThrow(condition)
  }
  /// The first record, by key.
  public static func first() async throws -> Self? { try await all().first() }
  /// The last record, by key.
  public static func last() async throws -> Self? { try await all().last() }
  /// Some record.
  public static func take() async throws -> Self? { try await all().take() }
  /// How many records there are.
  public static func count() async throws -> Int { try await all().count() }
  /// Whether there is a record.
  public static func exists() async throws -> Bool { try await all().exists() }
  /// Whether there is a record with this key.
  public static func exists(_ id: Int) async throws -> Bool { try await all().exists(id) }
  /// Whether there is a record that fulfils a condition.
  public static func exists(_ condition: (Self.Type) -> Condition) async throws -> Bool { try await all().exists(condition) }
  /// The keys of all records.
  public static func ids() async throws -> [Int] { try await all().ids() }
  /// The values of one column.
  public static func pluck<V: ColumnValue>(_ column: KeyPath<Self.Type, Column<V>>) async throws -> [V] {
    try await all().pluck(column)
  }
}
