extension QuerySource {
  /// How many rows there are, asked of the database.
  public func count() async throws -> Int { try await RelationLoader.count(relation.core) }
  /// How many rows have a value in a column.
  public func count<V>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> Int {
    try await RelationLoader.count(relation.core, column: Model.self[keyPath: column].expression)
  }

  /// The values of one column.
  ///
  /// ```swift
  /// let titles = try await Post.where { $0.views > 10 }.pluck(\.title)
  /// // SELECT "posts"."title" FROM "posts" WHERE …
  /// ```
  public func pluck<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> [V] {
    let expression = Model.self[keyPath: column].expression
    let facts = Model._facts
    return try await RelationLoader.values(relation.core, [expression]).map { try expression.read($0[0], as: V.self, in: facts) }
  }

  /// The values of several columns, as tuples.
  public func pluck<each V: ColumnValue>(
    _ columns: repeat KeyPath<Model.Type, Column<each V>>
  ) async throws -> [(repeat each V)] {
    try await select(repeat each columns)
  }

  /// Columns instead of records: rows as typed tuples.
  ///
  /// ```swift
  /// for (title, views) in try await Post.all().select(\.title, \.views) { … }
  /// // SELECT "posts"."title", "posts"."views" FROM "posts"
  /// ```
  public func select<each V: ColumnValue>(
    _ columns: repeat KeyPath<Model.Type, Column<each V>>
  ) async throws -> [(repeat each V)] {
    let expressions = Selected.columns(of: Model.self, repeat each columns)
    return try Selected.tuples(try await RelationLoader.values(relation.core, expressions), expressions, of: Model._facts)
  }

  /// The value of a column in the first row.
  public func pick<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> V? {
    let expression = Model.self[keyPath: column].expression
    return try await RelationLoader.values(relation.limit(1).core, [expression]).first.map {
      try expression.read($0[0], as: V.self, in: Model._facts)
    }
  }

  /// The sum of a column; 0 where there are no rows.
  public func sum<V: ColumnValue & Numeric>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> V {
    let value = try await RelationLoader.aggregate("SUM", Model.self[keyPath: column].expression, relation.core)
    return value.isNull ? 0 : try V(databaseValue: value)
  }

  /// The average of a column, or `nil` where there are no rows.
  public func average<V: ColumnValue & Numeric>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> Double? {
    try Double?(databaseValue: await RelationLoader.aggregate("AVG", Model.self[keyPath: column].expression, relation.core))
  }

  /// The least value of a column, or `nil` where there are no rows.
  public func minimum<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> V? {
    try V?(databaseValue: await RelationLoader.aggregate("MIN", Model.self[keyPath: column].expression, relation.core))
  }

  /// The greatest value of a column, or `nil` where there are no rows.
  public func maximum<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> V? {
    try V?(databaseValue: await RelationLoader.aggregate("MAX", Model.self[keyPath: column].expression, relation.core))
  }

  /// How many rows each value of a column has.
  public func counts<V: ColumnValue & Hashable>(by column: KeyPath<Model.Type, Column<V>>) async throws -> [V: Int] {
    let expression = Model.self[keyPath: column].expression
    var core = relation.core
    core.groups = [expression]
    var result: [V: Int] = [:]
    for row in try await RelationLoader.values(core, [expression, .function("COUNT", [.star(.none)], distinct: false)]) {
      result[try V(databaseValue: row[0])] = try Int(databaseValue: row[1])
    }
    return result
  }
}
