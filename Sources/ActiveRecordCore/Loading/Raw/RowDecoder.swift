/// Decodes a row into a `Decodable` type, by the names of the columns.
struct RowDecoder: Decoder {
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  private let values: [String: DatabaseValue]
  private let first: DatabaseValue

  init(_ row: any RowCursor) {
    values = Dictionary((0..<row.columnCount).map { (row.columnName($0), row.value($0)) }, uniquingKeysWith: { $1 })
    first = row.columnCount > 0 ? row.value(0) : .null
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Keyed<Key>(values: values))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw DecodingError.typeMismatch([Any].self, .init(codingPath: [], debugDescription: "a row is not a list; decode a struct"))
  }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(value: first, codingPath: []) }

  private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let values: [String: DatabaseValue]
    let codingPath: [any CodingKey] = []
    var allKeys: [Key] { values.keys.compactMap { Key(stringValue: $0) } }

    /// The column of a key: by its name, or by its name in snake case.
    private func value(_ key: Key) -> DatabaseValue? { values[key.stringValue] ?? values[Inflector.columnName(key.stringValue)] }
    func contains(_ key: Key) -> Bool { value(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { value(key)?.isNull ?? true }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      guard let value = value(key) else {
        throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "the result has no column '\(key.stringValue)'"))
      }
      return try Single(value: value, codingPath: [key]).decode(type)
    }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
      throw flat(key)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw flat(key) }
    func superDecoder() throws -> any Decoder { Single(value: .null, codingPath: []) }
    func superDecoder(forKey key: Key) throws -> any Decoder { Single(value: value(key) ?? .null, codingPath: [key]) }
    private func flat(_ key: Key) -> DecodingError {
      .typeMismatch(Any.self, .init(codingPath: [key], debugDescription: "a column holds one value; use a JSON column type"))
    }
  }

  private struct Single: SingleValueDecodingContainer, Decoder {
    let value: DatabaseValue
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func decodeNil() -> Bool { value.isNull }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
      if let column = type as? any ColumnValue.Type {
        do {
          if let result = try column.init(databaseValue: value) as? T { return result }
        } catch {
          throw DecodingError.typeMismatch(type, .init(codingPath: codingPath, debugDescription: "\(error)"))
        }
      }
      return try T(from: self)
    }
    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
      throw DecodingError.typeMismatch(type, .init(codingPath: codingPath, debugDescription: "a column holds one value"))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
      throw DecodingError.typeMismatch([Any].self, .init(codingPath: codingPath, debugDescription: "a column holds one value"))
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
  }
}
