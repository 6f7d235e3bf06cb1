/// The rows of a query by the values of a column: counts and sums for each.
///
/// ```swift
/// let views = try await Post.all().grouped(by: \.authorID).sum(\.views)      // [Int?: Int]
/// // SELECT "posts"."author_id", COALESCE(SUM("posts"."views"), 0) FROM "posts" GROUP BY "posts"."author_id"
/// ```
public struct Grouped<Model: Record, Key: ColumnValue & Hashable> {
  private let relation: Relation<Model>
  private let key: SQLExpression

  init(_ relation: Relation<Model>, _ key: SQLExpression) {
    self.relation = relation.changed { $0.groups = [key] }
    self.key = key
  }

  /// How many rows each group has.
  public func count() async throws -> [Key: Int] { try await values(.function("COUNT", [.star(.none)], distinct: false)) }
  /// How many rows of each group have a value in a column.
  public func count<V>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> [Key: Int] {
    try await values(.function("COUNT", [Model.self[keyPath: column].expression], distinct: relation.core.isDistinct))
  }
  /// The sum of a column in each group.
  public func sum<V: ColumnValue & Numeric>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> [Key: V] {
    try await values(Model.self[keyPath: column].sum.expression)
  }
  /// The average of a column in each group.
  public func average<V: ColumnValue & Numeric>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> [Key: Double?] {
    try await values(Model.self[keyPath: column].average.expression)
  }
  /// The least value of a column in each group.
  public func minimum<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> [Key: V?] {
    try await values(.function("MIN", [Model.self[keyPath: column].expression], distinct: false))
  }
  /// The greatest value of a column in each group.
  public func maximum<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>) async throws -> [Key: V?] {
    try await values(.function("MAX", [Model.self[keyPath: column].expression], distinct: false))
  }
  /// The groups that fulfil a condition.
  public func having(_ condition: (Model.Type) -> Condition) -> Grouped { Grouped(relation.having(condition), key) }

  private func values<V: ColumnValue>(_ expression: SQLExpression) async throws -> [Key: V] {
    var core = relation.core
    core.isDistinct = false
    var result: [Key: V] = [:]
    for row in try await RelationLoader.values(core, [key, expression]) {
      result[try Key(databaseValue: row[0])] = try V(databaseValue: row[1])
    }
    return result
  }
}

extension QuerySource {
  /// The rows by the values of a column, for counts and sums.
  public func grouped<V: ColumnValue & Hashable>(by column: KeyPath<Model.Type, Column<V>>) -> Grouped<Model, V> {
    Grouped(relation, Model.self[keyPath: column].expression)
  }

  /// The rows by a computed value, for counts and sums.
  ///
  /// ```swift
  /// let byInitial = try await Author.all().grouped { $0.name.lowercased }.count()
  /// ```
  public func grouped<S: Selectable>(by expression: (Model.Type) -> S) -> Grouped<Model, S.Value> where S.Value: ColumnValue & Hashable {
    let expression = expression(Model.self)
    return Grouped(relation.changed { $0.failure = $0.failure ?? expression.failure }, expression.expression)
  }
}
