#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds the position of a key: an open-addressed table for integers, a dictionary for anything else.
struct KeyIndex {
  private var integers: IntegerIndex?
  private var values: [DatabaseValue: Int32] = [:]
  /// The distinct keys, in the order they came.
  private(set) var distinctIntegers: [Int64] = []
  private(set) var distinctValues: [DatabaseValue] = []

  var isEmpty: Bool { distinctIntegers.isEmpty && distinctValues.isEmpty }
  var count: Int { distinctIntegers.count + distinctValues.count }

  /// An index for about `capacity` keys.
  init(integers areIntegers: Bool, capacity: Int) {
    if areIntegers { integers = IntegerIndex(capacity: capacity) }
  }

  /// The position of a key, which is the next one where it is new; `nil` for `NULL`.
  @inline(__always) mutating func position(adding key: DatabaseValue) -> Int32? {
    if case .int(let integer) = key, integers != nil {
      if let known = integers?.find(integer) { return known }
      let next = Int32(truncatingIfNeeded: distinctIntegers.count)
      integers?.insert(integer, next)
      distinctIntegers.append(integer)
      return next
    }
    if key.isNull { return nil }
    let form = key.comparedForm
    if let known = values[form] { return known }
    let next = Int32(truncatingIfNeeded: distinctValues.count)
    values[form] = next
    distinctValues.append(key)
    return next
  }

  @inline(__always) func position(of integer: Int64) -> Int32? { integers?.find(integer) }

  func position(of key: DatabaseValue) -> Int32? {
    if case .int(let integer) = key, let integers { return integers.find(integer) }
    return values[key.comparedForm]
  }

  /// How many columns a key has.
  private var width: Int { if case .row(let values)? = distinctValues.first { values.count } else { 1 } }

  /// How many integers stand in one statement. Few large pieces: where a list names a small part of a table, an engine looks each row up by the
  /// index, in pages here and there, and where it names most of it, the engine reads the table once.
  private static let longestList = 250_000

  /// The keys for a query, in pieces that a statement can hold.
  func queries(maximum: Int) -> [AssociationQuery.Keys] {
    integers != nil
      ? distinctIntegers.chunked(Self.longestList).map { .integers($0) }
      : distinctValues.chunked(max(1, maximum / width)).map { .values($0) }
  }
}

extension DatabaseValue {
  /// The form in which keys are compared: a row may hold as text or bytes what a property holds as a UUID or a number.
  var comparedForm: DatabaseValue {
    switch self {
    case .text(let text) where text.utf8.count == 36: UUID(uuidString: text).map { .uuid($0) } ?? self
    case .bytes(let bytes) where bytes.count == 16: (try? UUID(databaseValue: self)).map { .uuid($0) } ?? self
    case .int(let number): .text(String(number))
    case .decimal(let number): .text("\(number)")
    case .row(let values): .row(values.map(\.comparedForm))
    default: self
    }
  }
}

/// A hash table from integers to positions, without hashing through a hasher.
struct IntegerIndex {
  private var keys: ContiguousArray<Int64>
  private var positions: ContiguousArray<Int32>
  private var mask: Int
  private var count = 0

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = ContiguousArray(repeating: 0, count: size)
    positions = ContiguousArray(repeating: -1, count: size)
    mask = size - 1
  }

  @inline(__always) private func slot(_ key: Int64) -> Int {
    var slot = Int(truncatingIfNeeded: (UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    while positions[slot] >= 0, keys[slot] != key { slot = (slot &+ 1) & mask }
    return slot
  }

  @inline(__always) func find(_ key: Int64) -> Int32? {
    let position = positions[slot(key)]
    return position < 0 ? nil : position
  }

  mutating func insert(_ key: Int64, _ position: Int32) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(key)
    keys[slot] = key
    positions[slot] = position
    count += 1
  }

  private mutating func grow() {
    var larger = IntegerIndex(capacity: keys.count)
    for slot in keys.indices where positions[slot] >= 0 { larger.insert(keys[slot], positions[slot]) }
    self = larger
  }
}

extension Array {
  func chunked(_ size: Int) -> [[Element]] {
    guard count > size else { return isEmpty ? [] : [self] }
    return stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
