extension QuerySource {
  /// The first record: by the relation's order, or by key.
  ///
  /// ```swift
  /// try await Post.where { $0.views > 10 }.first()
  /// // SELECT … WHERE "posts"."views" > ? ORDER BY "posts"."id" ASC LIMIT ?
  /// ```
  public func first() async throws -> Model? { try await ordered(reversed: false, 1).first }
  /// The first records: by the relation's order, or by key.
  public func first(_ count: Int) async throws -> [Model] { try await ordered(reversed: false, count) }
  /// The last record: by the relation's order, or by key.
  public func last() async throws -> Model? { try await ordered(reversed: true, 1).first }
  /// The last records, in the relation's order, or by key.
  public func last(_ count: Int) async throws -> [Model] { try await ordered(reversed: true, count).reversed() }
  /// Some record, without an order.
  public func take() async throws -> Model? { try await relation.limit(1).load().first }
  /// Some records, without an order.
  public func take(_ count: Int) async throws -> [Model] { try await relation.limit(count).load() }

  /// The record at a position, counted from 0: by the relation's order, or by key.
  ///
  /// ```swift
  /// let third = try await Post.order { $0.views.desc }.element(at: 2)
  /// // SELECT … ORDER BY "posts"."views" DESC LIMIT ? OFFSET ?
  /// ```
  public func element(at position: Int) async throws -> Model? {
    if position < 0 { return nil }
    let relation = try await resolved()
    if let limit = relation.core.limit, position >= limit { return nil }
    let (offset, isTooFar) = (relation.core.offset ?? 0).addingReportingOverflow(position)
    if isTooFar { return nil }
    return try await relation.changed { core in
      core.orders = core.ordersOrKey
      core.offset = offset
      core.limit = 1
    }.load().first
  }

  /// The second record: by the relation's order, or by key.
  public func second() async throws -> Model? { try await element(at: 1) }

  /// The one record there is.
  ///
  /// - Throws: ``RecordNotFound`` where there is none, ``SoleRecordExceeded`` where there are more.
  public func sole() async throws -> Model {
    let found = try await relation.atMost(2).load()
    guard let record = found.first else {
      throw RecordNotFound(model: Model._facts.name, "\(Model._facts.name): wanted one record, and there is none")
    }
    if found.count > 1 { throw SoleRecordExceeded(model: Model._facts.name) }
    return record
  }

  /// The relation, with the keys in it that an association without joins has to find first: they bring an order with them.
  private func resolved() async throws -> Relation<Model> {
    var relation = relation
    relation.core = try await UnjoinedKeys.resolved(relation.core)
    return relation
  }

  private func ordered(reversed: Bool, _ count: Int) async throws -> [Model] {
    try Model._facts.checkCount(count)
    let relation = try await resolved()
    if relation.core.limit != nil || relation.core.offset != nil, reversed {
      return Array(try await relation.load().suffix(count).reversed())
    }
    return try await relation.changed { core in
      core.orders = reversed ? core.reversedOrders : core.ordersOrKey
      core.limit = core.limit.map { Swift.min($0, count) } ?? count
    }.load()
  }

  /// The record with a key.
  ///
  /// - Throws: ``RecordNotFound`` where there is none.
  public func find(_ key: Int) async throws -> Model { try await find(keyed: .int(Int64(key))) }

  /// The records with these keys, in the order of the keys.
  ///
  /// - Throws: ``RecordNotFound`` that names the missing keys.
  public func find(_ keys: [Int]) async throws -> [Model] { try await find(keyed: keys.map { .int(Int64($0)) }) }

  /// The record with a key that is no integer: text, a UUID, or a type of your own.
  ///
  /// ```swift
  /// let germany = try await Country.includes(\.cities).find("DE")
  /// ```
  ///
  /// - Throws: ``RecordNotFound`` where there is none, ``ModelError`` where the model's key is of another kind.
  public func find<Key: ColumnValue>(_ key: Key) async throws -> Model {
    try Model._facts.checkKeys(of: Key.self)
    return try await find(keyed: key.databaseValue)
  }

  /// The records with these keys, which are no integers, in the order of the keys.
  ///
  /// - Throws: ``RecordNotFound`` that names the missing keys, ``ModelError`` where the model's key is of another kind.
  public func find<Key: ColumnValue>(_ keys: [Key]) async throws -> [Model] {
    try Model._facts.checkKeys(of: Key.self)
    return try await find(keyed: keys.map(\.databaseValue))
  }

  /// The record with a key of several columns.
  ///
  /// ```swift
  /// let order = try await Order.includes(\.lines).find((7, "A-1"))
  /// // SELECT … FROM "orders" WHERE "orders"."shop_id" = ? AND "orders"."number" = ? LIMIT 1
  /// ```
  ///
  /// - Throws: ``RecordNotFound`` where there is none, ``ModelError`` where the columns of the key are of other types, or another number.
  public func find<A: ColumnValue, B: ColumnValue>(_ key: (A, B)) async throws -> Model {
    try Model._facts.checkKeys(of: [A.self, B.self])
    return try await find(keyed: .key([key.0.databaseValue, key.1.databaseValue]))
  }

  /// The record with a key of three columns; see the one for two.
  public func find<A: ColumnValue, B: ColumnValue, C: ColumnValue>(_ key: (A, B, C)) async throws -> Model {
    try Model._facts.checkKeys(of: [A.self, B.self, C.self])
    return try await find(keyed: .key([key.0.databaseValue, key.1.databaseValue, key.2.databaseValue]))
  }

  /// The records with these keys of several columns, in the order of the keys.
  ///
  /// ```swift
  /// let orders = try await Order.all().find([(7, "A-1"), (7, "A-2")])
  /// // SELECT … FROM "orders" WHERE ("orders"."shop_id", "orders"."number") IN ((?, ?), (?, ?))
  /// ```
  ///
  /// - Throws: ``RecordNotFound`` that names the missing keys, ``ModelError`` where the columns of the key are of other types, or another
  ///   number.
  public func find<A: ColumnValue, B: ColumnValue>(_ keys: [(A, B)]) async throws -> [Model] {
    try Model._facts.checkKeys(of: [A.self, B.self])
    return try await find(keyed: keys.map { .key([$0.0.databaseValue, $0.1.databaseValue]) })
  }

  /// The record with a key of any type.
  package func find(keyed key: DatabaseValue) async throws -> Model {
    try Model._facts.checkShape(of: [key])
    let found = try await relation.changed { core in
      core.conditions.append(core.column(core.facts.layout.key.name).equals(key))
      core.limit = 1
    }.load()
    if let record = found.first { return record }
    throw Model._facts.notFound([key], conditions: !relation.core.conditions.isEmpty)
  }

  package func find(keyed keys: [DatabaseValue]) async throws -> [Model] {
    if keys.isEmpty { return [] }
    try Model._facts.checkShape(of: keys)
    let core = relation.core, width = core.facts.layout.keyParts.count
    // More keys than a statement may bind are asked for in pieces; they come in the order of the keys in any case.
    let inPieces = core.limit == nil && core.offset == nil
    let size = inPieces ? try Swift.max(1, core.facts.database.dialect.maximumKeys / width) : keys.count
    var found: [Model] = []
    for piece in keys.chunked(size) {
      found += try await relation.changed { core in
        core.conditions.append(core.column(core.facts.layout.key.name).isAmong(piece))
      }.load()
    }
    let byKey = Dictionary(found.map { ($0.keyValue, $0) }, uniquingKeysWith: { first, _ in first })
    let missing = keys.filter { byKey[$0] == nil }
    if !missing.isEmpty { throw Model._facts.notFound(missing, conditions: !relation.core.conditions.isEmpty) }
    return keys.compactMap { byKey[$0] }
  }

  /// The first record that fulfils a condition, or `nil`.
  ///
  /// ```swift
  /// try await user.programUsers.findBy { $0.program == program }?.role
  /// ```
  public func findBy(_ condition: (Model.Type) -> Condition) async throws -> Model? {
    try await relation.where(condition).take()
  }

  /// The first record that fulfils a condition.
  ///
  /// - Throws: ``RecordNotFound`` where there is none.
  public func findByOrThrow(_ condition: (Model.Type) -> Condition) async throws -> Model {
    if let record = try await findBy(condition) { return record }
    throw RecordNotFound(model: Model._facts.name, "\(Model._facts.name): no record fulfils the condition")
  }
}

extension Relation {
  /// The same with so many records at most: a smaller limit stays.
  func atMost(_ count: Int) -> Relation { limit(core.limit.map { Swift.min($0, count) } ?? count) }
}
