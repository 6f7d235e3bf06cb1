// Changing or removing all records of a query.

extension QuerySource {
  /// Sets columns of every row by one statement; no record is loaded, and no callback runs.
  ///
  /// ```swift
  /// try await Post.where { $0.views > 100 }.updateAll { [$0.published.set(true)] }
  /// // UPDATE "posts" SET "published" = ? WHERE "posts"."views" > ?
  /// ```
  ///
  /// - Returns: How many rows were changed.
  @discardableResult public func updateAll(_ changes: (Model.Type) -> [ColumnAssignment]) async throws -> Int {
    try Model._facts.refuseReadonlyClass()
    let assignments = changes(Model.self).map(\.assignment)
    let core = try await UnjoinedKeys.resolved(relation.core)
    if core.isNone || assignments.isEmpty { return 0 }
    for assignment in assignments {
      guard case .value(let value) = assignment.value, let index = core.facts.layout.index(of: assignment.column) else { continue }
      try RowWriter.checkRange(value, core.facts.layout.columns[index], core.facts)
    }
    let statement = UpdateStatement(core.facts.tableName, set: assignments, where: try BulkConditions.of(core))
    let sql = statement.rendered(try core.facts.database.dialect)
    do { return try await RowWriter.write(sql, of: core.facts, .of(core.facts, "updated by a query")) } catch {
      throw core.facts.explain(error)
    }
  }

  /// Deletes every row by one statement; no record is loaded, and no callback runs.
  ///
  /// - Returns: How many rows were deleted.
  @discardableResult public func deleteAll() async throws -> Int {
    try Model._facts.refuseReadonlyClass()
    let core = try await UnjoinedKeys.resolved(relation.core)
    if core.isNone { return 0 }
    let statement = DeleteStatement(from: core.facts.tableName, where: try BulkConditions.of(core))
    let sql = statement.rendered(try core.facts.database.dialect)
    do { return try await RowWriter.write(sql, of: core.facts, .of(core.facts, "deleted by a query")) } catch {
      throw core.facts.explain(error)
    }
  }
}

extension Relation {
  /// Loads the records and destroys them one by one, with their callbacks.
  ///
  /// - Returns: The destroyed records.
  @discardableResult public func destroyAll() async throws -> [Model] {
    let records = try await load()
    try await core.facts.database.transaction { for record in records { try await record.destroy() } }
    return records
  }
}

extension RecordProtocol where Self: Record {
  /// Sets columns of every row by one statement.
  @discardableResult public static func updateAll(_ changes: (Self.Type) -> [ColumnAssignment]) async throws -> Int {
    try await all().updateAll(changes)
  }
  /// Deletes every row by one statement, without callbacks.
  @discardableResult public static func deleteAll() async throws -> Int { try await all().deleteAll() }
  /// Loads the records and destroys them one by one, with their callbacks.
  @discardableResult public static func destroyAll() async throws -> [Self] { try await all().destroyAll() }
}

extension QuerySource {
  /// Loads the records that a condition holds for, and destroys them one by one, with their callbacks.
  ///
  /// ```swift
  /// try await Post.destroyBy { $0.views == 0 }
  /// ```
  ///
  /// - Returns: The destroyed records.
  @discardableResult public func destroyBy(_ condition: (Model.Type) -> Condition) async throws -> [Model] {
    try await relation.where(condition).destroyAll()
  }

  /// Deletes the rows that a condition holds for by one statement; no record is loaded, and no callback runs.
  ///
  /// - Returns: How many rows were deleted.
  @discardableResult public func deleteBy(_ condition: (Model.Type) -> Condition) async throws -> Int {
    try await relation.where(condition).deleteAll()
  }
}

extension RecordProtocol where Self: Record {
  /// Loads the records that a condition holds for, and destroys them one by one, with their callbacks.
  @discardableResult public static func destroyBy(_ condition: (Self.Type) -> Condition) async throws -> [Self] {
    try await all().destroyBy(condition)
  }
  /// Deletes the rows that a condition holds for by one statement, without callbacks.
  @discardableResult public static func deleteBy(_ condition: (Self.Type) -> Condition) async throws -> Int {
    try await all().deleteBy(condition)
  }
}

extension ModelFacts {
  /// Refuses statements that would change rows of a class that can only be read.
  func refuseReadonlyClass() throws {
    if type.isReadonly { throw ModelError(.readonly, model: name, "its rows can only be read: the class says 'isReadonly'") }
  }
}

/// A column and the value it gets: `$0.published.set(true)`.
public struct ColumnAssignment: Sendable {
  let assignment: UpdateStatement.Assignment
}

extension Column where Value: ColumnValue {
  /// The column gets a value.
  public func set(_ value: Value) -> ColumnAssignment { ColumnAssignment(assignment: .init(name, .value(value.databaseValue))) }
}

extension Column where Value: ColumnValue & Numeric {
  /// The column grows by an amount.
  public func increase(by amount: Value) -> ColumnAssignment {
    ColumnAssignment(
      assignment: .init(name, .binary(.column(ColumnReference(.none, name)), .add, .value(amount.databaseValue))))
  }
}

extension Column {
  /// The column grows by an amount; `NULL` counts as 0.
  ///
  /// ```swift
  /// try await Page.where { $0.id == 3 }.updateAll { [$0.visits.increase(by: 1)] }     // var visits: Int?
  /// // UPDATE "pages" SET "visits" = COALESCE("visits", 0) + ? WHERE "pages"."id" = ?
  /// ```
  public func increase<Number: ColumnValue & Numeric>(by amount: Number) -> ColumnAssignment where Value == Number? {
    let counted = SQLExpression.function("COALESCE", [.column(ColumnReference(.none, name)), .raw("0")], distinct: false)
    return ColumnAssignment(assignment: .init(name, .binary(counted, .add, .value(amount.databaseValue))))
  }
}

/// The rows that a statement without joins, order and limit means.
enum BulkConditions {
  static func of(_ core: RelationCore) throws -> [SQLExpression] {
    if let failure = core.failure { throw failure }
    let isPlain =
      core.limit == nil && core.offset == nil && core.joins.isEmpty && core.builtJoins.isEmpty && core.source == nil
      && core.groups.isEmpty && core.commonTables.isEmpty && core.unjoined == nil
    guard !isPlain || core.isDistinct else {
      return core.conditions
    }
    let key = core.column(core.facts.layout.key.name)
    let dialect = try core.facts.database.dialect
    return [.isInSelect(key, try core.statement(dialect, selection: [SQLSelection(key)]))]
  }
}
