extension RecordSnapshot: Encodable {
  /// Encodes the values under the properties' names, and the associations that were taken along under theirs.
  ///
  /// ```swift
  /// let json = try JSONEncoder().encode(try author.snapshot(\.posts.tags))
  /// // {"id":1,"name":"Ada","posts":[{"id":7,"title":"Hello","authorID":1,"tags":[…]}]}
  /// ```
  ///
  /// The paths choose what goes in, so that a graph with circles ends where they end. What was never set is left out, and what has no value is
  /// `null`. Nothing is loaded.
  ///
  /// - Throws: What the encoder throws, and ``ModelError`` where a value does not fit its property's type.
  public func encode(to encoder: any Encoder) throws { try node.encode(to: encoder) }
}

extension SnapshotNode: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: PropertyKey.self)
    for index in values.keys.sorted() {
      guard let value = values[index] else { continue }
      let column = facts.layout.columns[index]
      try container.encode(EncodableValue(value: value, type: column.type), forKey: PropertyKey(column.property))
    }
    for (name, nodes) in targets.sorted(by: { $0.key < $1.key }) {
      if try !facts.association(name).isSingular {
        try container.encode(nodes, forKey: PropertyKey(name))
      } else if let node = nodes.first {
        try container.encode(node, forKey: PropertyKey(name))
      } else {
        try container.encodeNil(forKey: PropertyKey(name))
      }
    }
  }

  /// The name of a property or an association.
  private struct PropertyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}

/// The value of a column, encoded as its property's type encodes itself; as the database has it where the type cannot be encoded.
private struct EncodableValue: Encodable {
  let value: DatabaseValue
  let type: Any.Type

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    // Through the container, so that the encoder's own forms of dates and bytes hold.
    if !value.isNull, let type = type as? any (ColumnValue & Encodable).Type { return try write(as: type, &container) }
    switch value {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .int(let value): try container.encode(value)
    case .double(let value): try container.encode(value)
    case .text(let value), .json(let value): try container.encode(value)
    case .bytes(let value): try container.encode(value)
    case .date(let value): try container.encode(value)
    case .uuid(let value): try container.encode(value)
    case .decimal(let value): try container.encode(value)
    case .row: try container.encodeNil()
    }
  }

  private func write<V: ColumnValue & Encodable>(as type: V.Type, _ container: inout any SingleValueEncodingContainer) throws {
    try container.encode(V(databaseValue: value))
  }
}
