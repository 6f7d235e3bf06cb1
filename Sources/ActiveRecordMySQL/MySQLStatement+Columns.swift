#if MySQL
  import ActiveRecordCore
  import CMySQL

  #if canImport(FoundationEssentials)
    public import FoundationEssentials
  #else
    public import Foundation
  #endif

  // The columns of the current row. Where there is no row, or no such column, the answer is as for `NULL`.

  extension MySQLStatement {
    /// How many columns a row has.
    public var columnCount: Int32 { Int32(results.count) }

    /// A column's name.
    public func columnName(_ index: Int32) -> String {
      guard index >= 0, index < columnCount, let fields = mariadb_stmt_fetch_fields(handle) else { return "" }
      return fields[Int(index)].name.map { String(cString: $0) } ?? ""
    }

    /// The column, or `nil` where it is `NULL`.
    @inline(__always) private func cell(_ index: Int32) -> UnsafeMutablePointer<ResultBuffers.Cell>? {
      guard state == .inRows, index >= 0, Int(index) < results.count else { return nil }
      let cell = results.cells + Int(index)
      return cell.pointee.isNull == 0 ? cell : nil
    }

    /// Whether the column is `NULL`.
    public func isNull(_ index: Int32) -> Bool { cell(index) == nil }

    /// The column as an integer; 0 where it is `NULL` or no whole number of 64 bits.
    public func int64(_ index: Int32) -> Int64 {
      guard let cell = cell(index) else { return 0 }
      switch cell.pointee.form {
      case .integer: return UnsafeRawPointer(cell).load(as: Int64.self)
      case .unsigned: return Int64(exactly: UnsafeRawPointer(cell).load(as: UInt64.self)) ?? 0
      case .double: return Int64(exactly: UnsafeRawPointer(cell).load(as: Double.self)) ?? 0
      case .decimal, .text: return Self.integer(Self.utf8(cell))
      case .bytes: return cell.pointee.type == MYSQL_TYPE_BIT ? Self.bits(cell) : 0
      case .json, .moment, .day, .time: return 0
      }
    }

    /// The column as a floating-point number; 0 where it is `NULL` or no number.
    public func double(_ index: Int32) -> Double {
      guard let cell = cell(index) else { return 0 }
      switch cell.pointee.form {
      case .double: return UnsafeRawPointer(cell).load(as: Double.self)
      case .integer: return Double(UnsafeRawPointer(cell).load(as: Int64.self))
      case .unsigned: return Double(UnsafeRawPointer(cell).load(as: UInt64.self))
      case .decimal, .text: return Double(Self.text(cell)) ?? 0
      case .json, .bytes, .moment, .day, .time: return 0
      }
    }

    /// The column as text, or `nil` where it is `NULL`; what is no UTF-8 is repaired.
    public func text(_ index: Int32) -> String? {
      guard let cell = cell(index) else { return nil }
      switch cell.pointee.form {
      case .text, .json, .decimal, .day, .time, .bytes: return Self.text(cell)
      case .integer: return String(UnsafeRawPointer(cell).load(as: Int64.self))
      case .unsigned: return String(UnsafeRawPointer(cell).load(as: UInt64.self))
      case .double: return String(UnsafeRawPointer(cell).load(as: Double.self))
      case .moment: return Self.moment(cell).map { UTCTimestamp.text($0) }
      }
    }

    /// The column as bytes, or `nil` where it is `NULL`.
    public func bytes(_ index: Int32) -> Data? {
      guard let cell = cell(index) else { return nil }
      switch cell.pointee.form {
      case .decimal, .text, .json, .bytes, .day, .time: return Data(Self.utf8(cell))
      // There may be room for bytes all the same: the column had another type when the statement ran before.
      case .integer, .unsigned, .double, .moment: return text(index).map { Data($0.utf8) }
      }
    }

    /// The column as a moment: a day with or without time, text in UTC, or a number of seconds since 1970; `nil` where it is none.
    public func date(_ index: Int32) -> Date? {
      guard let cell = cell(index) else { return nil }
      switch cell.pointee.form {
      case .moment: return Self.moment(cell)
      case .day, .text: return UTCTimestamp.parse(Self.utf8(cell))
      case .integer, .unsigned: return Date(timeIntervalSince1970: Double(int64(index)))
      case .double, .decimal: return Date(timeIntervalSince1970: double(index))
      case .json, .bytes, .time: return nil
      }
    }

    /// The column as the server holds it; a day alone, and a time alone, are text.
    public func value(_ index: Int32) -> DatabaseValue {
      guard let cell = cell(index) else { return .null }
      switch cell.pointee.form {
      case .integer: return .int(int64(index))
      case .unsigned:
        let number = UnsafeRawPointer(cell).load(as: UInt64.self)
        return Int64(exactly: number).map { .int($0) } ?? .decimal(Decimal(number))
      case .double: return .double(double(index))
      case .decimal:
        let text = Self.text(cell)
        return Decimal(string: text).map { .decimal($0) } ?? .text(text)
      case .text, .day, .time: return .text(Self.text(cell))
      case .json: return .json(Self.text(cell))
      case .bytes: return cell.pointee.type == MYSQL_TYPE_BIT ? .int(Self.bits(cell)) : .bytes(Data(Self.utf8(cell)))
      case .moment: return Self.moment(cell).map { .date($0) } ?? .text(Self.impossible)
      }
    }

    /// What the server holds for a moment that there never was.
    private static let impossible = "0000-00-00 00:00:00"

    @inline(__always) private static func utf8(_ cell: UnsafeMutablePointer<ResultBuffers.Cell>) -> UnsafeBufferPointer<UInt8> {
      let start = cell.pointee.bytes.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }
      return UnsafeBufferPointer(start: start, count: min(Int(clamping: cell.pointee.length), cell.pointee.capacity))
    }

    @inline(__always) private static func text(_ cell: UnsafeMutablePointer<ResultBuffers.Cell>) -> String {
      String(decoding: utf8(cell), as: UTF8.self)
    }

    private static func moment(_ cell: UnsafeMutablePointer<ResultBuffers.Cell>) -> Date? {
      let time = cell.pointee.value
      return UTCTimestamp.date(
        year: Int64(time.year), month: Int64(time.month), day: Int64(time.day),
        second: Int64(time.hour) * 3600 + Int64(time.minute) * 60 + Int64(time.second), microsecond: Int64(time.second_part))
    }

    private static func bits(_ cell: UnsafeMutablePointer<ResultBuffers.Cell>) -> Int64 {
      Int64(truncatingIfNeeded: utf8(cell).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// The whole number that a text is: digits, and for a decimal number zeros after the point.
    private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
      var value: Int64 = 0
      var index = 0
      let isNegative = text.first == 45
      if isNegative { index = 1 }
      while index < text.count, text[index] != 46 {
        let digit = text[index] &- 48
        guard digit < 10 else { return 0 }
        let (product, overflows) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = product.subtractingReportingOverflow(Int64(digit))
        if overflows || overflowsToo { return 0 }
        value = sum
        index += 1
      }
      while index + 1 < text.count {
        index += 1
        if text[index] != 48 { return 0 }
      }
      return isNegative ? value : (value == .min ? 0 : -value)
    }
  }
#endif
