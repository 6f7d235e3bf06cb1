#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  // Numbers and truth values as the types that the server expects.

  extension ValueEncoding {
    static func write(_ value: Bool, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      switch type {
      case TypeNumber.bool: list.set(index, type, isBinary: true) { $0.append(value ? 1 : 0) }
      case TypeNumber.int2, TypeNumber.int4, TypeNumber.int8: return write(Int64(value ? 1 : 0), type, index, &list)
      default:
        guard type == 0 || isText(type) || type == TypeNumber.json || type == TypeNumber.jsonb else { return false }
        return write(ascii: value ? "true" : "false", type, index, &list)
      }
      return true
    }

    static func write(_ value: Int64, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      switch type {
      case TypeNumber.int8: list.set(index, type, isBinary: true) { append(value, to: &$0) }
      case TypeNumber.int4:
        guard let short = Int32(exactly: value) else { return false }
        list.set(index, type, isBinary: true) { append(short, to: &$0) }
      case TypeNumber.int2:
        guard let short = Int16(exactly: value) else { return false }
        list.set(index, type, isBinary: true) { append(short, to: &$0) }
      case TypeNumber.bool:
        guard value == 0 || value == 1 else { return false }
        list.set(index, type, isBinary: true) { $0.append(value == 1 ? 1 : 0) }
      case TypeNumber.float8: return write(Double(value), type, index, &list)
      // The server takes a number whose type it was not told for one of 32 bits where it has no other hint.
      case 0 where Int32(exactly: value) == nil: list.set(index, TypeNumber.int8, isBinary: true) { append(value, to: &$0) }
      case 0, TypeNumber.numeric, TypeNumber.float4, TypeNumber.oid, TypeNumber.json, TypeNumber.jsonb:
        return write(ascii: String(value), type, index, &list)
      default: return isText(type) && write(ascii: String(value), type, index, &list)
      }
      return true
    }

    static func write(_ value: Double, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      switch type {
      case TypeNumber.float8: list.set(index, type, isBinary: true) { append(value.bitPattern, to: &$0) }
      case TypeNumber.float4: list.set(index, type, isBinary: true) { append(Float(value).bitPattern, to: &$0) }
      case TypeNumber.int2, TypeNumber.int4, TypeNumber.int8, TypeNumber.bool:
        guard let integer = Int64(exactly: value) else { return false }
        return write(integer, type, index, &list)
      case 0:
        if let integer = Int64(exactly: value) { return write(integer, type, index, &list) }
        return write(value, TypeNumber.float8, index, &list)
      case TypeNumber.numeric, TypeNumber.json, TypeNumber.jsonb: return write(ascii: spelled(value), type, index, &list)
      default: return isText(type) && write(ascii: String(value), type, index, &list)
      }
      return true
    }

    static func write(_ value: Decimal, _ type: Oid, _ index: Int32, _ list: inout ParameterList) -> Bool {
      if value.isNaN { return type == TypeNumber.numeric && write(ascii: "NaN", type, index, &list) }
      switch type {
      case TypeNumber.float8, TypeNumber.float4: return write(ascii: value.description, type, index, &list)
      case TypeNumber.int2, TypeNumber.int4, TypeNumber.int8:
        guard let integer = Int64(value.description) else { return false }
        return write(integer, type, index, &list)
      case 0, TypeNumber.numeric, TypeNumber.json, TypeNumber.jsonb: return write(ascii: value.description, type, index, &list)
      default: return isText(type) && write(ascii: value.description, type, index, &list)
      }
    }

    private static func spelled(_ value: Double) -> String {
      if value.isNaN { return "NaN" }
      if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
      return String(value)
    }
  }
#endif
