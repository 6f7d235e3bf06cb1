#if PostgreSQL
  public import ActiveRecordCore
  import CPostgreSQL

  #if canImport(FoundationEssentials)
    public import FoundationEssentials
  #else
    public import Foundation
  #endif

  // The columns of the current row. Where there is no row, or no such column, the answers are those for `NULL`.

  extension PostgreSQLStatement {
    /// How many columns a row has.
    public var columnCount: Int32 { result.map(PQnfields) ?? Int32(columns.count) }

    /// A column's name.
    public func columnName(_ index: Int32) -> String {
      guard let result, let name = PQfname(result, index) else { return "" }
      return String(cString: name)
    }

    /// Whether the column is `NULL`.
    public func isNull(_ index: Int32) -> Bool {
      guard let result, isInside(index) else { return true }
      return PQgetisnull(result, row, index) != 0
    }

    /// The column as an integer; 0 where it is `NULL` or no number.
    public func int64(_ index: Int32) -> Int64 {
      guard let cell = cell(index) else { return 0 }
      switch columns[Int(index)] {
      case .int8: return load(cell, as: Int64.self)
      case .int4: return Int64(load(cell, as: Int32.self))
      case .int2: return Int64(load(cell, as: Int16.self))
      case .oid: return Int64(load(cell, as: UInt32.self))
      case .bool: return cell[0] != 0 ? 1 : 0
      case .boolText: return cell[0] == 116 ? 1 : 0
      case .integerText: return Int64(string(cell)) ?? 0
      default: return 0
      }
    }

    /// The column as a floating-point number; 0 where it is `NULL` or no number.
    public func double(_ index: Int32) -> Double {
      guard let cell = cell(index) else { return 0 }
      switch columns[Int(index)] {
      case .float8: return Double(bitPattern: load(cell, as: UInt64.self))
      case .float4: return Double(Float(bitPattern: load(cell, as: UInt32.self)))
      case .int8, .int4, .int2, .oid, .integerText: return Double(int64(index))
      case .numeric: return Double(BinaryNumeric.text(cell)) ?? 0
      case .numericText, .floatText: return Double(string(cell)) ?? 0
      default: return 0
      }
    }

    /// The column as text, or `nil` where it is `NULL`.
    public func text(_ index: Int32) -> String? {
      guard let cell = cell(index) else { return nil }
      switch columns[Int(index)] {
      case .text, .json, .other, .integerText, .floatText, .numericText, .uuidText, .dateText: return string(cell)
      case .jsonb: return String(decoding: cell.dropFirst(), as: UTF8.self)
      case .int8, .int4, .int2, .oid: return String(int64(index))
      case .float8, .float4: return String(double(index))
      case .numeric: return BinaryNumeric.text(cell)
      case .bool, .boolText: return int64(index) == 1 ? "true" : "false"
      case .uuid: return uuid(cell)?.uuidString.lowercased()
      case .date: return date(index).map(TimestampForm.day) ?? infinity(load(cell, as: Int32.self) > 0)
      case .timestamp: return date(index).map(UTCTimestamp.text) ?? infinity(load(cell, as: Int64.self) > 0)
      case .timestampText: return date(index).map(UTCTimestamp.text) ?? string(cell)
      case .bytea, .byteaText: return bytes(index).map { String(decoding: $0, as: UTF8.self) }
      }
    }

    /// The column as bytes, or `nil` where it is `NULL`.
    public func bytes(_ index: Int32) -> Data? {
      guard let cell = cell(index) else { return nil }
      switch columns[Int(index)] {
      case .bytea, .text, .json, .other: return Data(cell)
      case .byteaText: return Self.bytes(hexadecimal: cell)
      default: return text(index).map { Data($0.utf8) }
      }
    }

    /// The column as a moment: `nil` where it is `NULL` or none, as PostgreSQL's `infinity` is.
    public func date(_ index: Int32) -> Date? {
      guard let cell = cell(index) else { return nil }
      switch columns[Int(index)] {
      case .timestamp: return TimestampForm.date(microseconds: load(cell, as: Int64.self))
      case .date: return TimestampForm.date(days: load(cell, as: Int32.self))
      case .timestampText, .dateText, .text, .other: return UTCTimestamp.parse(cell.bindMemory(to: UInt8.self))
      case .int8, .int4, .int2, .integerText: return Date(timeIntervalSince1970: Double(int64(index)))
      case .float8, .float4, .floatText, .numeric, .numericText: return Date(timeIntervalSince1970: double(index))
      default: return nil
      }
    }

    /// The column as PostgreSQL holds it.
    public func value(_ index: Int32) -> DatabaseValue {
      guard let cell = cell(index) else { return .null }
      switch columns[Int(index)] {
      case .int8, .int4, .int2, .oid, .integerText: return .int(int64(index))
      case .float8, .float4, .floatText: return .double(double(index))
      case .bool, .boolText: return .bool(int64(index) == 1)
      case .numeric, .numericText: return decimal(text(index) ?? "")
      case .bytea, .byteaText: return bytes(index).map { .bytes($0) } ?? .null
      case .uuid: return uuid(cell).map { .uuid($0) } ?? .null
      case .uuidText: return UUID(uuidString: string(cell)).map { .uuid($0) } ?? .null
      case .timestamp, .timestampText, .date, .dateText: return date(index).map { .date($0) } ?? .text(text(index) ?? "")
      case .json, .jsonb: return .json(text(index) ?? "")
      case .text, .other: return .text(string(cell))
      }
    }
  }

  extension PostgreSQLStatement {
    @inline(__always) private func isInside(_ index: Int32) -> Bool {
      row >= 0 && index >= 0 && index < columns.count
    }

    /// The bytes of a column of the current row; `nil` for `NULL`.
    @inline(__always) private func cell(_ index: Int32) -> UnsafeRawBufferPointer? {
      guard let result, isInside(index) else { return nil }
      let length = PQgetlength(result, row, index)
      if length == 0, PQgetisnull(result, row, index) != 0 { return nil }
      return UnsafeRawBufferPointer(start: PQgetvalue(result, row, index), count: Int(length))
    }

    @inline(__always) private func load<Number: FixedWidthInteger>(_ cell: UnsafeRawBufferPointer, as: Number.Type) -> Number {
      guard cell.count == MemoryLayout<Number>.size else { return 0 }
      return Number(bigEndian: cell.loadUnaligned(as: Number.self))
    }

    @inline(__always) private func string(_ cell: UnsafeRawBufferPointer) -> String { String(decoding: cell, as: UTF8.self) }

    private func uuid(_ cell: UnsafeRawBufferPointer) -> UUID? {
      cell.count == 16 ? UUID(uuid: cell.loadUnaligned(as: uuid_t.self)) : nil
    }

    private func infinity(_ isPositive: Bool) -> String { isPositive ? "infinity" : "-infinity" }

    /// A number with more digits than `Decimal` has stays text.
    private func decimal(_ text: String) -> DatabaseValue {
      if text == "NaN" { return .decimal(.nan) }
      guard let number = Decimal(string: text) else { return .text(text) }
      return .decimal(number)
    }

    /// `\x0a0b` as bytes.
    private static func bytes(hexadecimal cell: UnsafeRawBufferPointer) -> Data {
      var data = Data(capacity: cell.count / 2)
      var index = 2
      while index + 1 < cell.count {
        data.append(digit(cell[index]) << 4 | digit(cell[index + 1]))
        index += 2
      }
      return data
    }

    private static func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : (byte | 32) &- 87 }
  }
#endif
