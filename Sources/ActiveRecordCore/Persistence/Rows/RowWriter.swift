#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Inserts, updates and deletes the row of one record.
enum RowWriter {
  /// Inserts the record's row and takes over what the database made up: the key, and defaults of columns that were not set.
  static nonisolated(nonsending) func insert(_ record: Record, _ plan: SavePlan, in session: Session?) async throws {
    let facts = plan.facts
    try prepareKey(record, facts)
    if let type = plan.type { try record._assign(type.index, type.name) }
    let (written, left) = try columns(record, facts, plan)
    var omitted = left
    let lease = try await Lease.take(.writing, for: facts, in: session)
    defer { lease.end() }
    if !lease.database.dialect.tellsLastInsertedID, facts.hasWordKey, !written.contains(0) { omitted.insert(0) }
    let returns = !omitted.isEmpty && lease.database.dialect.hasReturning
    let write = RowWrite(facts, .init(kind: .insert, columns: written, returns: returns))
    let returned = returns ? omitted : ColumnSet()
    var isTold = false
    try await run(write, record, lease, text: { insertText(facts, written, returned, lease.database.dialect) }) { row in
      guard returns else { return }
      try take(row, record, omitted)
      isTold = record._id != 0 || !row.isNull(0)
    }
    if facts.hasWordKey, !record._flags.contains(.hasKey) {
      // The key that the connection knows is that of an earlier row where a trigger took this one.
      guard returns ? isTold : lease.connection.driver.changes > 0 else { throw facts.noKey }
      if !returns { record._id = lease.connection.driver.lastInsertedID }
      record._flags.insert(.hasKey)
    }
    if !returns, !omitted.isEmpty { try await readFilled(record, omitted, facts, lease) }
    record._flags.insert([.persisted, .wasNew])
    record._flags.remove(.destroyed)
  }

  /// Updates columns of the record's row.
  ///
  /// - Returns: Whether there is such a row.
  static nonisolated(nonsending) func update(
    _ record: Record, _ written: ColumnSet, _ plan: SavePlan, in session: Session?
  ) async throws -> Bool {
    let facts = plan.facts
    let lease = try await Lease.take(.writing, for: facts, in: session)
    defer { lease.end() }
    let version = plan.lockIndex.map { record.original($0) }
    let hasNoVersion = version?.isNull == true
    let shape = Connection.SaveShape(kind: .update, columns: written, isOfNoVersion: hasNoVersion)
    let write = RowWrite(facts, shape, key: record.originalKey, version: hasNoVersion ? nil : version)
    try await run(write, record, lease, text: { updateText(plan, shape, lease.database.dialect) }) { _ in }
    let isThere = lease.connection.driver.changes > 0
    if plan.lockIndex != nil, !isThere { throw StaleRecord(record, "update") }
    return isThere
  }

  /// Deletes the record's row, if it still has the version that the record knows.
  ///
  /// - Returns: Whether there was such a row.
  @discardableResult static nonisolated(nonsending) func delete(_ record: Record) async throws -> Bool {
    let facts = record.facts
    let plan = SavePlan.of(facts)
    let key = record.originalKey, version = plan.lockIndex.map { record.original($0) }
    if key.isNull || version?.isNull == true { return try await write(deletion(plan, key, version), facts) > 0 }
    let lease = try await Lease.take(.writing, for: facts)
    defer { lease.end() }
    let shaped = RowWrite(facts, .init(kind: .delete), key: key, version: version)
    try await run(shaped, record, lease, text: { deletion(plan, key, version).rendered(lease.database.dialect).text }) { _ in }
    return lease.connection.driver.changes > 0
  }

  private static func deletion(_ plan: SavePlan, _ key: DatabaseValue, _ version: DatabaseValue?) -> DeleteStatement {
    let layout = plan.facts.layout
    var conditions = [SQLExpression.column(ColumnReference(.root, layout.key.name)).equals(key)]
    if let lock = plan.lockIndex, let version {
      conditions.append(SQLExpression.column(ColumnReference(.root, layout.columns[lock].name)).equals(version))
    }
    return DeleteStatement(from: layout.table, where: conditions)
  }

  private static nonisolated(nonsending) func write(_ statement: DeleteStatement, _ facts: ModelFacts) async throws -> Int {
    do { return try await write(statement.rendered(facts.database.dialect), of: facts, .of(facts, "deleted")) } catch {
      throw facts.explain(error)
    }
  }

  /// Runs a statement that changes rows of a model, or rows that join its records.
  @discardableResult
  static nonisolated(nonsending) func write(_ sql: RenderedSQL, of facts: ModelFacts, _ cause: QueryCause) async throws -> Int {
    let lease = try await Lease.take(.writing, for: facts)
    defer { lease.end() }
    return try await lease.run(sql, cause: cause)
  }

  /// Runs a statement that changes rows of a table without model.
  @discardableResult
  static nonisolated(nonsending) func write(_ sql: RenderedSQL, on database: Database, _ cause: QueryCause) async throws -> Int {
    let lease = try await Lease.take(.writing, of: database)
    defer { lease.end() }
    return try await lease.run(sql, cause: cause)
  }
}

extension RowWriter {
  /// A UUID key that was not set gets a value of its own here; keys of other types are the application's business.
  static func prepareKey(_ record: Record, _ facts: ModelFacts) throws {
    guard !facts.hasWordKey, !facts.isSet(record, 0) else { return }
    if facts.layout.key.kind == .uuid { try record.write(0, .uuid(UUID())) }
  }

  /// The columns that are written, and those that are left to the database.
  static func columns(
    _ record: Record, _ facts: ModelFacts, _ plan: SavePlan
  ) throws -> (written: ColumnSet, omitted: ColumnSet) {
    var written = plan.alwaysWritten
    if let changed = record._extras?.changed { written.formUnion(changed.intersection(plan.columns)) }
    var omitted = plan.columns.subtracting(written)
    if facts.hasWordKey { omitted.remove(0) }
    if let index = omitted.subtracting(plan.leftOut).first { throw unset(index, facts) }
    return (written, omitted)
  }

  /// The properties that must have been set before the row can be inserted.
  private static func unset(_ index: Int, _ facts: ModelFacts) -> ModelError {
    let property = facts.layout.columns[index].property
    return ModelError(
      .attributeNotSet, model: facts.name, member: property,
      "it was never set. Pass it to the initialiser, assign it before saving, or give it a default: 'var \(property) = …'")
  }

  private static func take(_ row: any DriverStatement, _ record: Record, _ omitted: ColumnSet) throws {
    record._id = row.int64(0)
    var position: Int32 = 1
    try omitted.forEach { index in
      if index == 0 { return try record._assign(0, row.value(0)) }
      let value = row.value(position)
      if !value.isNull { try record._assign(index, value) }
      position += 1
    }
  }

  private static func insertText(_ facts: ModelFacts, _ written: ColumnSet, _ omitted: ColumnSet, _ dialect: Dialect) -> String {
    var columns: [String] = []
    written.forEach { columns.append(facts.layout.columns[$0].name) }
    var returning: [String] = []
    omitted.forEach { if $0 != 0 { returning.append(facts.layout.columns[$0].name) } }
    if !omitted.isEmpty { returning.insert(facts.layout.columns[0].name, at: 0) }
    let row = [DatabaseValue](repeating: .null, count: columns.count)
    return InsertStatement(into: facts.tableName, columns: columns, rows: [row], returning: returning).rendered(dialect).text
  }

  private static func updateText(_ plan: SavePlan, _ shape: Connection.SaveShape, _ dialect: Dialect) -> String {
    let facts = plan.facts
    var assignments: [UpdateStatement.Assignment] = []
    shape.columns.forEach { assignments.append(.init(facts.layout.columns[$0].name, .value(.null))) }
    let key = SQLExpression.column(ColumnReference(.root, facts.layout.key.name))
    var conditions: [SQLExpression] = [.binary(key, .equal, .value(.null))]
    if let lock = plan.lockIndex {
      let version = SQLExpression.column(ColumnReference(.root, facts.layout.columns[lock].name))
      conditions.append(shape.isOfNoVersion ? version.equals(.null) : .binary(version, .equal, .value(.null)))
    }
    return UpdateStatement(facts.tableName, set: assignments, where: conditions).rendered(dialect).text
  }
}
