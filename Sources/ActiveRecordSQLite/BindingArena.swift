/// Memory for the texts and bytes that are bound to a statement, until the statement is reset.
///
/// SQLite reads them in place. Its own copies would take an allocation for each value.
struct BindingArena: ~Copyable {
  private static let usualCapacity = 1024
  private static let largestKept = 65_536
  private var base: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private var used = 0
  /// Blocks that are full and still read from.
  private var full: [UnsafeMutablePointer<UInt8>] = []

  init() {}

  /// Room for `count` bytes, which stays where it is until ``clear()``.
  @inline(__always) mutating func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if let base, count <= capacity - used {
      defer { used += count }
      return base + used
    }
    return grow(for: count)
  }

  @inline(never) private mutating func grow(for count: Int) -> UnsafeMutablePointer<UInt8> {
    if let base { full.append(base) }
    capacity = max(capacity * 2, count, Self.usualCapacity)
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    base = block
    used = count
    return block
  }

  /// Takes all of the memory back for the next values.
  @inline(__always) mutating func clear() {
    used = 0
    if !full.isEmpty { shrink() }
  }

  @inline(never) private mutating func shrink() {
    for block in full { block.deallocate() }
    full = []
    guard capacity > Self.largestKept else { return }
    base?.deallocate()
    base = nil
    capacity = 0
  }

  deinit {
    for block in full { block.deallocate() }
    base?.deallocate()
  }
}
