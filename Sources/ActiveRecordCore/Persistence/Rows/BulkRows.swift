/// The rows of new records, a hundred with each statement.
struct BulkRows {
  private let records: [Record]
  /// The columns that are written: those with something to say in any of the records.
  private let batch: BatchColumns

  private var facts: ModelFacts { batch.facts }

  init(_ facts: ModelFacts, _ records: [Record]) throws {
    try facts.refuseReadonlyClass()
    self.records = records
    let plan = SavePlan.of(facts)
    let hasWordKey = facts.hasWordKey, required = plan.required
    // The columns that no record has had anything to say for yet.
    var silent = plan.columns.subtracting(plan.alwaysWritten), hasKeys = false
    if hasWordKey { silent.remove(0) }
    let stamps = RecordClock.isStopped ? [] : plan.stamps
    for record in records {
      if !stamps.isEmpty { try Timestamps.setNow(stamps, on: record) }
      if record.isNew, !record.hasSet(required) { throw Self.unset(record, required, facts) }
      if hasWordKey, record._flags.contains(.hasKey) { hasKeys = true }
      if silent.isEmpty { continue }
      let asked = silent
      asked.forEach { if !record._value($0).isNull { silent.remove($0) } }
    }
    var written = records.isEmpty ? ColumnSet() : plan.columns.subtracting(silent)
    if hasWordKey, !hasKeys { written.remove(0) }
    batch = BatchColumns(facts, written)
  }

  private static func unset(_ record: Record, _ required: ColumnSet, _ facts: ModelFacts) -> ModelError {
    let index = required.subtracting(record._extras?.changed ?? ColumnSet()).first ?? 0
    let property = facts.layout.columns[index].property
    return ModelError(.attributeNotSet, model: facts.name, member: property, "it was never set. Assign it before the rows are inserted")
  }

  /// What known rows take over.
  func update(recognizedBy target: [Int], updating updated: [Int]) -> InsertStatement.Conflict {
    let plan = SavePlan.of(facts)
    let own = facts.layout.keyParts
    let target = target.isEmpty ? own : target
    let kept =
      updated.isEmpty ? batch.indexes.filter { !own.contains($0) && !target.contains($0) && !plan.createdAt.contains($0) } : updated
    let touched = plan.updatedAt.filter { batch.indexes.contains($0) && !kept.contains($0) }
    let columns = (kept + touched).map(batch.name)
    return columns.isEmpty ? .skip : .update(target: target.map(batch.name), columns: columns)
  }

  /// Inserts the rows; more than one statement's in a transaction.
  ///
  /// - Returns: How many rows were inserted or changed, as the engine counts.
  nonisolated(nonsending) func insert(_ conflict: InsertStatement.Conflict) async throws -> Int {
    if records.isEmpty { return 0 }
    let database = try facts.database
    let pieces = batch.pieces(records, database.dialect)
    if pieces.count == 1 { return try await insert(pieces, conflict) }
    return try await database.transaction { try await insert(pieces, conflict) }
  }

  private nonisolated(nonsending) func insert(_ pieces: [ArraySlice<Record>], _ conflict: InsertStatement.Conflict) async throws -> Int {
    let lease = try await Lease.take(.writing, for: facts)
    defer { lease.end() }
    var count = 0, rest = pieces[...]
    do {
      // All but the last have as many rows.
      while let rows = rest.first?.count {
        let alike = rest.prefix { $0.count == rows }
        rest = rest.dropFirst(alike.count)
        let text = batch.text(rows: rows, lease.database.dialect, conflict: conflict)
        let entry = try await lease.connection.statement(text, isLong: rows == BatchColumns.together)
        count += try await insert(Array(alike), conflict, entry, lease)
      }
    } catch { throw facts.explain(error) }
    return count
  }

  private nonisolated(nonsending) func insert(
    _ pieces: [ArraySlice<Record>], _ conflict: InsertStatement.Conflict, _ entry: CachedStatement, _ lease: Lease
  ) async throws -> Int {
    var start = lease.database.observers.isActive ? Moment.now : nil
    let cause = QueryCause.of(facts, "inserted in bulk")
    entry.inUse = true
    defer { entry.end() }
    var count = 0, done = 0
    do {
      try await lease.connection.driver.run(entry.statement, times: pieces.count) { index in
        try batch.bind(pieces[index], to: entry.statement, lease)
      } ran: { changes in
        let rows = written(changes, pieces[done].count, conflict, lease.database.dialect)
        count += rows
        if let began = start {
          lease.database.tell(entry.sql, batch.values(of: pieces[done]), began, rows: rows, cause)
          start = .now
        }
        done += 1
      }
    } catch {
      if let start { lease.database.tell(entry.sql, [], start, rows: 0, cause, failed: true) }
      throw batch.located(error)
    }
    return count
  }

  /// How many rows were written. Where an update is counted as two rows, each record was inserted or updated.
  private func written(_ changes: Int, _ count: Int, _ conflict: InsertStatement.Conflict, _ dialect: Dialect) -> Int {
    if case .update = conflict, dialect.conflicts == .onDuplicateKey { return count }
    return changes
  }
}
