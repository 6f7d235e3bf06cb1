/// The scope of an association, as its reflection carries it.
package final class ScopeBox: LayerObject, @unchecked Sendable {
  // Immutable after init.
  /// A scope for all owners.
  let plain: (@Sendable (RelationCore) -> RelationCore)?
  /// A scope that depends on the owner.
  let owned: (@Sendable (RelationCore, Record) -> RelationCore)?

  package init(_ plain: @escaping @Sendable (RelationCore) -> RelationCore) {
    self.plain = plain
    owned = nil
    super.init()
  }

  package init(owned: @escaping @Sendable (RelationCore, Record) -> RelationCore) {
    plain = nil
    self.owned = owned
    super.init()
  }
}

extension AssociationReflection {
  /// Whether the association's rows depend on more of its owner than the key.
  package var hasOwnerScope: Bool { (options.scope as? ScopeBox)?.owned != nil }

  /// `core`, narrowed by the association's scope.
  package func scoped(_ core: RelationCore, owner: Record?) -> RelationCore {
    guard let box = options.scope as? ScopeBox else { return core }
    var result = core
    if let plain = box.plain {
      result = plain(core)
    } else if let owned = box.owned, let owner {
      result = owned(core, owner)
    }
    if !result.defaults.isEmpty { result.overrideDefaults(since: core) }
    return result
  }
}
