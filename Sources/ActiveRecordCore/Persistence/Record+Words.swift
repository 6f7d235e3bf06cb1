// Single columns, written at once: without validation, and without callbacks where that is said.

extension RecordProtocol where Self: Record {
  /// Writes what `change` changes straight into the row: no validation, no callback, no time is set.
  ///
  /// ```swift
  /// try await post.updateColumns { $0.views = 0 }
  /// // UPDATE "posts" SET "views" = ? WHERE "posts"."id" = ?
  /// ```
  ///
  /// Other changes of the record stay unsaved.
  ///
  /// - Throws: ``ModelError`` where there is no row, or a column or the record is read-only.
  public func updateColumns(_ change: (Self) throws -> Void) async throws {
    try DirectWrite.allowed(on: self)
    let before = attributesByIndex
    try change(self)
    var written = ColumnSet()
    for (index, value) in before where _value(index) != value { written.insert(index) }
    try SavePlan.of(facts).refuseReadonly(written)
    try await DirectWrite.write(self, written)
  }

  /// Adds to a number in the row, by the database's arithmetic: what others added meanwhile is not lost.
  ///
  /// ```swift
  /// try await post.increment(\.views)
  /// // UPDATE "posts" SET "views" = COALESCE("views", 0) + ? WHERE "posts"."id" = ?
  /// ```
  ///
  /// The record's own value grows by the same amount; what was added to it in memory and not saved yet is added to the row, too. No
  /// validation and no callback runs.
  ///
  /// - Parameters:
  ///   - column: The number.
  ///   - amount: How much is added.
  ///   - touches: Whether `updatedAt` is set, too.
  /// - Throws: ``DatabaseError`` with the code `valueOutOfRange` where the type of the column cannot hold the sum.
  public func increment<V: ColumnValue & Numeric>(
    _ column: KeyPath<Self.Type, Column<V>>, by amount: V = 1, touches: Bool = false
  ) async throws {
    let index = Self.self[keyPath: column].index
    let value = try V(databaseValue: _value(index)), stored = try V(databaseValue: original(index))
    try await add(amount, to: index, value, stored, touches)
  }

  /// Adds to an optional number in the row; `NULL` counts as 0.
  public func increment<V: ColumnValue & Numeric>(
    _ column: KeyPath<Self.Type, Column<V?>>, by amount: V = 1, touches: Bool = false
  ) async throws {
    let index = Self.self[keyPath: column].index
    let value = try V?(databaseValue: _value(index)) ?? 0, stored = try V?(databaseValue: original(index)) ?? 0
    try await add(amount, to: index, value, stored, touches)
  }

  /// Adds an amount, and what was added in memory; a number without a sign that became smaller in memory has no such difference.
  private func add<V: ColumnValue & Numeric>(_ amount: V, to index: Int, _ value: V, _ stored: V, _ touches: Bool) async throws {
    if let left = value as? any UnsignedInteger, let right = stored as? any UnsignedInteger, UInt64(left) < UInt64(right) {
      throw ModelError(
        .unsupported, model: facts.name, member: facts.layout.columns[index].property,
        "it was made smaller and not saved, and its type has no numbers below zero: save the record before it is incremented")
    }
    guard let sum = CheckedSum.of(value, amount), let unsaved = CheckedSum.of(value, without: stored),
      let added = CheckedSum.of(unsaved, amount)
    else { throw tooLarge(index) }
    try await DirectWrite.add(added.databaseValue, to: index, giving: sum.databaseValue, of: self, touches)
  }

  /// The number that is taken away, as one that is added.
  private func negated<V: ColumnValue & SignedNumeric>(_ amount: V, _ index: Int) throws -> V {
    guard let negated = CheckedSum.of(V.zero, without: amount) else { throw tooLarge(index) }
    return negated
  }

  private func tooLarge(_ index: Int) -> DatabaseError {
    facts.outOfRange(index, "the sum", "Nothing was written: add less, or give the column a larger type")
  }

  /// Takes from a number in the row, by the database's arithmetic.
  public func decrement<V: ColumnValue & SignedNumeric>(
    _ column: KeyPath<Self.Type, Column<V>>, by amount: V = 1, touches: Bool = false
  ) async throws {
    try await increment(column, by: try negated(amount, Self.self[keyPath: column].index), touches: touches)
  }

  /// Takes from an optional number in the row; `NULL` counts as 0.
  public func decrement<V: ColumnValue & SignedNumeric>(
    _ column: KeyPath<Self.Type, Column<V?>>, by amount: V = 1, touches: Bool = false
  ) async throws { try await increment(column, by: try negated(amount, Self.self[keyPath: column].index), touches: touches) }

  /// Turns a truth value around and saves the record, without validation.
  ///
  /// ```swift
  /// try await post.toggle(\.published)
  /// // UPDATE "posts" SET "published" = ? WHERE "posts"."id" = ?
  /// ```
  public func toggle(_ column: KeyPath<Self.Type, Column<Bool>>) async throws {
    let index = Self.self[keyPath: column].index
    let value = try Bool(databaseValue: _value(index))
    try write(index, .bool(!value))
    try await save(validate: false)
  }

  private var attributesByIndex: [(Int, DatabaseValue)] { facts.ownIndexes.map { ($0, _value($0)) } }
}

/// Statements about single columns of a record's row.
enum DirectWrite {
  static func allowed(on record: Record) throws {
    let name = record.facts.name
    if record.isReadonly { throw ModelError(.readonly, model: name, "the record is read-only, so its columns cannot be written") }
    if !record.isPersisted { throw ModelError(.noRow, model: name, "there is no row to be written to: save the record first") }
  }

  /// Writes the values that columns of a record have.
  static nonisolated(nonsending) func write(_ record: Record, _ columns: ColumnSet) async throws {
    let assignments = assignments(columns, record) { .value(record._value($0)) }
    if assignments.isEmpty { return }
    try columns.forEach { try RowWriter.checkRange(record._value($0), record.facts.layout.columns[$0], record.facts) }
    let participant = RecordParticipant.join(record)
    columns.forEach { participant?.keep($0, value: record.original($0)) }
    try await run(assignments, record)
    columns.forEach { record.changeApplied($0) }
  }

  static nonisolated(nonsending) func add(
    _ amount: DatabaseValue, to index: Int, giving sum: DatabaseValue, of record: Record, _ touches: Bool
  ) async throws {
    try allowed(on: record)
    var columns = ColumnSet()
    columns.insert(index)
    try SavePlan.of(record.facts).refuseReadonly(columns)
    for value in [amount, sum] { try RowWriter.checkRange(value, record.facts.layout.columns[index], record.facts) }
    let reference = SQLExpression.column(ColumnReference(.none, record.facts.layout.columns[index].name))
    let current = SQLExpression.function("COALESCE", [reference, .raw("0")], distinct: false)
    var assignments = assignments(columns, record) { _ in .binary(current, .add, .value(amount)) }
    var times = ColumnSet()
    if touches, !RecordClock.isStopped { for index in SavePlan.of(record.facts).updatedAt { times.insert(index) } }
    let now = DatabaseValue.date(RecordClock.now)
    assignments += self.assignments(times, record) { _ in .value(now) }
    let participant = RecordParticipant.join(record)
    participant?.keep(index, value: record.original(index))
    times.forEach { participant?.keep($0) }
    try await run(assignments, record)
    try record._assign(index, sum)
    record.changeApplied(index)
    try times.forEach {
      try record._assign($0, now)
      record.changeApplied($0)
    }
  }

  private static func assignments(
    _ columns: ColumnSet, _ record: Record, _ value: (Int) -> SQLExpression
  ) -> [UpdateStatement.Assignment] {
    var assignments: [UpdateStatement.Assignment] = []
    columns.forEach { assignments.append(.init(record.facts.layout.columns[$0].name, value($0))) }
    return assignments
  }

  private static nonisolated(nonsending) func run(_ assignments: [UpdateStatement.Assignment], _ record: Record) async throws {
    let facts = record.facts
    let key = SQLExpression.column(ColumnReference(.root, facts.layout.key.name))
    let statement = UpdateStatement(facts.tableName, set: assignments, where: [key.equals(record.originalKey)])
    do {
      try await RowWriter.write(statement.rendered(facts.database.dialect), of: facts, .of(facts, "columns written"))
    } catch { throw facts.explain(error) }
  }
}
