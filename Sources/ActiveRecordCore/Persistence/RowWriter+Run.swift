/// An insert or update of one row: what is written, and for an update the key of the row.
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

  var cause: QueryCause { .of(facts, shape.isInsert ? "inserted" : "updated") }
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
      let rows = write.shape.isInsert ? 1 : lease.connection.driver.changes
      lease.database.tell(entry.sql, values(write, record), start, rows: rows, write.cause)
    }
  }

  private static func bind(_ write: RowWrite, _ record: Record, _ statement: any DriverStatement, _ lease: Lease) throws {
    var position: Int32 = 0
    try write.shape.columns.forEach { index in
      position += 1
      let value = value(write, record, index)
      if case .decimal = value { try checkRange(write.facts.layout.columns[index], write.facts, lease.database.dialect) }
      try statement.bind(value, at: position)
    }
    if let key = write.key { try statement.bind(key, at: position + 1) }
    if let version = write.version { try statement.bind(version, at: position + 2) }
  }

  /// An integer beyond 63 bits comes as a decimal number, which not every engine's integers can hold.
  @inline(never) private static func checkRange(_ column: ColumnFacts, _ facts: ModelFacts, _ dialect: Dialect) throws {
    guard column.kind == .integer, dialect.roundsLargeIntegers else { return }
    throw DatabaseError(
      .valueOutOfRange, "the value is greater than the largest integer of \(dialect.name), \(Int64.max)", table: facts.tableName,
      columns: [column.name])
  }

  private static func values(_ write: RowWrite, _ record: Record) -> [DatabaseValue] {
    var values: [DatabaseValue] = []
    write.shape.columns.forEach { values.append(value(write, record, $0)) }
    if let key = write.key { values.append(key) }
    if let version = write.version { values.append(version) }
    return values
  }

  /// What is stored in a column: the record's value, and for the column of the class its name.
  @inline(__always) private static func value(_ write: RowWrite, _ record: Record, _ index: Int) -> DatabaseValue {
    let value = record._value(index)
    if value.isNull, index == write.facts.layout.typeIndex { return write.facts.storedType }
    return value
  }
}
