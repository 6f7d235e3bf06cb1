#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Inserts, updates and deletes the row of one record.
enum RowWriter {
  /// Inserts the record's row and takes over what the database made up: the key, and defaults of columns that were not set.
  static nonisolated(nonsending) func insert(_ record: Record, _ plan: SavePlan) async throws {
    let facts = record.facts
    try prepareKey(record, facts)
    let (written, omitted) = try columns(record, facts, plan)
    let lease = try await Lease.take(.writing)
    defer { lease.end() }
    let dialect = lease.database.dialect
    let returns = dialect.hasReturning && !omitted.isEmpty
    let shape = Connection.SaveShape(isInsert: true, columns: written, returns: returns)
    let start = lease.database.observers.isActive ? ContinuousClock.now : nil
    let entry: CachedStatement
    do {
      entry = try await lease.connection.saveStatement(facts, shape) {
        insertText(facts, written, returns ? omitted : ColumnSet(), dialect)
      }
    } catch { throw facts.explain(error) }
    do {
      let values = try bind(record, written, facts, entry)
      defer { entry.end() }
      _ = try await entry.forEach { row in if returns { try take(row, record, omitted) } }
      if !returns, facts.hasWordKey, !record._flags.contains(.hasKey) { record._id = lease.connection.driver.lastInsertedID }
      if facts.hasWordKey { record._flags.insert(.hasKey) }
      if let start { lease.database.tell(entry.sql, values(), start, rows: 1, .of(facts, "inserted")) }
    } catch {
      if let start { lease.database.tell(entry.sql, [], start, rows: 0, .of(facts, "inserted"), failed: true) }
      throw facts.explain(error)
    }
    record._flags.insert([.persisted, .wasNew])
    record._flags.remove(.destroyed)
  }

  /// Updates the columns that changed.
  ///
  /// - Returns: Whether there was anything to write.
  static nonisolated(nonsending) func update(_ record: Record) async throws -> Bool {
    let facts = record.facts
    var written = ColumnSet()
    for index in record.changedIndexes { written.insert(index) }
    if written.isEmpty { return false }
    let lease = try await Lease.take(.writing)
    defer { lease.end() }
    let start = lease.database.observers.isActive ? ContinuousClock.now : nil
    let shape = Connection.SaveShape(isInsert: false, columns: written, returns: false)
    let entry = try await lease.connection.saveStatement(facts, shape) { updateText(facts, written, lease.database.dialect) }
    do {
      let values = try bind(record, written, facts, entry, key: record.original(0))
      defer { entry.end() }
      _ = try await entry.forEach { _ in }
      if let start { lease.database.tell(entry.sql, values(), start, rows: lease.connection.driver.changes, .of(facts, "updated")) }
    } catch {
      if let start { lease.database.tell(entry.sql, [], start, rows: 0, .of(facts, "updated"), failed: true) }
      throw facts.explain(error)
    }
    return true
  }

  /// Deletes the record's row.
  static nonisolated(nonsending) func delete(_ record: Record) async throws {
    let facts = record.facts
    let key = SQLExpression.column(ColumnReference(.root, facts.layout.key.name))
    let statement = DeleteStatement(from: facts.tableName, where: [key.equals(record.original(0))])
    do { try await write(statement.rendered(Database.current.dialect), .of(facts, "deleted")) } catch { throw facts.explain(error) }
  }

  /// Runs a statement that changes rows.
  @discardableResult
  static nonisolated(nonsending) func write(_ sql: RenderedSQL, _ cause: QueryCause) async throws -> Int {
    let lease = try await Lease.take(.writing)
    defer { lease.end() }
    return try await lease.run(sql, cause: cause)
  }
}

extension RowWriter {
  /// A UUID key that was not set gets a value of its own here; keys of other types are the application's business.
  private static func prepareKey(_ record: Record, _ facts: ModelFacts) throws {
    guard !facts.hasWordKey, !facts.isSet(record, 0) else { return }
    if facts.layout.key.kind == .uuid { try record.write(0, .uuid(UUID())) }
  }

  /// The columns that are written, and those that are left to the database.
  private static func columns(
    _ record: Record, _ facts: ModelFacts, _ plan: SavePlan
  ) throws -> (written: ColumnSet, omitted: ColumnSet) {
    var written = ColumnSet(), omitted = ColumnSet()
    let changed = record._extras?.changed ?? ColumnSet()
    for index in plan.columns {
      let column = facts.layout.columns[index]
      if index == facts.layout.typeIndex {
        written.insert(index)
      } else if changed.contains(index) || (column.hasDefault && !(index == 0 && facts.hasWordKey)) {
        written.insert(index)
      } else if index == 0, facts.hasWordKey {
        continue
      } else if column.isOptional || (index == 0 && column.kind == .integer) {
        omitted.insert(index)
      } else {
        throw ModelError(
          .attributeNotSet, model: facts.name, member: column.property,
          "it was never set. Pass it to the initialiser, assign it before saving, or give it a default: 'var \(column.property) = …'")
      }
    }
    return (written, omitted)
  }

  private static func bind(
    _ record: Record, _ columns: ColumnSet, _ facts: ModelFacts, _ entry: CachedStatement, key: DatabaseValue? = nil
  ) throws -> () -> [DatabaseValue] {
    entry.inUse = true
    var position: Int32 = 0
    let typeIndex = facts.layout.typeIndex ?? -1
    do {
      try columns.forEach { index in
        position += 1
        let value = index == typeIndex && record._value(index).isNull ? .text(facts.storedTypeName) : record._value(index)
        try entry.statement.bind(value, at: position)
      }
      if let key { try entry.statement.bind(key, at: position + 1) }
    } catch {
      entry.end()
      throw error
    }
    return {
      var values: [DatabaseValue] = []
      columns.forEach { values.append(record._value($0)) }
      return values + (key.map { [$0] } ?? [])
    }
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
    if !omitted.isEmpty { returning.insert(facts.layout.key.name, at: 0) }
    let row = [DatabaseValue](repeating: .null, count: columns.count)
    return InsertStatement(into: facts.tableName, columns: columns, rows: [row], returning: returning).rendered(dialect).text
  }

  private static func updateText(_ facts: ModelFacts, _ written: ColumnSet, _ dialect: Dialect) -> String {
    var assignments: [UpdateStatement.Assignment] = []
    written.forEach { assignments.append(.init(facts.layout.columns[$0].name, .value(.null))) }
    let key = SQLExpression.column(ColumnReference(.root, facts.layout.key.name))
    return UpdateStatement(facts.tableName, set: assignments, where: [.binary(key, .equal, .value(.null))]).rendered(dialect).text
  }
}
