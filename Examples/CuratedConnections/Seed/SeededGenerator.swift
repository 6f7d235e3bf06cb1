/// Random numbers that are the same for the same seed, on every machine: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number out of a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True in `percent` of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// One of some values; `fallback` where there are none.
  mutating func pick<T>(_ values: [T], or fallback: T) -> T { values.randomElement(using: &self) ?? fallback }

  /// Some different ones of some values.
  mutating func some<T>(_ count: ClosedRange<Int>, of values: [T]) -> [T] {
    let wanted = number(count)
    return Array(values.shuffled(using: &self).prefix(wanted))
  }
}
