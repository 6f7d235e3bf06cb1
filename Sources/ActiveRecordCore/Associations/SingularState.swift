/// The state of a to-one association that belongs to one record alone: set, built, or loaded after a change.
package final class SingularState {
  /// The target that the user set, or that was loaded for this record.
  @exclusivity(unchecked) package var target: Record?
  /// The target that the library filled in, which is not kept alive.
  @exclusivity(unchecked) package var reference: OwnerReference?
  /// Whether it is known what the target is.
  @exclusivity(unchecked) package var isLoaded: Bool
  /// What the foreign key (and class) was when the target was set, of a belongs_to or a has_one that leads through one; another one
  /// makes the target stale.
  @exclusivity(unchecked) package var key: SingularKey?
  /// The target that a new one of a has_one replaced in memory; it is taken away when the owner is saved.
  @exclusivity(unchecked) package var replaced: Record?
  /// Whether a new target was built without knowing which row it replaces.
  @exclusivity(unchecked) package var replacesUnknown = false
  /// Whether the owner of a has_one is being made through its target, and is saved without it. A snapshot does not keep this.
  @exclusivity(unchecked) package var isApart = false

  package init(target: Record?, key: SingularKey? = nil) {
    self.target = target
    self.key = key
    isLoaded = true
  }

  package init(reference: OwnerReference, key: SingularKey? = nil) {
    self.reference = reference
    self.key = key
    isLoaded = true
  }

  /// The same, on its own from now on.
  package func copy() -> SingularState {
    let copy = SingularState(target: target, key: key)
    copy.reference = reference
    copy.isLoaded = isLoaded
    copy.replaced = replaced
    copy.replacesUnknown = replacesUnknown
    return copy
  }

  /// The target, however it is held; `nil` inside where the association is known to have none.
  package var current: Record? { target ?? reference?.owner }
}

/// The foreign key of a belongs_to, with the class where it is polymorphic.
package struct SingularKey: Equatable {
  package var key: DatabaseValue
  package var type: DatabaseValue

  /// The key as it stands in the record.
  package init(_ record: Record, _ resolved: AssociationResolution, polymorphic: Bool) {
    key = record.value(at: resolved.ownerKey)
    type = polymorphic ? resolved.typeKey.map { record._value($0) } ?? .null : .null
  }
}
