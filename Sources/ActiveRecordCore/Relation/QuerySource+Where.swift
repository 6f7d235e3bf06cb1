extension QuerySource {
  /// The records that also fulfil a condition.
  ///
  /// ```swift
  /// Post.where { $0.views > 10 && $0.title != "" }
  /// // WHERE "posts"."views" > ? AND "posts"."title" <> ?
  /// ```
  ///
  /// - Parameter condition: Gets the model's type, whose static members are its columns and associations.
  public func `where`(_ condition: (Model.Type) -> Condition) -> Relation<Model> {
    let condition = condition(Model.self)
    return changed { $0.add(condition) }
  }

  /// The records that also fulfil hand-written SQL; interpolated values are bound.
  ///
  /// ```swift
  /// Post.where("length(\(Post.title)) > \(20)")
  /// // WHERE (length("posts"."title") > ?)
  /// ```
  public func `where`(_ sql: SQL) -> Relation<Model> { changed { $0.add(Condition(.raw(sql))) } }

  /// The records that do not fulfil a condition.
  ///
  /// ```swift
  /// Post.not { $0.title == "Draft" }
  /// // WHERE "posts"."title" <> ?
  /// ```
  public func not(_ condition: (Model.Type) -> Condition) -> Relation<Model> {
    let condition = condition(Model.self)
    return changed { $0.add(!condition) }
  }

  /// The records of this relation and those of another one over the same model, as far as conditions go.
  ///
  /// ```swift
  /// Post.where { $0.views > 10 }.or(Post.where { $0.published == true })
  /// // WHERE ("posts"."views" > ? OR "posts"."published" = ?)
  /// ```
  ///
  /// Conditions that both have in common stand once, before the alternative. A limit, joins or groups that only the other one has would be
  /// lost: they are a ``ModelError`` when the query is run.
  public func or(_ other: Relation<Model>) -> Relation<Model> {
    changed { core in
      core.refuseUnjoined(other.core, core.unjoined ?? other.core.unjoined)
      core.refuseLostClauses(of: other.core)
      let common = core.conditions.filter { other.core.conditions.contains($0) }
      let left = core.conditions.filter { !common.contains($0) }
      let right = other.core.conditions.filter { !common.contains($0) }
      core.failure = core.failure ?? other.core.failure
      let both = left.isEmpty || right.isEmpty
      core.conditions = both ? common : common + [.or([.all(left), .all(right)])]
      if other.core.isNone { core.conditions = common + left }
      if core.isNone {
        core.isNone = other.core.isNone
        core.conditions = other.core.conditions
      }
    }
  }
}

extension Relation {
  /// No records, without asking the database.
  public func none() -> Self { changed { $0.isNone = true } }
}
