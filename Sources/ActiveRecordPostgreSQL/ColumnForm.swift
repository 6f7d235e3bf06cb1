#if PostgreSQL
  import CPostgreSQL

  /// The types that are part of every PostgreSQL server, by their numbers.
  enum TypeNumber {
    static let bool: Oid = 16, bytea: Oid = 17, char: Oid = 18, name: Oid = 19, int8: Oid = 20, int2: Oid = 21, int4: Oid = 23
    static let text: Oid = 25, oid: Oid = 26, json: Oid = 114, xml: Oid = 142, float4: Oid = 700, float8: Oid = 701, unknown: Oid = 705
    static let bpchar: Oid = 1042, varchar: Oid = 1043, date: Oid = 1082, timestamp: Oid = 1114, timestamptz: Oid = 1184
    static let numeric: Oid = 1700, uuid: Oid = 2950, jsonb: Oid = 3802
  }

  /// How a column of a result is read: by its type, and whether it comes in PostgreSQL's binary form or as text.
  enum ColumnForm: UInt8 {
    case int2, int4, int8, oid, bool, float4, float8, numeric, text, bytea, uuid, timestamp, date, json, jsonb
    case integerText, floatText, boolText, numericText, byteaText, uuidText, timestampText, dateText
    /// A type that only its text is known of: enums, arrays, addresses and the like.
    case other

    init(_ type: Oid, isBinary: Bool) {
      self = isBinary ? Self.binary(type) : Self.text(type)
    }

    static func all(of result: OpaquePointer, isBinary: Bool) -> ContiguousArray<ColumnForm> {
      let count = PQnfields(result)
      var forms: ContiguousArray<ColumnForm> = []
      forms.reserveCapacity(Int(count))
      for index in 0..<count { forms.append(ColumnForm(PQftype(result, index), isBinary: isBinary)) }
      return forms
    }

    private static func binary(_ type: Oid) -> ColumnForm {
      switch type {
      case TypeNumber.int2: .int2
      case TypeNumber.int4: .int4
      case TypeNumber.int8: .int8
      case TypeNumber.oid: .oid
      case TypeNumber.bool: .bool
      case TypeNumber.float4: .float4
      case TypeNumber.float8: .float8
      case TypeNumber.numeric: .numeric
      case TypeNumber.text, TypeNumber.varchar, TypeNumber.bpchar, TypeNumber.name, TypeNumber.unknown, TypeNumber.xml: .text
      case TypeNumber.bytea: .bytea
      case TypeNumber.uuid: .uuid
      case TypeNumber.timestamp, TypeNumber.timestamptz: .timestamp
      case TypeNumber.date: .date
      case TypeNumber.json: .json
      case TypeNumber.jsonb: .jsonb
      default: .other
      }
    }

    private static func text(_ type: Oid) -> ColumnForm {
      switch type {
      case TypeNumber.int2, TypeNumber.int4, TypeNumber.int8, TypeNumber.oid: .integerText
      case TypeNumber.float4, TypeNumber.float8: .floatText
      case TypeNumber.bool: .boolText
      case TypeNumber.numeric: .numericText
      case TypeNumber.bytea: .byteaText
      case TypeNumber.uuid: .uuidText
      case TypeNumber.timestamp, TypeNumber.timestamptz: .timestampText
      case TypeNumber.date: .dateText
      case TypeNumber.json, TypeNumber.jsonb: .json
      case TypeNumber.text, TypeNumber.varchar, TypeNumber.bpchar, TypeNumber.name, TypeNumber.unknown, TypeNumber.xml: .text
      default: .other
      }
    }
  }
#endif
