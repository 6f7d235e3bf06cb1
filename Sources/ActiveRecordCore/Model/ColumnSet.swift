/// A set of column indexes: one word for the first 64, more only for wide tables.
package struct ColumnSet: Hashable, Sendable {
  package private(set) var low: UInt64 = 0
  private var high: [UInt64] = []

  package init() {}

  package init(all count: Int) {
    for index in 0..<count { insert(index) }
  }

  package var isEmpty: Bool { low == 0 && !high.contains { $0 != 0 } }

  package func contains(_ index: Int) -> Bool {
    if index < 64 { return low >> UInt64(index) & 1 != 0 }
    let word = index / 64 - 1
    return word < high.count && high[word] >> UInt64(index % 64) & 1 != 0
  }

  package mutating func insert(_ index: Int) {
    if index < 64 { return low |= 1 << UInt64(index) }
    while high.count < index / 64 { high.append(0) }
    high[index / 64 - 1] |= 1 << UInt64(index % 64)
  }

  /// Inserts an index.
  ///
  /// - Returns: Whether it was not in the set.
  @inline(__always) mutating func add(_ index: Int) -> Bool {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
    if index < 64, low & bit == 0 {
      low |= bit
      return true
    }
    return index >= 64 && addHigh(index)
  }

  @inline(never) private mutating func addHigh(_ index: Int) -> Bool {
    if contains(index) { return false }
    insert(index)
    return true
  }

  package mutating func remove(_ index: Int) {
    if index < 64 { return low &= ~(1 << UInt64(index)) }
    if index / 64 - 1 < high.count { high[index / 64 - 1] &= ~(1 << UInt64(index % 64)) }
  }

  package mutating func formUnion(_ other: ColumnSet) {
    low |= other.low
    while high.count < other.high.count { high.append(0) }
    for word in other.high.indices { high[word] |= other.high[word] }
  }

  /// Whether all of its indexes are in another set.
  @inline(__always) package func isSubset(of other: ColumnSet) -> Bool {
    low & ~other.low == 0 && (high.isEmpty || subtracting(other).isEmpty)
  }

  package mutating func subtract(_ other: ColumnSet) {
    low &= ~other.low
    for word in 0..<min(high.count, other.high.count) { high[word] &= ~other.high[word] }
  }

  package mutating func formIntersection(_ other: ColumnSet) {
    low &= other.low
    for word in high.indices { high[word] &= word < other.high.count ? other.high[word] : 0 }
  }

  package func subtracting(_ other: ColumnSet) -> ColumnSet {
    var result = self
    result.subtract(other)
    return result
  }

  package func intersection(_ other: ColumnSet) -> ColumnSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  /// The lowest index.
  package var first: Int? {
    if low != 0 { return low.trailingZeroBitCount }
    guard let word = high.firstIndex(where: { $0 != 0 }) else { return nil }
    return (word + 1) * 64 + high[word].trailingZeroBitCount
  }

  package mutating func removeAll() {
    low = 0
    if !high.isEmpty { high.removeAll(keepingCapacity: true) }
  }

  /// Calls `body` for each index, in ascending order.
  package func forEach(_ body: (Int) throws -> Void) rethrows {
    var word = low
    while word != 0 {
      try body(word.trailingZeroBitCount)
      word &= word - 1
    }
    for offset in high.indices {
      var word = high[offset]
      while word != 0 {
        try body((offset + 1) * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
