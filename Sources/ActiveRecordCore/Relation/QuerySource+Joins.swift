extension QuerySource {
  /// The records that have a partner in the associations' tables, one row for each pair.
  ///
  /// ```swift
  /// Post.joins(\.author, \.replies).where { $0.author.name == "Ada" }
  /// // INNER JOIN "authors" ON … INNER JOIN "replies" ON … WHERE "authors"."name" = ?
  /// ```
  public func joins<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    joining(.inner, AssociationNames.of(Model.self, repeat each paths))
  }

  /// The records, with their partners in the associations' tables where there are any.
  public func leftJoins<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    joining(.left, AssociationNames.of(Model.self, repeat each paths))
  }

  /// The records joined by hand-written SQL, keyword included.
  ///
  /// ```swift
  /// Post.joins("JOIN ratings ON ratings.post_id = posts.id AND ratings.stars > \(3)")
  /// ```
  ///
  /// The same SQL is joined once, however often it is given.
  public func joins(_ sql: SQL) -> Relation<Model> { changed { $0.join([.raw(sql)]) } }

  private func joining(_ kind: SQLJoin.Kind, _ names: [[String]]) -> Relation<Model> {
    changed { core in
      core.joins += names.map { .association($0, kind) }
      core.checkDeprecated(names, .joined)
    }
  }

  /// The records with associations loaded: by a query each, whatever the number of records.
  ///
  /// ```swift
  /// Post.includes(\.author, \.replies, \.author.profile)
  /// // SELECT … FROM "posts"; SELECT … FROM "authors" WHERE "authors"."id" IN (…); …
  /// ```
  ///
  /// Where a condition speaks of an included table, the records are loaded by one query with joins.
  public func includes<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    loading(.includes, AssociationNames.of(Model.self, repeat each paths))
  }

  /// The records with associations loaded by queries of their own.
  public func preload<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    loading(.preload, AssociationNames.of(Model.self, repeat each paths))
  }

  /// The records with associations loaded by one query with outer joins.
  public func eagerLoad<each Path: AssociationPath>(_ paths: repeat KeyPath<Model.Type, each Path>) -> Relation<Model> {
    loading(.eagerLoad, AssociationNames.of(Model.self, repeat each paths))
  }

  private func loading(_ mode: LoadRequest.Mode, _ names: [[String]]) -> Relation<Model> {
    changed { core in
      core.loads += names.map { LoadRequest($0, mode) }
      if mode == .eagerLoad { core.checkDeprecated(names, .joined) }
    }
  }
}

extension RelationCore {
  /// Reports the deprecated associations on chains that are joined; a refusal is thrown when the query is run.
  mutating func checkDeprecated(_ chains: [[String]], _ kind: DeprecatedAssociationUse.Kind) {
    for chain in chains {
      var facts: ModelFacts? = facts
      for name in chain {
        // A name that is none is told when the query is run.
        guard let reflection = facts?.associations[name] else { break }
        do { try DeprecatedAssociations.check(reflection, kind) } catch { failure = failure ?? error }
        facts = reflection.target.facts
      }
    }
  }
}

/// The names behind key paths to associations.
enum AssociationNames {
  static func of<Model: Record, each Path: AssociationPath>(
    _ model: Model.Type, _ paths: repeat KeyPath<Model.Type, each Path>
  ) -> [[String]] {
    var names: [[String]] = []
    for path in repeat each paths { names.append(model[keyPath: path].names) }
    return names
  }
}
