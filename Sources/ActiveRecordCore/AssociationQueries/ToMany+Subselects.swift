// Questions about an association inside the conditions of a query: each is a query of its own there, and joins nothing.

extension AssociationPath {
  /// Makes an expression; what is wrong with the association is thrown when the query is run.
  private func asking(
    _ condition: Condition?, _ make: (AssociationSubselect) throws -> SQLExpression
  ) -> (SQLExpression, (any Error)?) {
    do {
      let targets = try AssociationSubselect(root, names, where: condition)
      return (try make(targets), targets.core.failure)
    } catch { return (.constant(false), error) }
  }

  fileprivate func exists(_ condition: Condition?) -> Condition {
    let (expression, failure) = asking(condition) { try $0.exists() }
    return Condition(expression, failure: failure)
  }

  fileprivate func aggregate<V>(_ function: String, _ column: SQLExpression?, _ condition: Condition? = nil) -> Computed<V> {
    let (expression, failure) = asking(condition) { try $0.aggregate(function, column) }
    return Computed(expression, failure: failure)
  }
}

extension ToMany {
  /// How many there are, for each row of the query.
  ///
  /// ```swift
  /// Author.where { $0.posts.count >= 3 }
  /// // WHERE (SELECT COUNT(*) FROM "posts" WHERE "posts"."author_id" = "authors"."id") >= ?
  /// let authors = try await Author.with(\.posts.count).load()
  /// ```
  public var count: Computed<Int> { aggregate("COUNT", nil) }

  /// How many fulfil a condition, for each row of the query.
  ///
  /// ```swift
  /// Author.where { $0.posts.count { $0.views > 10 } >= 3 }
  /// ```
  public func count(where condition: (Target.Type) -> Condition) -> Computed<Int> { aggregate("COUNT", nil, condition(Target.self)) }

  /// Whether there is one.
  ///
  /// ```swift
  /// Author.where { $0.posts.exists() }
  /// // WHERE EXISTS (SELECT 1 FROM "posts" WHERE "posts"."author_id" = "authors"."id")
  /// Author.where { !$0.posts.exists() }
  /// ```
  public func exists() -> Condition { exists(nil as Condition?) }

  /// Whether there is one that fulfils a condition.
  ///
  /// ```swift
  /// Author.where { $0.posts.exists { $0.views > 10 } }
  /// // WHERE EXISTS (SELECT 1 FROM "posts" WHERE "posts"."author_id" = "authors"."id" AND "posts"."views" > ?)
  /// ```
  public func exists(where condition: (Target.Type) -> Condition) -> Condition { exists(condition(Target.self)) }

  /// The sum of a column, 0 where there are none, for each row of the query.
  public func sum<V: ColumnValue & Numeric>(_ column: KeyPath<Target.Type, Column<V>>) -> Computed<V> {
    let sum: Computed<V> = aggregate("SUM", Target.self[keyPath: column].expression)
    return Computed(.function("COALESCE", [sum.expression, .raw("0")], distinct: false), failure: sum.failure)
  }
  /// The average of a column, for each row of the query.
  public func average<V: ColumnValue & Numeric>(_ column: KeyPath<Target.Type, Column<V>>) -> Computed<Double?> {
    aggregate("AVG", Target.self[keyPath: column].expression)
  }
  /// The least value of a column, for each row of the query.
  public func minimum<V: ColumnValue>(_ column: KeyPath<Target.Type, Column<V>>) -> Computed<V?> {
    aggregate("MIN", Target.self[keyPath: column].expression)
  }
  /// The greatest value of a column, for each row of the query.
  public func maximum<V: ColumnValue>(_ column: KeyPath<Target.Type, Column<V>>) -> Computed<V?> {
    aggregate("MAX", Target.self[keyPath: column].expression)
  }
}

extension ToOne where Target: Record {
  /// Whether there is one.
  ///
  /// ```swift
  /// Author.where { !$0.profile.exists() }
  /// // WHERE NOT (EXISTS (SELECT 1 FROM "profiles" WHERE "profiles"."author_id" = "authors"."id"))
  /// ```
  public func exists() -> Condition { exists(nil as Condition?) }

  /// Whether there is one that fulfils a condition.
  public func exists(where condition: (Target.Type) -> Condition) -> Condition { exists(condition(Target.self)) }
}
