/// A query for records of a model, which can be narrowed further; it is run when its records are asked for.
///
/// ```swift
/// let popular = Post.where { $0.views > 100 }.order { $0.views.desc }.limit(10)
/// for post in try await popular.load() { print(post.title) }
/// // SELECT … FROM "posts" WHERE "posts"."views" > ? ORDER BY "posts"."views" DESC LIMIT ?
/// ```
///
/// A relation is a value: each clause returns a new one, and the old one stays as it was.
public struct Relation<Model: Record> {
  package var core: RelationCore
  /// The owner whose association the relation comes from: what is loaded knows it without a query.
  package var origin: RelationOrigin?

  /// Every record of the model, as far as its default scope goes.
  public init() { core = RelationCore(scoped: Model._facts) }

  package init(_ core: RelationCore, origin: RelationOrigin? = nil) {
    self.core = core
    self.origin = origin
  }

  /// The relation with `change` made to it.
  package func changing(_ change: (inout RelationCore) -> Void) -> Self {
    var copy = self
    change(&copy.core)
    return copy
  }
}

/// The owner whose association a relation comes from: what is loaded or made through the relation belongs to it.
package struct RelationOrigin {
  package let owner: Record
  package let association: AssociationReflection
  /// What the records call the owner.
  package let inverse: AssociationReflection?

  package init(owner: Record, association: AssociationReflection, inverse: AssociationReflection?) {
    self.owner = owner
    self.association = association
    self.inverse = inverse
  }
}
