#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Writes the times of a row that is touched.
enum RecordTouch {
  /// Sets times of a record and of its row; ``tell(_:)`` tells its rules.
  static nonisolated(nonsending) func write(_ record: Record, _ columns: ColumnSet, at time: Date) async throws {
    let facts = record.facts, plan = SavePlan.of(facts)
    let participant = RecordParticipant.join(record)
    var assignments: [UpdateStatement.Assignment] = []
    try columns.forEach { index in
      participant?.keep(index)
      try record._assign(index, .date(time))
      record.changeApplied(index)
      assignments.append(.init(facts.layout.columns[index].name, .value(record._value(index))))
    }
    let key = SQLExpression.column(ColumnReference(.root, facts.layout.key.name))
    var conditions = [key.equals(record.originalKey)]
    if let lock = plan.lockIndex {
      let column = facts.layout.columns[lock].name
      let version = record.original(lock)
      conditions.append(SQLExpression.column(ColumnReference(.root, column)).equals(version))
      participant?.keep(lock)
      try record._assign(lock, LockVersion.next(after: version, lock, facts))
      assignments.append(.init(column, .value(record._value(lock))))
    }
    let statement = UpdateStatement(facts.tableName, set: assignments, where: conditions)
    let count = try await RowWriter.write(statement.rendered(facts.database.dialect), of: facts, .of(facts, "touched"))
    if plan.lockIndex != nil, count == 0 { throw StaleRecord(record, "touch") }
    participant?.happened(.update, hasRow: count > 0)
  }

  /// Tells a record's rules that its row was touched.
  static nonisolated(nonsending) func tell(_ record: Record) async throws {
    let facts = record.facts, book = SavePlan.of(facts).book
    if book.isEmpty(.afterTouch) { return }
    let session = facts.session
    try Nesting.beginTouch(of: record, session)
    defer { session?.saves -= 1 }
    try await book.run(.afterTouch, on: record, .update)
  }

  /// Sets times of a row whose record nobody needs.
  static nonisolated(nonsending) func write(
    _ facts: ModelFacts, _ keyIndex: Int, _ key: DatabaseValue, _ columns: ColumnSet
  ) async throws {
    let now = SQLExpression.value(.date(RecordClock.now))
    var assignments: [UpdateStatement.Assignment] = []
    columns.forEach { assignments.append(.init(facts.layout.columns[$0].name, now)) }
    let row = SQLExpression.column(ColumnReference(.root, facts.layout.column(at: keyIndex).name)).equals(key)
    let statement = UpdateStatement(facts.tableName, set: assignments, where: [row])
    try await RowWriter.write(statement.rendered(facts.database.dialect), of: facts, .of(facts, "touched"))
  }
}

extension RecordProtocol where Self: Record {
  /// Sets `updatedAt` (or `updatedOn`) and other times of the row to now, without validation; its touched parents follow.
  ///
  /// ```swift
  /// try await post.touch()
  /// // UPDATE "posts" SET "updated_at" = ? WHERE "posts"."id" = ?
  /// try await post.touch(\.readAt, at: yesterday)
  /// ```
  ///
  /// Only `afterTouch`, `afterCommit` and `afterRollback` run: `afterTouch` when it is known which parents follow.
  ///
  /// - Parameters:
  ///   - columns: Other columns that get the time, too.
  ///   - time: The time; now where it is left out.
  /// - Throws: ``ModelError`` where there is no row, or the record is read-only.
  public func touch(_ columns: KeyPath<Self.Type, Column<Date?>>..., at time: Date? = nil) async throws {
    let facts = self.facts, plan = SavePlan.of(facts)
    if isReadonly { throw ModelError(.readonly, model: facts.name, "the record is read-only, so it cannot be touched") }
    if !isPersisted { throw ModelError(.noRow, model: facts.name, "Cannot touch a new or destroyed record: save it first") }
    if Touching.isSpared(facts) { return }
    var touched = ColumnSet()
    for index in plan.updatedAt { touched.insert(index) }
    for column in columns { touched.insert(Self.self[keyPath: column].index) }
    try await facts.database.transaction {
      if !touched.isEmpty { try await RecordTouch.write(self, touched, at: time ?? RecordClock.now) }
      // A parent that it does not belong to any more, as far as memory tells, is touched, too.
      try await Touching.parents(of: self, plan, movedFrom: try Touching.movedKeys(self, plan, .update), counted: nil)
      try await Touching.targets(of: self, plan)
      if !touched.isEmpty { try await RecordTouch.tell(self) }
    }
  }
}

extension Record {
  /// Leaves the times of this class's records alone in `body`: neither `touch` nor the saving of children sets them.
  ///
  /// ```swift
  /// try await Board.withoutTouching { try await post.save() }
  /// try await Record.withoutTouching { try await importer.run() }   // of no class
  /// ```
  public static nonisolated(nonsending) func withoutTouching<R>(
    _ body: nonisolated(nonsending) () async throws -> R
  ) async rethrows -> R {
    try await Touching.$spared.withValue(Touching.spared + [self], operation: body)
  }
}
