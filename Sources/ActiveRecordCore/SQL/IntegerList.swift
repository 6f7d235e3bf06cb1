/// Writes long lists of integers without a string for each of them.
enum IntegerList {
  /// The integers, where there is nothing else.
  static func integers(_ values: [DatabaseValue]) -> [Int64]? {
    let integers = values.compactMap { if case .int(let integer) = $0 { integer } else { nil } }
    return integers.count == values.count ? integers : nil
  }

  /// `1,2,3`
  static func text(_ integers: [Int64]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(integers.count * 7)
    for (index, integer) in integers.enumerated() {
      if index > 0 { bytes.append(44) }
      append(integer, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ integer: Int64, to bytes: inout [UInt8]) {
    if integer < 0 { bytes.append(45) }
    var rest = integer.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest != 0
    bytes[start...].reverse()
  }
}
