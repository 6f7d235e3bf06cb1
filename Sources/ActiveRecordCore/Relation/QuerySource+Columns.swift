// Conditions by column and value, and lists of records.

extension QuerySource {
  /// The records whose column has a value; `nil` asks for `NULL`.
  ///
  /// ```swift
  /// Post.where(\.title, "Hello").where(\.reviewerID, nil)
  /// // WHERE "posts"."title" = ? AND "posts"."reviewer_id" IS NULL
  /// ```
  public func `where`<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>, _ value: V) -> Relation<Model> {
    `where` { $0[keyPath: column] == value }
  }

  /// The records whose column has one of the values.
  ///
  /// ```swift
  /// Post.where(\.title, in: ["Hello", "World"])
  /// // WHERE "posts"."title" IN (?, ?)
  /// ```
  public func `where`<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>, in values: some Sequence<V>) -> Relation<Model> {
    let values = Array(values)
    return `where` { $0[keyPath: column].isIn(values) }
  }

  /// The records other than these.
  ///
  /// ```swift
  /// Post.all().excluding(first, second)
  /// // WHERE "posts"."id" NOT IN (?, ?)
  /// ```
  public func excluding(_ records: Model...) -> Relation<Model> { excluding(records) }

  /// The records other than these.
  public func excluding(_ records: some Sequence<Model>) -> Relation<Model> {
    let keys = records.map(\.keyValue).filter { !$0.isNull }
    if keys.isEmpty { return relation }
    return changed { $0.conditions.append(.not($0.column($0.facts.layout.key.name).isAmong(keys))) }
  }

  /// The records whose column has one of the values, in the order of the values.
  ///
  /// ```swift
  /// Post.all().inOrder(of: \.status, [.draft, .published])
  /// // WHERE "posts"."status" IN (?, ?) ORDER BY CASE WHEN "posts"."status" = ? THEN 0 WHEN "posts"."status" = ? THEN 1 END ASC
  /// ```
  ///
  /// - Parameter keepingOthers: Whether records with other values stay, after those that are named.
  public func inOrder<V: ColumnValue>(
    of column: KeyPath<Model.Type, Column<V>>, _ values: [V], keepingOthers: Bool = false
  ) -> Relation<Model> {
    let expression = Model.self[keyPath: column].expression
    let values = values.map(\.databaseValue)
    if values.isEmpty { return keepingOthers ? relation : relation.none() }
    let branches = values.enumerated().map { SQLChoice(expression.equals($1), .raw(SQL(raw: String($0)))) }
    let last = keepingOthers ? SQLExpression.raw(SQL(raw: String(values.count))) : nil
    return changed { core in
      if !keepingOthers { core.conditions.append(expression.isAmong(values)) }
      core.orders.append(SQLOrdering(.choice(branches, otherwise: last)))
    }
  }
}
