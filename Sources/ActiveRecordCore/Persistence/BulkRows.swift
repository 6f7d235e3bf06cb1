/// The rows of new records, a hundred with each statement.
///
/// All statements but the last have the same text, and are prepared once: a longer one would not be faster, but would have to be
/// written and prepared for every number of rows.
struct BulkRows {
  static let together = 100

  private let facts: ModelFacts
  private let records: [Record]
  /// The columns that are written: those with something to say in any of the records.
  private let columns: ColumnSet
  private let indexes: [Int]

  init(_ facts: ModelFacts, _ records: [Record]) throws {
    self.facts = facts
    self.records = records
    let plan = SavePlan.of(facts)
    var written = ColumnSet()
    if !records.isEmpty { written.formUnion(plan.alwaysWritten) }
    for record in records {
      try Timestamps.set(plan.stamps, on: record)
      if record.isNew, let index = plan.required.subtracting(record._extras?.changed ?? ColumnSet()).first {
        throw Self.unset(index, facts)
      }
      plan.columns.subtracting(written).forEach { index in
        let value = index == 0 && facts.hasWordKey ? record.keyValue : record._value(index)
        if !value.isNull { written.insert(index) }
      }
    }
    columns = written
    var indexes: [Int] = []
    written.forEach { indexes.append($0) }
    self.indexes = indexes
  }

  private static func unset(_ index: Int, _ facts: ModelFacts) -> ModelError {
    let property = facts.layout.columns[index].property
    return ModelError(.attributeNotSet, model: facts.name, member: property, "it was never set. Assign it before the rows are inserted")
  }

  /// What known rows take over.
  func update(recognizedBy target: [Int], updating updated: [Int]) -> InsertStatement.Conflict {
    let plan = SavePlan.of(facts)
    let own = facts.layout.keyParts
    let target = target.isEmpty ? own : target
    let kept = updated.isEmpty ? indexes.filter { !own.contains($0) && !target.contains($0) && !plan.createdAt.contains($0) } : updated
    let touched = plan.updatedAt.filter { indexes.contains($0) && !kept.contains($0) }
    let columns = (kept + touched).map(name)
    return columns.isEmpty ? .skip : .update(target: target.map(name), columns: columns)
  }

  private func name(_ index: Int) -> String { facts.layout.columns[index].name }

  /// Inserts the rows; more than one statement's in a transaction.
  ///
  /// - Returns: How many rows were inserted or changed, as the engine counts.
  nonisolated(nonsending) func insert(_ conflict: InsertStatement.Conflict) async throws -> Int {
    if records.isEmpty { return 0 }
    let database = try facts.database
    // A row of nothing but defaults has a statement of its own.
    let most = indexes.isEmpty ? 1 : database.dialect.maximumBindings / indexes.count
    let pieces = records.chunked(Swift.max(1, Swift.min(Self.together, most)))
    if pieces.count == 1 { return try await insert(pieces, conflict) }
    return try await database.transaction { try await insert(pieces, conflict) }
  }

  private nonisolated(nonsending) func insert(_ pieces: [[Record]], _ conflict: InsertStatement.Conflict) async throws -> Int {
    let lease = try await Lease.take(.writing, for: facts)
    defer { lease.end() }
    var count = 0, rest = pieces[...]
    do {
      // All but the last have as many rows.
      while let rows = rest.first?.count {
        let alike = rest.prefix { $0.count == rows }
        rest = rest.dropFirst(alike.count)
        let text = text(rows: rows, conflict, lease.database.dialect)
        let entry = try await lease.connection.statement(text, isLong: rows == Self.together)
        count += try await insert(Array(alike), conflict, entry, lease)
      }
    } catch { throw facts.explain(error) }
    return count
  }

  private func text(rows: Int, _ conflict: InsertStatement.Conflict, _ dialect: Dialect) -> String {
    let row = [DatabaseValue](repeating: .null, count: indexes.count)
    let rows = [[DatabaseValue]](repeating: row, count: rows)
    return InsertStatement(into: facts.tableName, columns: indexes.map(name), rows: rows, conflict: conflict).rendered(dialect).text
  }

  private nonisolated(nonsending) func insert(
    _ pieces: [[Record]], _ conflict: InsertStatement.Conflict, _ entry: CachedStatement, _ lease: Lease
  ) async throws -> Int {
    var start = lease.database.observers.isActive ? Moment.now : nil
    let cause = QueryCause.of(facts, "inserted in bulk")
    entry.inUse = true
    defer { entry.end() }
    var count = 0, done = 0
    do {
      try await lease.connection.driver.run(entry.statement, times: pieces.count) { index in
        var position: Int32 = 0
        for record in pieces[index] { try RowWriter.bind(record, columns, facts, to: entry.statement, after: &position, lease) }
      } ran: { changes in
        let rows = written(changes, pieces[done].count, conflict, lease.database.dialect)
        count += rows
        if let began = start {
          lease.database.tell(entry.sql, values(of: pieces[done]), began, rows: rows, cause)
          start = .now
        }
        done += 1
      }
    } catch {
      if let start { lease.database.tell(entry.sql, [], start, rows: 0, cause, failed: true) }
      throw located(error)
    }
    return count
  }

  private func values(of records: [Record]) -> [DatabaseValue] {
    records.flatMap { record in indexes.map { RowWriter.stored(record, $0, facts) } }
  }

  /// How many rows were written. Where an update is counted as two rows, each record was inserted or updated.
  private func written(_ changes: Int, _ count: Int, _ conflict: InsertStatement.Conflict, _ dialect: Dialect) -> Int {
    if case .update = conflict, dialect.conflicts == .onDuplicateKey { return count }
    return changes
  }

  /// An error about a value, with the column that it was meant for where the driver tells its placeholder.
  private func located(_ error: any Error) -> any Error {
    guard var failure = error as? DatabaseError, let parameter = failure.parameter, failure.columns.isEmpty else { return error }
    if indexes.isEmpty { return error }
    failure.columns = [name(indexes[(parameter - 1) % indexes.count])]
    return failure
  }
}
