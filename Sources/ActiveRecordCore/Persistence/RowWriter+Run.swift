/// An insert or update of one row: what is written, and for an update the key of the row.
struct RowWrite {
  let facts: ModelFacts
  let shape: Connection.SaveShape
  let key: DatabaseValue?

  init(_ facts: ModelFacts, _ shape: Connection.SaveShape, key: DatabaseValue? = nil) {
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
      try bind(write, record, entry.statement)
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

  private static func bind(_ write: RowWrite, _ record: Record, _ statement: any DriverStatement) throws {
    var position: Int32 = 0
    try write.shape.columns.forEach { index in
      position += 1
      try statement.bind(value(write, record, index), at: position)
    }
    if let key = write.key { try statement.bind(key, at: position + 1) }
  }

  private static func values(_ write: RowWrite, _ record: Record) -> [DatabaseValue] {
    var values: [DatabaseValue] = []
    write.shape.columns.forEach { values.append(value(write, record, $0)) }
    if let key = write.key { values.append(key) }
    return values
  }

  /// What is stored in a column: the record's value, and for the column of the class its name.
  @inline(__always) private static func value(_ write: RowWrite, _ record: Record, _ index: Int) -> DatabaseValue {
    let value = record._value(index)
    if value.isNull, index == write.facts.layout.typeIndex { return .text(write.facts.storedTypeName) }
    return value
  }
}
