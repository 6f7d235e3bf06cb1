// Rows by whether an association has a partner for them.

extension QuerySource {
  /// The records that have a partner in the associations' tables, by inner joins: one row for each pair.
  ///
  /// ```swift
  /// Post.associated(\.author)
  /// // INNER JOIN "authors" ON "authors"."id" = "posts"."author_id" WHERE "authors"."id" IS NOT NULL
  /// ```
  ///
  /// For each record once, whatever the number of partners, ask `where { $0.replies.exists() }`.
  public func associated<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    presence(AssociationNames.of(Model.self, repeat each paths), .inner) { .isNotNull($0) }
  }

  /// The records that have no partner in the associations' tables.
  ///
  /// ```swift
  /// Post.missing(\.author)
  /// // LEFT OUTER JOIN "authors" ON "authors"."id" = "posts"."author_id" WHERE "authors"."id" IS NULL
  /// ```
  public func missing<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    presence(AssociationNames.of(Model.self, repeat each paths), .left) { .isNull($0) }
  }

  private func presence(
    _ chains: [[String]], _ kind: SQLJoin.Kind, _ condition: (SQLExpression) -> SQLExpression
  ) -> Relation<Model> {
    changed { core in
      for names in chains {
        do {
          let facts = try names.reduce(core.facts) { facts, name in
            let reflection = try facts.association(name)
            guard let target = reflection.target.facts else {
              throw reflection.error(
                .polymorphicJoin, "a polymorphic association cannot be joined. Compare its columns: where { $0.\(name)ID.isNil }")
            }
            return target
          }
          core.joins.append(.association(names, kind))
          core.conditions.append(condition(.column(ColumnReference(.path(names), facts.layout.key.name))))
        } catch { core.failure = core.failure ?? error }
      }
    }
  }
}
