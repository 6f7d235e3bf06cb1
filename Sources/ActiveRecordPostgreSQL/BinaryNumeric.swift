#if PostgreSQL
  /// Exact numbers in PostgreSQL's binary form: digits to the base 10000, and where the point stands among them.
  enum BinaryNumeric {
    private static let negative: UInt16 = 0x4000, notANumber: UInt16 = 0xC000, infinity: UInt16 = 0xD000, negativeInfinity: UInt16 = 0xF000

    /// The number as PostgreSQL writes it, such as `-12.50`.
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
      guard bytes.count >= 8 else { return "NaN" }
      let count = Int(word(bytes, 0)), weight = Int(Int16(bitPattern: word(bytes, 1))), sign = word(bytes, 2), scale = Int(word(bytes, 3))
      switch sign {
      case notANumber: return "NaN"
      case infinity: return "Infinity"
      case negativeInfinity: return "-Infinity"
      default: break
      }
      guard bytes.count >= 8 + 2 * count else { return "NaN" }
      var text: [UInt8] = sign == negative ? [45] : []
      if weight < 0 {
        text.append(48)
      } else {
        for group in 0...weight { append(group < count ? word(bytes, 4 + group) : 0, to: &text, isFirst: group == 0) }
      }
      if scale > 0 { appendFraction(bytes, count, weight, scale, to: &text) }
      return String(decoding: text, as: UTF8.self)
    }

    private static func appendFraction(_ bytes: UnsafeRawBufferPointer, _ count: Int, _ weight: Int, _ scale: Int, to text: inout [UInt8]) {
      text.append(46)
      let end = text.count + scale
      var group = weight + 1
      while text.count < end {
        append(group >= 0 && group < count ? word(bytes, 4 + group) : 0, to: &text, isFirst: false)
        group += 1
      }
      text.removeLast(text.count - end)
    }

    private static func append(_ group: UInt16, to text: inout [UInt8], isFirst: Bool) {
      var divisor: UInt16 = 1000
      var isLeading = isFirst
      while divisor > 0 {
        let digit = UInt8(truncatingIfNeeded: group / divisor % 10)
        if digit != 0 || !isLeading || divisor == 1 {
          text.append(48 + digit)
          isLeading = false
        }
        divisor /= 10
      }
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt16 {
      UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
    }
  }
#endif
