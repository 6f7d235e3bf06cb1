#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Formats and parses moments as `2025-01-31 09:15:00.250000`, in UTC and without a formatter object.
///
/// ICU's date formatter took a quarter of an update; this one works on bytes. Accepted when read: a `T` instead of the
/// space, any number of fraction digits, a trailing `Z` or an offset such as `+02:00`, and a date alone.
public enum UTCTimestamp {
  /// The text of `date`, with six fraction digits.
  public static func text(_ date: Date) -> String {
    guard let microseconds = microseconds(date) else { return date.timeIntervalSince1970.description }
    return String(unsafeUninitializedCapacity: longest) { write(microseconds, to: $0) }
  }

  /// Writes the text of `date` to a buffer of at least ``longest`` bytes.
  ///
  /// - Returns: How many bytes it has; `nil` where the date is too far away for a calendar.
  public static func write(_ date: Date, to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    microseconds(date).map { write($0, to: buffer) }
  }

  /// The most bytes that a text has.
  public static let longest = 32

  private static func microseconds(_ date: Date) -> Int64? {
    let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
    return microseconds.isFinite && abs(microseconds) < 9e17 ? Int64(microseconds) : nil
  }

  private static func write(_ microseconds: Int64, to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let (seconds, fraction) = floorDivide(microseconds, 1_000_000)
    let (days, secondOfDay) = floorDivide(seconds, 86_400)
    let (year, month, day) = civil(fromDays: days)
    guard let start = buffer.baseAddress else { return 0 }
    var writer = DigitWriter(start: start)
    writer.year(year)
    writer.byte(45)
    writer.two(month)
    writer.byte(45)
    writer.two(day)
    writer.byte(32)
    writer.two(secondOfDay / 3600)
    writer.byte(58)
    writer.two(secondOfDay / 60 % 60)
    writer.byte(58)
    writer.two(secondOfDay % 60)
    writer.byte(46)
    writer.two(fraction / 10_000)
    writer.two(fraction / 100 % 100)
    writer.two(fraction % 100)
    return writer.count
  }

  /// The parts of a moment in UTC, or `nil` where it lies too far away to have any.
  package static func components(
    _ date: Date
  ) -> (year: Int64, month: Int64, day: Int64, second: Int64, microsecond: Int64)? {
    let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
    guard microseconds.isFinite, abs(microseconds) < 9e17 else { return nil }
    let (seconds, fraction) = floorDivide(Int64(microseconds), 1_000_000)
    let (days, secondOfDay) = floorDivide(seconds, 86_400)
    let (year, month, day) = civil(fromDays: days)
    return (year, month, day, secondOfDay, fraction)
  }

  /// The moment in UTC that has these parts, or `nil` where month or day are none.
  package static func date(year: Int64, month: Int64, day: Int64, second: Int64, microsecond: Int64) -> Date? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let seconds = days(fromCivil: year, month, day) * 86_400 + second
    return Date(timeIntervalSince1970: Double(seconds * 1_000_000 + microsecond) / 1_000_000)
  }

  /// The moment that `bytes` describe, or `nil` where they describe none.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    var reader = DigitReader(bytes: bytes)
    guard let year = reader.number(digits: 4), reader.skip(45), let month = reader.number(digits: 2), reader.skip(45),
      let day = reader.number(digits: 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let days = days(fromCivil: year, month, day)
    if reader.isAtEnd { return Date(timeIntervalSince1970: Double(days * 86_400)) }
    guard reader.skip(32) || reader.skip(84), let hour = reader.number(digits: 2), reader.skip(58),
      let minute = reader.number(digits: 2)
    else { return nil }
    var second: Int64 = 0
    if reader.skip(58) {
      guard let value = reader.number(digits: 2) else { return nil }
      second = value
    }
    let microsecond = reader.fraction()
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Date(timeIntervalSince1970: Double(seconds * 1_000_000 + microsecond) / 1_000_000)
  }

  /// The moment that `text` describes, or `nil` where it describes none.
  public static func parse(_ text: String) -> Date? {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  @inline(__always) private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
    let quotient = value / divisor, remainder = value &- quotient &* divisor
    return remainder < 0 ? (quotient &- 1, remainder &+ divisor) : (quotient, remainder)
  }

  /// Howard Hinnant's algorithm (chrono-compatible low-level date algorithms): days since 1970-01-01 to a civil date.
  @inline(__always) private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = floorDivide(days &+ 719_468, 146_097)
    // Within an era the numbers are small.
    let day = UInt32(truncatingIfNeeded: dayOfEra)
    let yearOfEra = (day &- day / 1460 &+ day / 36_524 &- day / 146_096) / 365
    let dayOfYear = day &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
    let year = Int64(yearOfEra) &+ era &* 400 &+ (month <= 2 ? 1 : 0)
    return (year, Int64(month), Int64(dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1))
  }

  private static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floorDivide(shiftedYear, 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// Writes to memory that has room for the longest text. (Nothing here can overflow, so nothing is checked.)
private struct DigitWriter {
  let start: UnsafeMutablePointer<UInt8>
  var count = 0

  @inline(__always) mutating func byte(_ byte: UInt8) {
    start[count] = byte
    count &+= 1
  }
  @inline(__always) mutating func two(_ value: Int64) {
    let number = UInt32(truncatingIfNeeded: value), tens = number / 10
    start[count] = UInt8(truncatingIfNeeded: 48 &+ tens)
    start[count &+ 1] = UInt8(truncatingIfNeeded: 48 &+ number &- tens &* 10)
    count &+= 2
  }
  mutating func year(_ value: Int64) {
    if value < 0 || value > 9999 {
      for character in String(value).utf8 { byte(character) }
    } else {
      two(value / 100)
      two(value % 100)
    }
  }
}

private struct DigitReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  var isAtEnd: Bool { position == bytes.count }

  mutating func number(digits: Int) -> Int64? {
    guard position + digits <= bytes.count else { return nil }
    var value: Int64 = 0
    for _ in 0..<digits {
      let digit = bytes[position] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
      position += 1
    }
    return value
  }
  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }
  mutating func fraction() -> Int64 {
    guard skip(46) else { return 0 }
    var value: Int64 = 0
    var scale: Int64 = 1_000_000
    while position < bytes.count, bytes[position] &- 48 < 10 {
      if scale > 1 {
        scale /= 10
        value += Int64(bytes[position] - 48) * scale
      }
      position += 1
    }
    return value
  }
  mutating func offset() -> Int64? {
    if isAtEnd || skip(90) { return 0 }
    let sign: Int64
    if skip(43) { sign = 1 } else if skip(45) { sign = -1 } else { return nil }
    guard let hours = number(digits: 2) else { return nil }
    _ = skip(58)
    return sign * (hours * 3600 + (isAtEnd ? 0 : number(digits: 2) ?? 0) * 60)
  }
}
