/// An insert, update or delete of one row: what is written, and for the others the key of the row.
struct RowWrite {
  let facts: ModelFacts
  let shape: Connection.SaveShape
  let key: DatabaseValue?
  /// The version that the row must have, where its versions are counted.
  let version: DatabaseValue?

  init(_ facts: ModelFacts, _ shape: Connection.SaveShape, key: DatabaseValue? = nil, version: DatabaseValue? = nil) {
    self.version = version
    self.facts = facts
    self.shape = shape
    self.key = key
  }

  /// An error about a value, with the column that it was meant for where the driver tells its placeholder.
  func located(_ error: any Error) -> any Error {
    guard var failure = error as? DatabaseError, let parameter = failure.parameter, failure.columns.isEmpty else { return error }
    var position = 0
    shape.columns.forEach { index in
      position += 1
      if position == parameter { failure.columns = [facts.layout.columns[index].name] }
    }
    return failure
  }

  var cause: QueryCause {
    switch shape.kind {
    case .insert: .of(facts, "inserted")
    case .update: .of(facts, "updated")
    case .delete: .of(facts, "deleted")
    }
  }
}

extension RowWriter {
  /// Binds a record's values to the statement that writes them, runs it, and tells who listens.
  ///
  /// - Parameters:
  ///   - text: The statement, asked for where none was prepared on the connection.
  ///   - row: Takes what the statement returns.
  @inline(__always) static nonisolated(nonsending) func run(
    _ write: RowWrite, _ record: Record, _ lease: Lease, text: () -> String, row: (any DriverStatement) throws -> Void
  ) async throws {
    let facts = write.facts
    let entry: CachedStatement
    do { entry = try await lease.connection.saveStatement(facts, write.shape, text) } catch { throw facts.explain(error) }
    entry.inUse = true
    defer { entry.end() }
    let start = lease.database.observers.isActive ? Moment.now : nil
    do {
      try bind(write, record, entry.statement, lease)
      while !(try entry.statement.takeRows({ try row(entry.statement) })) { try await entry.statement.wait() }
    } catch {
      if let start { lease.database.tell(entry.sql, [], start, rows: 0, write.cause, failed: true) }
      throw facts.explain(write.located(error))
    }
    if let start {
      let rows = write.shape.kind == .insert ? 1 : lease.connection.driver.changes
      lease.database.tell(entry.sql, values(write, record), start, rows: rows, write.cause)
    }
  }

  private static func bind(_ write: RowWrite, _ record: Record, _ statement: any DriverStatement, _ lease: Lease) throws {
    var position: Int32 = 0
    try bind(record, write.shape.columns, write.facts, to: statement, after: &position, lease)
    if case .row(let values)? = write.key {
      for value in values {
        position += 1
        try statement.bind(value, at: position)
      }
    } else if let key = write.key {
      position += 1
      try statement.bind(key, at: position)
    }
    if let version = write.version { try statement.bind(version, at: position + 1) }
  }

  /// Binds what is stored in columns of a record to the placeholders after `position`, which moves on.
  @inline(__always) static func bind(
    _ record: Record, _ columns: ColumnSet, _ facts: ModelFacts, to statement: any DriverStatement, after position: inout Int32,
    _ lease: Lease
  ) throws {
    var next = position
    try columns.forEach { index in
      next += 1
      let value = stored(record, index, facts)
      if case .decimal = value { try checkRange(facts.layout.columns[index], facts, lease.database.dialect) }
      try statement.bind(value, at: next)
    }
    position = next
  }

  /// An integer beyond 63 bits comes as a decimal number, which not every engine's integers can hold.
  @inline(never) private static func checkRange(_ column: ColumnFacts, _ facts: ModelFacts, _ dialect: Dialect) throws {
    guard column.kind == .integer, dialect.roundsLargeIntegers else { return }
    throw DatabaseError(
      .valueOutOfRange, "the value is greater than the largest integer of \(dialect.name), \(Int64.max)", table: facts.tableName,
      columns: [column.name])
  }

  /// Refuses an integer that the engine would round.
  static func checkRange(_ value: DatabaseValue, _ column: ColumnFacts, _ facts: ModelFacts) throws {
    if case .decimal = value { try checkRange(column, facts, facts.database.dialect) }
  }

  private static func values(_ write: RowWrite, _ record: Record) -> [DatabaseValue] {
    var values: [DatabaseValue] = []
    write.shape.columns.forEach { values.append(stored(record, $0, write.facts)) }
    if let key = write.key { values += key.parts }
    if let version = write.version { values.append(version) }
    return values
  }

  /// What is stored in a column: the record's value, and for the column of the class its name.
  @inline(__always) static func stored(_ record: Record, _ index: Int, _ facts: ModelFacts) -> DatabaseValue {
    let value = record._value(index)
    if value.isNull, index == facts.layout.typeIndex { return record.facts.storedType }
    return value
  }
}
