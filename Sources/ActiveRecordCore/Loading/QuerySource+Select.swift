// Expressions instead of records, and records with expressions beside them.

extension QuerySource {
  /// Expressions instead of records: rows as typed tuples.
  ///
  /// ```swift
  /// let rows = try await Post.all().group(\.authorID).select { ($0.authorID, $0.views.sum, $0.id.count) }
  /// // SELECT "posts"."author_id", COALESCE(SUM("posts"."views"), 0), COUNT("posts"."id") FROM "posts" GROUP BY "posts"."author_id"
  /// ```
  public func select<each S: Selectable>(
    _ expressions: (Model.Type) -> (repeat each S)
  ) async throws -> [(repeat (each S).Value)] where repeat (each S).Value: ColumnValue {
    let (list, failure) = Selected.expressions(repeat each expressions(Model.self))
    if let failure { throw failure }
    return try Selected.tuples(try await RelationLoader.values(relation.core, list), list, of: Model._facts)
  }

  /// The values of one expression.
  ///
  /// ```swift
  /// let names = try await Author.all().pluck { $0.name.lowercased }
  /// // SELECT LOWER("authors"."name") FROM "authors"
  /// ```
  public func pluck<S: Selectable>(_ expression: (Model.Type) -> S) async throws -> [S.Value] where S.Value: ColumnValue {
    let expression = expression(Model.self)
    if let failure = expression.failure { throw failure }
    let selected = expression.expression, facts = Model._facts
    return try await RelationLoader.values(relation.core, [selected]).map { try selected.read($0[0], as: S.Value.self, in: facts) }
  }

  /// The value of an expression in the first row.
  public func pick<S: Selectable>(_ expression: (Model.Type) -> S) async throws -> S.Value? where S.Value: ColumnValue {
    try await relation.limit(1).pluck(expression).first
  }

  /// The values of several columns in the first row.
  public func pick<First: ColumnValue, Second: ColumnValue, each V: ColumnValue>(
    _ first: KeyPath<Model.Type, Column<First>>, _ second: KeyPath<Model.Type, Column<Second>>,
    _ rest: repeat KeyPath<Model.Type, Column<each V>>
  ) async throws -> (First, Second, repeat each V)? {
    let expressions = Selected.columns(of: Model.self, first, second, repeat each rest)
    let rows = try await RelationLoader.values(relation.limit(1).core, expressions)
    let tuples: [(First, Second, repeat each V)] = try Selected.tuples(rows, expressions, of: Model._facts)
    return tuples.first
  }

  /// The records, each with values that the same query computes.
  ///
  /// ```swift
  /// for (author, posts, views) in try await Author.joins(\.posts).group(\.id).load(with: { ($0.posts.id.count, $0.posts.views.sum) }) {
  ///   print(author.name, posts, views)
  /// }
  /// // SELECT "authors"."id", …, COUNT("posts"."id"), COALESCE(SUM("posts"."views"), 0) FROM "authors" INNER JOIN "posts" … GROUP BY …
  /// ```
  ///
  /// The records are whole, and can be changed and saved.
  public func load<each S: Selectable>(
    with expressions: (Model.Type) -> (repeat each S)
  ) async throws -> [(Model, repeat (each S).Value)] where repeat (each S).Value: ColumnValue {
    let (list, failure) = Selected.expressions(repeat each expressions(Model.self))
    if let failure { throw failure }
    let (records, rows) = try await RelationLoader.records(relation, with: list)
    return try zip(records, rows).map { record, row in
      var values = SelectedRow(row, list, Model._facts)
      return (record, repeat try values.next((each S).Value.self))
    }
  }
}

extension RelationLoader {
  /// The records of a relation with further columns of its query.
  static nonisolated(nonsending) func records<Model: Record>(
    _ relation: Relation<Model>, with expressions: [SQLExpression]
  ) async throws -> (records: [Model], rows: [[DatabaseValue]]) {
    if let failure = relation.core.failure { throw failure }
    let core = try await UnjoinedKeys.resolved(relation.core)
    if core.isNone { return ([], []) }
    let facts = core.facts
    let width = Int32(facts.layout.columns.count)
    let selection = facts.selection + expressions.map { SQLSelection($0) }
    let dialect = try facts.database.dialect
    let statement = try core.statement(dialect, selection: selection)
    var records: [Record] = []
    var values: [[DatabaseValue]] = []
    try await rows(statement, .of(facts, "loaded with values"), about: facts) { row in
      records.append(try facts.record(Row(row)))
      values.append((0..<Int32(expressions.count)).map { row.value(width + $0) })
    }
    if records.count > 1 { LoadContext.adopt(records)?.loadsTogether = try facts.database.configuration.loadsTogether }
    try await finish(records, core, origin: relation.origin, tells: true)
    return (unsafeBitCast(records, to: [Model].self), values)
  }
}
