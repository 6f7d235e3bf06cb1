// Orders, groups, and what stands around a query.

extension QuerySource {
  /// The records in this order instead of the ones before.
  public func reorder(_ orderings: (Model.Type) -> [Ordering]) -> Relation<Model> {
    let orderings = orderings(Model.self).map(\.ordering)
    return changed { $0.orders = orderings }
  }

  /// The records ordered by a column instead of the orders before.
  public func reorder<V>(_ column: KeyPath<Model.Type, Column<V>>) -> Relation<Model> {
    let expression = Model.self[keyPath: column].expression
    return changed { $0.orders = [SQLOrdering(expression)] }
  }

  /// The records in an order of hand-written SQL instead of the orders before.
  public func reorder(_ sql: SQL) -> Relation<Model> { changed { $0.orders = [SQLOrdering(.raw(sql))] } }

  /// The rows grouped by several columns.
  ///
  /// ```swift
  /// try await Post.all().group(\.authorID, \.published).select { ($0.authorID, $0.published, $0.id.count) }
  /// // … GROUP BY "posts"."author_id", "posts"."published"
  /// ```
  public func group<First, Second, each V>(
    _ first: KeyPath<Model.Type, Column<First>>, _ second: KeyPath<Model.Type, Column<Second>>,
    _ rest: repeat KeyPath<Model.Type, Column<each V>>
  ) -> Relation<Model> {
    var expressions = [Model.self[keyPath: first].expression, Model.self[keyPath: second].expression]
    for column in repeat each rest { expressions.append(Model.self[keyPath: column].expression) }
    return changed { $0.groups += expressions }
  }

  /// The rows grouped by a computed value.
  ///
  /// ```swift
  /// Author.all().group { $0.name.lowercased }
  /// // GROUP BY LOWER("authors"."name")
  /// ```
  public func group<S: Selectable>(_ expression: (Model.Type) -> S) -> Relation<Model> {
    let expression = expression(Model.self)
    return changed { core in
      core.failure = core.failure ?? expression.failure
      core.groups.append(expression.expression)
    }
  }

  /// The groups that fulfil a condition.
  ///
  /// ```swift
  /// Post.all().group(\.authorID).having { $0.id.count > 3 }
  /// // GROUP BY "posts"."author_id" HAVING COUNT("posts"."id") > ?
  /// ```
  public func having(_ condition: (Model.Type) -> Condition) -> Relation<Model> {
    let condition = condition(Model.self)
    return changed { core in
      core.failure = core.failure ?? condition.failure
      core.havings.append(condition.expression)
    }
  }

  /// Says that hand-written SQL speaks of the tables of included associations: they are then loaded by one query with joins.
  ///
  /// ```swift
  /// Author.includes(\.posts).where("posts.views > \(10)").references(\.posts)
  /// ```
  public func references<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    let names = AssociationNames.of(Model.self, repeat each paths)
    return changed { core in for path in names { core.references.insert(path.joined(separator: ".")) } }
  }

  /// Hints for the engine's optimizer; an engine that takes none never sees them.
  ///
  /// ```swift
  /// Post.all().hints("SeqScan(posts)")
  /// // SELECT /*+ SeqScan(posts) */ …
  /// ```
  public func hints(_ hints: String...) -> Relation<Model> { changed { $0.hints += hints } }

  /// A comment that the database's own log shows with the statement.
  ///
  /// ```swift
  /// Post.all().annotated("nightly report")
  /// // SELECT … FROM "posts" /* nightly report */
  /// ```
  public func annotated(_ comments: String...) -> Relation<Model> { changed { $0.annotations += comments } }

  /// Records whose associations may not be loaded lazily: it must be said beforehand what is needed.
  ///
  /// ```swift
  /// let posts = try await Post.strictLoading().includes(\.author).load()
  /// try await posts[0].replies.load()      // throws, with the line to add
  /// ```
  ///
  /// What is loaded with the records is strict too.
  public func strictLoading(_ mode: StrictLoadingMode = .all) -> Relation<Model> { changed { $0.strict = mode } }
}
