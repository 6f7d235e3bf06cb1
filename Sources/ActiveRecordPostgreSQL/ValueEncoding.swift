#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// Writes values as the types that the server expects.
  enum ValueEncoding {
    /// Writes a value as a type; 0 is a type that only the server knows, which then reads the value's text.
    ///
    /// - Returns: `false` where the type cannot hold the value.
    static func write(_ value: DatabaseValue, as type: Oid, at index: Int32, _ list: inout ParameterList) -> Bool {
      switch value {
      case .null: list.setNull(index, type)
      case .bool(let value): return write(value, type, index, &list)
      case .int(let value): return write(value, type, index, &list)
      case .double(let value): return write(value, type, index, &list)
      case .text(let value), .json(let value): return write(text: value, type, index, &list)
      case .bytes(let value): return write(value, type, index, &list)
      case .date(let value): return write(value, type, index, &list)
      case .uuid(let value): return write(value, type, index, &list)
      case .decimal(let value): return write(value, type, index, &list)
      case .row: return false
      }
      return true
    }

    /// Writes a value as the type that fits it best.
    static func writeWithOwnType(_ value: DatabaseValue, at index: Int32, _ list: inout ParameterList) {
      let type =
        switch value {
        case .null: Oid(0)
        case .bool: TypeNumber.bool
        case .int: TypeNumber.int8
        case .double: TypeNumber.float8
        case .text: TypeNumber.text
        case .bytes: TypeNumber.bytea
        case .date: TypeNumber.timestamptz
        case .uuid: TypeNumber.uuid
        case .decimal: TypeNumber.numeric
        case .json: TypeNumber.jsonb
        case .row: Oid(0)
        }
      _ = write(value, as: type, at: index, &list)
    }

    /// What no type of PostgreSQL can hold.
    static func problem(_ value: DatabaseValue) -> String? {
      switch value {
      case .text(let text), .json(let text):
        text.utf8.contains(0) ? "PostgreSQL's text cannot hold the character NUL (U+0000)" : nil
      case .date(let date): microseconds(date) == nil ? "PostgreSQL cannot hold a moment so far away" : nil
      case .decimal(let value): value.isNaN ? "PostgreSQL cannot hold the decimal number NaN here" : nil
      default: nil
      }
    }

    static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout ContiguousArray<UInt8>) {
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Microseconds since 1970, where PostgreSQL can hold them: from 4713 BC to the year 294276.
    static func microseconds(_ date: Date) -> Int64? {
      let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
      guard microseconds > -2.1e17, microseconds < 9.2e18 else { return nil }
      return Int64(microseconds)
    }

    static func write(ascii text: String, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      list.set(index, type, isBinary: false) { $0.append(contentsOf: text.utf8) }
      return true
    }

    static func isText(_ type: Oid) -> Bool {
      type == TypeNumber.text || type == TypeNumber.varchar || type == TypeNumber.bpchar || type == TypeNumber.name
    }
  }

  extension ValueEncoding {
    private static func write(text: String, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      if text.utf8.contains(0) { return false }
      if type == TypeNumber.bytea {
        list.set(index, type, isBinary: true) { $0.append(contentsOf: text.utf8) }
      } else {
        list.set(index, type, isBinary: isText(type)) { $0.append(contentsOf: text.utf8) }
      }
      return true
    }

    private static func write(_ data: Data, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      guard type == 0 || type == TypeNumber.bytea || (type == TypeNumber.uuid && data.count == 16) else { return false }
      list.set(index, type, isBinary: true) { $0.append(contentsOf: data) }
      return true
    }

    private static func write(_ uuid: UUID, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      if type == TypeNumber.uuid || type == TypeNumber.bytea {
        list.set(index, type, isBinary: true) { bytes in withUnsafeBytes(of: uuid.uuid) { bytes.append(contentsOf: $0) } }
        return true
      }
      guard type == 0 || isText(type) else { return false }
      return write(ascii: uuid.uuidString.lowercased(), type, index, &list)
    }

    private static func write(_ date: Date, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      guard let microseconds = microseconds(date) else { return false }
      switch type {
      case TypeNumber.timestamptz, TypeNumber.timestamp:
        list.set(index, type, isBinary: true) { append(microseconds - TimestampForm.start, to: &$0) }
      case TypeNumber.date:
        let day = (Double(microseconds) / 86_400_000_000).rounded(.down)
        list.set(index, type, isBinary: true) { append(Int32(day) - TimestampForm.startDay, to: &$0) }
      // Without a type the session's time zone would be taken for the text's.
      case 0: return write(ascii: UTCTimestamp.text(date) + "+00", type, index, &list)
      default: return isText(type) && write(ascii: UTCTimestamp.text(date), type, index, &list)
      }
      return true
    }
  }
#endif
