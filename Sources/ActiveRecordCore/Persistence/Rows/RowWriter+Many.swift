// Rows of many new records by one statement, whose keys the records learn.

extension RowWriter {
  /// Inserts the rows of new records of one class: a hundred with each statement, prepared once, as bulk inserts do.
  ///
  /// Those that write the same columns go together. Engines that return nothing, and keys that the database does not count up, get a
  /// statement for each.
  static nonisolated(nonsending) func insert(_ records: [Record], _ plan: SavePlan, in session: Session?) async throws {
    let facts = plan.facts
    var shapes: [ManyRows] = []
    for record in records {
      try prepareKey(record, facts)
      if let type = plan.type { try record._assign(type.index, type.name) }
      let (written, omitted) = try columns(record, facts, plan)
      if let place = shapes.lastIndex(where: { $0.written == written }) {
        shapes[place].records.append(record)
      } else {
        shapes.append(ManyRows(facts, written, omitted, record))
      }
    }
    let dialect = try facts.database.dialect
    for shape in shapes {
      if shape.goesTogether(dialect) {
        try await shape.insert(in: session)
      } else {
        for record in shape.records { try await insert(record, plan, in: session) }
      }
    }
  }
}

/// New records of one class that write the same columns.
private struct ManyRows {
  let batch: BatchColumns
  /// What the database fills in, and tells.
  let omitted: ColumnSet
  var records: [Record]

  private var facts: ModelFacts { batch.facts }
  var written: ColumnSet { batch.columns }

  init(_ facts: ModelFacts, _ written: ColumnSet, _ omitted: ColumnSet, _ first: Record) {
    (batch, self.omitted, records) = (BatchColumns(facts, written), omitted, [first])
  }

  func goesTogether(_ dialect: Dialect) -> Bool {
    records.count > 1 && facts.hasWordKey && dialect.hasReturning && !written.contains(0) && !written.isEmpty
  }

  nonisolated(nonsending) func insert(in session: Session?) async throws {
    let lease = try await Lease.take(.writing, for: facts, in: session)
    defer { lease.end() }
    var prepared: (entry: CachedStatement, rows: Int)?
    do {
      for piece in batch.pieces(records, lease.database.dialect) {
        if prepared?.rows != piece.count {
          let text = text(rows: piece.count, lease.database.dialect)
          prepared = (try await lease.connection.statement(text, isLong: piece.count == BatchColumns.together), piece.count)
        }
        if let entry = prepared?.entry { try await insert(piece, entry, lease) }
      }
    } catch { throw facts.explain(error) }
  }

  private func text(rows: Int, _ dialect: Dialect) -> String {
    var returning = [batch.name(0)]
    omitted.forEach { if $0 != 0 { returning.append(batch.name($0)) } }
    return batch.text(rows: rows, dialect, returning: returning)
  }

  private nonisolated(nonsending) func insert(_ records: ArraySlice<Record>, _ entry: CachedStatement, _ lease: Lease) async throws {
    let start = lease.database.observers.isActive ? Moment.now : nil
    let cause = QueryCause.of(facts, "inserted with others")
    var returned: [ReturnedRow] = []
    returned.reserveCapacity(records.count)
    var others = omitted
    others.remove(0)
    entry.inUse = true
    defer { entry.end() }
    do {
      try batch.bind(records, to: entry.statement, lease)
      _ = try await entry.forEach { row in
        var values: [DatabaseValue] = [], column: Int32 = 0
        others.forEach { _ in
          column += 1
          values.append(row.value(column))
        }
        let key = row.int64(0)
        if key == 0, row.isNull(0) { throw facts.noKey }
        returned.append(ReturnedRow(key: key, values: values))
      }
    } catch {
      if let start { lease.database.tell(entry.sql, [], start, rows: 0, cause, failed: true) }
      throw batch.located(error)
    }
    if let start { lease.database.tell(entry.sql, batch.values(of: records), start, rows: records.count, cause) }
    try take(returned, records, others)
  }

  /// Keys are given in the order of the rows; no engine promises to return them so.
  private func take(_ rows: [ReturnedRow], _ records: ArraySlice<Record>, _ others: ColumnSet) throws {
    guard rows.count == records.count else { throw facts.noKey }
    for (record, row) in zip(records, rows.sorted { $0.key < $1.key }) {
      record._id = row.key
      if !others.isEmpty { try row.fill(others, of: record) }
      record._flags.insert([.persisted, .wasNew, .hasKey])
      record._flags.remove(.destroyed)
    }
  }
}

extension ModelFacts {
  /// What is told where the database says no key of a new row: saving the record again would write to another one's row, or to none.
  var noKey: DatabaseError {
    DatabaseError(
      .other,
      "\(name) was not saved: the database made no row of the INSERT, or tells no key of it. A trigger or rule of the table or view "
        + "'\(tableName)' has to let the new row through, with its key; or give the record its key before it is saved",
      table: tableName)
  }
}

/// What the database tells of a row that it made.
private struct ReturnedRow {
  let key: Int64
  let values: [DatabaseValue]

  func fill(_ columns: ColumnSet, of record: Record) throws {
    var position = 0
    try columns.forEach { index in
      if !values[position].isNull { try record._assign(index, values[position]) }
      position += 1
    }
  }
}
