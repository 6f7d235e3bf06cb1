import Synchronization

/// The base class of what higher layers keep with a model's facts.
open class LayerObject: @unchecked Sendable {
  // Sendable by contract: subclasses are immutable once they are in a slot. Swift cannot check it for an open class.
  public init() {}
}

/// A place in a model's facts for what a higher layer works out from them, once.
package final class LayerSlot: Sendable {
  private let reference = OnceReference<LayerObject>()

  init() {}

  /// What the slot holds, if it was asked for before.
  @inline(__always) package func known<T: LayerObject>() -> T? { reference.load().map { unsafeDowncast($0, to: T.self) } }

  /// What the slot holds, made on first use; when two tasks make it at once, one of the two is kept.
  @inline(__always) package func value<T: LayerObject>(_ make: () -> T) -> T {
    if let known = reference.load() { return unsafeDowncast(known, to: T.self) }
    return unsafeDowncast(reference.storeIfNil(make()), to: T.self)
  }
}
