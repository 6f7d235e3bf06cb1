/// Loads values that are computed from the associations of records: one query for all records and all values.
///
/// ```sql
/// SELECT "authors"."id", (SELECT COUNT(*) FROM "posts" WHERE "posts"."author_id" = "authors"."id") FROM "authors" WHERE "authors"."id" IN (…)
/// ```
enum AggregateLoad {
  /// Computes values for records and keeps them with their load context.
  static nonisolated(nonsending) func run(_ expressions: [SQLExpression], on records: [Record], _ facts: ModelFacts) async throws {
    var rest: [Record] = []
    for record in records where record.isPersisted {
      if record._context == nil { _ = LoadContext.adopt([record]) }
      rest.append(record)
    }
    if rest.isEmpty { return }
    let count = rest.count
    let cause = QueryCause("\(facts.name), values of associations, for \(QueryCause.records(count))")
    let values = try await fetch(expressions, rest, facts, cause)
    for record in rest {
      guard let context = record._context else { continue }
      let columns = context.computedColumns
      for (position, expression) in expressions.enumerated() {
        var column = columns.loaded[expression] ?? ContiguousArray(repeating: nil, count: context.peers.count)
        columns.loaded[expression] = nil
        column[Int(record._slot)] = values[record]?[position]
        columns.loaded[expression] = column
      }
    }
  }

  /// The values of expressions, for each of the records.
  static nonisolated(nonsending) func fetch(
    _ expressions: [SQLExpression], _ records: [Record], _ facts: ModelFacts, _ cause: QueryCause
  ) async throws -> Found {
    var index = KeyIndex(integers: facts.layout.key.kind == .integer, capacity: records.count)
    for record in records { _ = index.position(adding: record.keyValue) }
    let dialect = try facts.database.dialect, width = facts.layout.keyParts.count
    var rows = ContiguousArray<[DatabaseValue]?>(repeating: nil, count: index.count)
    for piece in index.queries(maximum: dialect.maximumKeys) {
      var core = RelationCore(facts.root)
      let key = core.column(facts.layout.key.name)
      core.conditions.append(piece.among(key))
      let statement = try core.statement(dialect, selection: SQLSelection.each(key) + expressions.map { SQLSelection($0) })
      try await RelationLoader.rows(statement, cause, about: facts) { row in
        guard let position = index.position(of: row.key(0, width)) else { return }
        rows[Int(position)] = expressions.indices.map { row.value(Int32(width + $0)) }
      }
    }
    return Found(index: index, rows: rows)
  }

  /// Values by the keys of records.
  struct Found {
    let index: KeyIndex
    let rows: ContiguousArray<[DatabaseValue]?>

    subscript(record: Record) -> [DatabaseValue]? { index.position(of: record.keyValue).flatMap { rows[Int($0)] } }
  }
}

extension AssociationQuery.Keys {
  /// The column has one of the keys.
  func among(_ column: SQLExpression) -> SQLExpression {
    switch self {
    case .one(let value): column.equals(value)
    case .integers(let integers): integers.count == 1 ? column.equals(.int(integers[0])) : .isInIntegers(column, integers)
    case .values(let values): column.isAmong(values)
    }
  }
}

extension LoadContext {
  /// The values that were computed for the records, made on first use.
  var computedColumns: ComputedColumns {
    if let computed { return computed }
    let made = ComputedColumns()
    computed = made
    return made
  }
}

extension QuerySource {
  /// The records with values that the database computes from their associations: by one more query, whatever the number of records.
  ///
  /// ```swift
  /// for author in try await Author.with(\.posts.count, \.posts.views.sum).load() {
  ///   print(author.name, try author.loaded(\.posts.count), try author.loaded(\.posts.views.sum))
  /// }
  /// // SELECT "authors"."id", (SELECT COUNT(*) FROM "posts" WHERE "posts"."author_id" = "authors"."id"), … WHERE "authors"."id" IN (…)
  /// ```
  public func with<V, each Rest>(
    _ first: KeyPath<Model.Type, Computed<V>>, _ rest: repeat KeyPath<Model.Type, Computed<each Rest>>
  ) -> Relation<Model> {
    var values: [(SQLExpression, (any Error)?)] = [Aggregates.expression(Model.self[keyPath: first], Model._facts)]
    for path in repeat each rest { values.append(Aggregates.expression(Model.self[keyPath: path], Model._facts)) }
    return changed { core in
      for (expression, failure) in values {
        core.failure = core.failure ?? failure
        if !core.aggregates.contains(expression) { core.aggregates.append(expression) }
      }
    }
  }

  /// The records with a value that the database computes from their associations.
  ///
  /// ```swift
  /// let authors = try await Author.all().with { $0.posts.count { $0.views > 10 } }.load()
  /// let popular = try authors[0].loaded { $0.posts.count { $0.views > 10 } }
  /// ```
  public func with<V>(_ value: (Model.Type) -> Computed<V>) -> Relation<Model> {
    let (expression, failure) = Aggregates.expression(value(Model.self), Model._facts)
    return changed { core in
      core.failure = core.failure ?? failure
      if !core.aggregates.contains(expression) { core.aggregates.append(expression) }
    }
  }
}

extension RecordProtocol where Self: Record {
  /// A value that was loaded with the record; see ``QuerySource/with(_:_:)``.
  ///
  /// - Throws: ``AssociationError`` where the value was not loaded.
  public func loaded<V: ColumnValue>(_ value: KeyPath<Self.Type, Computed<V>>) throws -> V {
    try loaded { $0[keyPath: value] }
  }

  /// A value that was loaded with the record.
  public func loaded<V: ColumnValue>(_ value: (Self.Type) -> Computed<V>) throws -> V {
    let (expression, failure) = Aggregates.expression(value(Self.self), Self._facts)
    if let failure { throw failure }
    guard let known = _context?.computed?.loaded[expression]?[Int(_slot)] else {
      throw AssociationError(
        .notLoaded, model: Self._facts.name, association: "",
        "the value was not loaded with the record. Ask for it with the records: \(Self._facts.name).with(…)")
    }
    return try V(databaseValue: known)
  }

  /// The records with values that the database computes from their associations; see ``QuerySource/with(_:_:)``.
  public static func with<V, each Rest>(
    _ first: KeyPath<Self.Type, Computed<V>>, _ rest: repeat KeyPath<Self.Type, Computed<each Rest>>
  ) -> Relation<Self> { all().with(first, repeat each rest) }
}
