import Synchronization

/// A reference that is set once and then stays: one atomic load to read, and nothing generic on the way.
///
/// What it holds is kept for ever, as the facts it belongs to are. (The standard library's `AtomicLazyReference` is not specialised
/// for its type: it took a quarter of the instructions of an insert.)
package struct OnceReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
  private let bits = Atomic<UInt>(0)

  package init() {}

  /// What is held, if anything is.
  @inline(__always) package func load() -> Object? {
    guard let raw = UnsafeRawPointer(bitPattern: bits.load(ordering: .acquiring)) else { return nil }
    return Unmanaged<Object>.fromOpaque(raw).takeUnretainedValue()
  }

  /// Holds `object`, unless something is held already; returns what is held.
  package func storeIfNil(_ object: Object) -> Object {
    let new = UInt(bitPattern: Unmanaged.passRetained(object).toOpaque())
    let result = bits.compareExchange(expected: 0, desired: new, ordering: .acquiringAndReleasing)
    if result.exchanged { return object }
    Unmanaged.passUnretained(object).release()
    return load() ?? object
  }
}
