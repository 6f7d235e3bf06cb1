// Columns of a join table that has no model.

extension ManyAssociation {
  /// The members of a has_and_belongs_to_many, each with a further column of the table that joins them.
  ///
  /// ```swift
  /// for (topic, place) in try await post.topics.load(withJoinColumn: "place", as: Int.self) { … }
  /// // SELECT "topics"."id", …, "posts_topics"."place" FROM "topics" INNER JOIN "posts_topics" ON … WHERE "posts_topics"."post_id" = ?
  /// ```
  ///
  /// The records are read-only, and the collection is not loaded by it. Rows in between that have more to say than two keys deserve a model:
  /// declare it, and a `@HasMany` that goes `.through` it; ``ModelGraph/advice(_:in:)`` finds such tables.
  ///
  /// - Throws: ``AssociationError`` where the association has no such table.
  public func load<V: ColumnValue>(withJoinColumn name: String, as type: V.Type) async throws -> [(Element, V)] {
    guard reflection.kind == .hasAndBelongsToMany else {
      throw reflection.error(
        .noJoinTable, "only a @HasAndBelongsToMany has rows in between without a model. Read the column of the model in between")
    }
    if !isLoaded { try StrictLoading.check(owner, reflection) }
    let table = try AssociationQuery.ownerColumn(reflection).table
    let column = SQLExpression.column(ColumnReference(table, name))
    let (records, rows) = try await RelationLoader.records(relation.readonly(), with: [column])
    return try zip(records, rows).map { record, row in (record, try V(databaseValue: row.first ?? .null)) }
  }
}

extension AssociationError.Code {
  /// The association has no table of pairs.
  static let noJoinTable = AssociationError.Code("no join table")
}
