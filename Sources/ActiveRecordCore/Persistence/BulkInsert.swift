// Many rows by one statement, without validations and callbacks.

extension RecordProtocol where Self: Record {
  /// Inserts rows for new records by one statement; no validation and no callback runs.
  ///
  /// ```swift
  /// try await Post.insertAll([Post(title: "a"), Post(title: "b")])
  /// // INSERT INTO "posts" ("title", "views") VALUES (?, ?), (?, ?)
  /// ```
  ///
  /// The records stay as they are: they do not learn their keys, and are thrown away. Timestamps are filled in. A long list goes in several
  /// statements, in one transaction.
  ///
  /// - Parameter skippingDuplicates: Whether rows whose key or unique columns are there already are left out; otherwise they are an error.
  /// - Returns: How many rows were inserted.
  @discardableResult public static func insertAll(_ records: [Self], skippingDuplicates: Bool = false) async throws -> Int {
    try await BulkInsert(_facts, records).run(skippingDuplicates ? .skip : .fail)
  }

  /// Inserts rows for new records, or updates the rows that are there already, by one statement; no validation and no callback runs.
  ///
  /// ```swift
  /// try await Page.upsertAll(pages, recognizedBy: [\.slug], updating: [\.title])
  /// // INSERT INTO "pages" ("slug", "title") VALUES (?, ?) ON CONFLICT ("slug") DO UPDATE SET "title" = excluded."title"
  /// ```
  ///
  /// - Parameters:
  ///   - records: New records.
  ///   - columns: The columns, with a unique index over them, that a row is recognized by; the key where none are named.
  ///   - updated: The columns that known rows take over; all that were set but those, the key and `created_at`, where none are named.
  /// - Returns: How many rows were inserted or changed, as the engine counts.
  @discardableResult public static func upsertAll(
    _ records: [Self], recognizedBy columns: [PartialKeyPath<Self.Type>] = [],
    updating updated: [PartialKeyPath<Self.Type>] = []
  ) async throws -> Int {
    func indexes(_ paths: [PartialKeyPath<Self.Type>]) -> [Int] {
      paths.compactMap { (Self.self[keyPath: $0] as? any ColumnProtocol)?.index }
    }
    let bulk = try BulkInsert(_facts, records)
    return try await bulk.run(bulk.update(recognizedBy: indexes(columns), updating: indexes(updated)))
  }
}

/// The rows of new records, as statements.
struct BulkInsert {
  private let facts: ModelFacts
  private let indexes: [Int]
  private let rows: [[DatabaseValue]]

  init(_ facts: ModelFacts, _ records: [Record]) throws {
    self.facts = facts
    let plan = SavePlan.of(facts)
    for record in records { try Timestamps.set(plan.createdAt + plan.updatedAt, on: record) }
    var used: Set<Int> = []
    for record in records {
      for index in facts.ownIndexes where facts.isSet(record, index) && Self.isWritten(record, index, facts) { used.insert(index) }
      if let missing = facts.ownIndexes.first(where: { plan.required.contains($0) && !facts.isSet(record, $0) }) {
        let property = facts.layout.columns[missing].property
        throw ModelError(.attributeNotSet, model: facts.name, member: property, "it was never set. Assign it before the rows are inserted")
      }
    }
    let columns = used.sorted()
    indexes = columns
    rows = records.map { record in
      columns.map { $0 == facts.layout.typeIndex ? record.facts.storedType : $0 == 0 ? record.keyValue : record._value($0) }
    }
  }

  /// Whether a column of a new record has something to say.
  private static func isWritten(_ record: Record, _ index: Int, _ facts: ModelFacts) -> Bool {
    if index == facts.layout.typeIndex { return true }
    if index == 0 { return !record.keyValue.isNull }
    return facts.layout.columns[index].hasDefault || !record._value(index).isNull
  }

  /// What known rows take over.
  func update(recognizedBy target: [Int], updating updated: [Int]) -> InsertStatement.Conflict {
    let target = target.isEmpty ? [0] : target
    let created = SavePlan.of(facts).createdAt
    let kept = updated.isEmpty ? indexes.filter { $0 != 0 && !target.contains($0) && !created.contains($0) } : updated
    let touched = SavePlan.of(facts).updatedAt.filter { indexes.contains($0) && !kept.contains($0) }
    let columns = (kept + touched).map(name)
    return columns.isEmpty ? .skip : .update(target: target.map(name), columns: columns)
  }

  private func name(_ index: Int) -> String { facts.layout.columns[index].name }

  nonisolated(nonsending) func run(_ conflict: InsertStatement.Conflict) async throws -> Int {
    if rows.isEmpty { return 0 }
    let database = try Database.current
    let pieces = rows.chunked(Swift.max(1, database.dialect.maximumBindings / Swift.max(1, indexes.count)))
    if pieces.count == 1 { return try await insert(pieces[0], conflict, database.dialect) }
    return try await database.transaction {
      var count = 0
      for piece in pieces { count += try await insert(piece, conflict, database.dialect) }
      return count
    }
  }

  private nonisolated(nonsending) func insert(
    _ rows: [[DatabaseValue]], _ conflict: InsertStatement.Conflict, _ dialect: Dialect
  ) async throws -> Int {
    let statement = InsertStatement(into: facts.tableName, columns: indexes.map(name), rows: rows, conflict: conflict)
    do { return try await RowWriter.write(statement.rendered(dialect), .of(facts, "inserted in bulk")) } catch {
      throw facts.explain(error)
    }
  }
}
