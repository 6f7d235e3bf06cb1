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

  package mutating func remove(_ index: Int) {
    if index < 64 { return low &= ~(1 << UInt64(index)) }
    if index / 64 - 1 < high.count { high[index / 64 - 1] &= ~(1 << UInt64(index % 64)) }
  }

  package mutating func removeAll() {
    low = 0
    high.removeAll(keepingCapacity: true)
  }

  /// Calls `body` for each index, in ascending order.
  package func forEach(_ body: (Int) throws -> Void) rethrows {
    var word = low
    while word != 0 {
      try body(word.trailingZeroBitCount)
      word &= word - 1
    }
    for (offset, value) in high.enumerated() {
      var word = value
      while word != 0 {
        try body((offset + 1) * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
