/// One association of one record, found by its name: for code that works with any model.
///
/// ```swift
/// let posts = try author.association("posts")
/// posts.isLoaded            // false
/// try await posts.load()    // SELECT … FROM "posts" WHERE "posts"."author_id" = ?
/// posts.targets.count       // in memory now
/// ```
///
/// Where the model is known, the property and its handle (`author.posts`, `post.$author`) are typed and shorter.
public struct RecordAssociation {
  /// The record that the association belongs to.
  public let owner: Record
  /// The facts about the association.
  public let reflection: AssociationReflection

  /// Whether the targets are known.
  public var isLoaded: Bool {
    reflection.isSingular
      ? SingularAccess.loaded(owner, reflection) != nil : CollectionAccess.loaded(owner, reflection) != nil
  }

  /// The targets that are in memory: loaded ones and new ones; one at most, where the association is to-one.
  public var targets: [Record] {
    if !reflection.isSingular { return CollectionAccess.known(owner, reflection) }
    guard let known = SingularAccess.loaded(owner, reflection), let target = known else { return [] }
    return [target]
  }

  /// The target of a to-one association, if it is in memory.
  public var target: Record? { reflection.isSingular ? targets.first : nil }

  /// Forgets what was loaded; the next read asks the database.
  public func reset() {
    if reflection.isSingular { SingularAccess.reset(owner, reflection) } else { CollectionAccess.reset(owner, reflection) }
  }
}

extension Record {
  /// One of the record's associations, by its name.
  ///
  /// ```swift
  /// for reflection in Author.reflections {
  ///   let association = try author.association(reflection.name)
  ///   print(reflection.name, association.isLoaded)
  /// }
  /// ```
  ///
  /// - Throws: ``AssociationError`` with the nearest name there is.
  public final func association(_ name: String) throws -> RecordAssociation {
    RecordAssociation(owner: self, reflection: try facts.association(name))
  }
}
