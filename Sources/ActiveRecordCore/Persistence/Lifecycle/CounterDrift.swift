#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A counter that does not say how many there are.
public struct CounterDrift: Sendable, Hashable, CustomStringConvertible {
  /// The association that counts: `Post.author`.
  public let association: String
  /// The model and the property that hold the counter: `Author.postsCount`.
  public let counter: String
  /// The key of the row with the counter.
  public let key: DatabaseValue
  /// What the counter says.
  public let stored: Int
  /// How many there are.
  public let actual: Int

  /// `Author.postsCount of 5: 3, but there are 4`
  public var description: String { "\(counter) of \(key.shown): \(stored), but there are \(actual)" }
}

extension RecordProtocol where Self: Record {
  /// The counters of this model's parents that do not say how many of its records there are.
  ///
  /// ```swift
  /// for drift in try await Post.counterCacheDrift() { print(drift) }
  /// // SELECT "authors"."id", "authors"."posts_count", (SELECT COUNT(*) FROM "posts" WHERE …) FROM "authors" WHERE …
  /// ```
  ///
  /// One query for each association with a counter cache.
  public static func counterCacheDrift() async throws -> [CounterDrift] {
    var found: [CounterDrift] = []
    for reflection in SavePlan.of(_facts).counted {
      for parent in try CounterAudit.parents(of: reflection) { found += try await CounterAudit(reflection, parent).drift() }
    }
    return found
  }

  /// Sets the counters that are wrong to what they should say, in one transaction.
  ///
  /// - Returns: What was wrong.
  @discardableResult public static func mendCounterCaches() async throws -> [CounterDrift] {
    try await _facts.database.transaction {
      var mended: [CounterDrift] = []
      for reflection in SavePlan.of(_facts).counted {
        for parent in try CounterAudit.parents(of: reflection) {
          let audit = try CounterAudit(reflection, parent)
          let drift = try await audit.drift()
          for one in drift { try await audit.set(one.key, to: one.actual) }
          mended += drift
        }
      }
      return mended
    }
  }

  /// Counts the members of a collection anew, and writes the counter of this row: Rails' `reset_counters`.
  ///
  /// ```swift
  /// try await author.resetCounter(of: \.posts)
  /// // SELECT COUNT(*) FROM "posts" WHERE "posts"."author_id" = ?
  /// // UPDATE "authors" SET "posts_count" = ? WHERE "authors"."id" = ?
  /// ```
  ///
  /// Where the record has the right number already, its row is asked, and written only if it says another one.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - touch: Whether `updatedAt` (or `updatedOn`) is set to now, too, by the same statement.
  ///   - columns: Other columns that get the time; naming one means touching.
  /// - Throws: ``ModelError`` where the collection has no counter.
  public func resetCounter<Element: Record>(
    of association: KeyPath<Self.Type, ToMany<Element>>, touch: Bool = false, _ columns: KeyPath<Self.Type, Column<Date?>>...
  ) async throws {
    let reflection = try facts.association(Self.self[keyPath: association].names.last ?? "")
    // Through a join model its records are what is counted.
    let counted = try reflection.resolved().through ?? reflection
    guard let counting = try counted.resolved().inverse, let index = counting.counter(in: facts) else {
      throw ModelError(
        .unsupported, model: facts.name, member: reflection.name,
        "nothing counts its members. Name the counter where the key is held: @BelongsTo … = .belongs(counterCache: \\.…Count)")
    }
    let count = try await RelationLoader.count(AssociationQuery.relation(counted, owner: self))
    var values: [(index: Int, value: DatabaseValue)] = [(index, .int(Int64(count)))]
    if touch || !columns.isEmpty, !Touching.isSpared(facts) {
      let now = DatabaseValue.date(RecordClock.now)
      var times = Set(columns.map { Self.self[keyPath: $0].index })
      times.formUnion(SavePlan.of(facts).updatedAt)
      values += times.sorted().map { ($0, now) }
    }
    let audit = try CounterAudit(counting, facts)
    if values.count == 1, _value(index) == values[0].value, try await audit.says(values[0].value, self) { return }
    try await facts.database.transaction { try await audit.write(values, to: self) }
  }
}

/// Compares the counters of a class with what they count.
struct CounterAudit {
  let reflection: AssociationReflection
  let parent: ModelFacts
  private let counter: ColumnFacts
  private let targetKey: ColumnFacts
  private let resolved: AssociationResolution

  init(_ reflection: AssociationReflection, _ parent: ModelFacts) throws {
    self.reflection = reflection
    self.parent = parent
    resolved = try reflection.resolved()
    counter = parent.layout.columns[reflection.counter(in: parent) ?? 0]
    targetKey = parent.layout.column(at: reflection.targetKey(in: parent))
  }

  /// The classes that hold the counter: for a polymorphic association those with a column of its name.
  static func parents(of reflection: AssociationReflection) throws -> [ModelFacts] {
    switch reflection.target {
    case .model(let type): [type._facts.root]
    case .closed(let types): types.map { $0._facts.root }.filter { reflection.counter(in: $0) != nil }
    case .open: []
    }
  }

  /// The rows whose counter is wrong.
  nonisolated(nonsending) func drift() async throws -> [CounterDrift] {
    try reflection.requireOneDatabase(resolved.hops, from: reflection.owner)
    let stored = SQLExpression.function("COALESCE", [column(counter), .raw("0")], distinct: false)
    let actual = SQLExpression.select(count)
    var statement = SelectStatement(from: .table(parent.tableName, alias: nil))
    statement.selection = SQLSelection.each(column(parent.layout.key)) + [SQLSelection(stored), SQLSelection(actual)]
    let width = parent.layout.keyParts.count
    statement.conditions = [.binary(stored, .notEqual, actual)]
    statement.orders = [SQLOrdering(column(parent.layout.key))]
    var found: [CounterDrift] = []
    try await RelationLoader.rows(statement, QueryCause("\(reflection.path), counters compared"), about: parent) { row in
      found.append(
        CounterDrift(
          association: reflection.path, counter: "\(parent.name).\(counter.property)", key: row.key(0, width),
          stored: Int(row.int64(Int32(width))),
          actual: Int(row.int64(Int32(width + 1)))))
    }
    return found
  }

  /// How many rows point at a row of the parent's.
  private var count: SelectStatement {
    let facts = reflection.owner.root
    var count = SelectStatement(from: .table(facts.tableName, alias: "counted"))
    count.selection = [SQLSelection(.function("COUNT", [.star(.none)], distinct: false))]
    let key = SQLExpression.column(ColumnReference(.alias("counted"), facts.layout.column(at: resolved.ownerKey).name))
    count.conditions = [.binary(key, .equal, column(targetKey))]
    if reflection.isPolymorphic, let typeKey = resolved.typeKey {
      let type = SQLExpression.column(ColumnReference(.alias("counted"), facts.layout.columns[typeKey].name))
      count.conditions.append(type.equals(.text(parent.root.storedName)))
    }
    return count
  }

  private func column(_ facts: ColumnFacts) -> SQLExpression { .column(ColumnReference(.table(parent.tableName), facts.name)) }

  /// Whether the row of a parent has a number in its counter.
  nonisolated(nonsending) func says(_ count: DatabaseValue, _ record: Record) async throws -> Bool {
    var statement = SelectStatement(from: .table(parent.tableName, alias: nil))
    statement.selection = [SQLSelection(column(counter))]
    statement.conditions = [column(parent.layout.key).equals(record.originalKey), column(counter).equals(count)]
    var isRight = false
    try await RelationLoader.rows(statement, QueryCause("\(reflection.path), counter compared"), about: parent) { _ in isRight = true }
    return isRight
  }

  /// Writes columns of a parent, and of its row by one statement; they are no changes of the user's.
  nonisolated(nonsending) func write(_ values: [(index: Int, value: DatabaseValue)], to record: Record) async throws {
    let participant = RecordParticipant.join(record)
    for value in values { participant?.keep(value.index) }
    let row = SQLExpression.column(ColumnReference(.root, parent.layout.key.name)).equals(record.originalKey)
    let assignments = values.map { UpdateStatement.Assignment(parent.layout.columns[$0.index].name, .value($0.value)) }
    let statement = UpdateStatement(parent.tableName, set: assignments, where: [row])
    try await RowWriter.write(statement.rendered(parent.database.dialect), of: parent, QueryCause("\(reflection.path), counter mended"))
    for value in values {
      try record._assign(value.index, value.value)
      record.changeApplied(value.index)
    }
  }

  /// Writes a counter.
  nonisolated(nonsending) func set(_ key: DatabaseValue, to count: Int) async throws {
    let row = SQLExpression.column(ColumnReference(.root, parent.layout.key.name)).equals(key)
    let statement = UpdateStatement(parent.tableName, set: [.init(counter.name, .value(.int(Int64(count))))], where: [row])
    try await RowWriter.write(statement.rendered(parent.database.dialect), of: parent, QueryCause("\(reflection.path), counter mended"))
  }
}
