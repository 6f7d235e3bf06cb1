/// What a record is identified by: its class and key, or the instance itself as long as it has no row.
public struct RecordIdentity: Hashable, Sendable {
  private let type: ObjectIdentifier
  private let key: DatabaseValue
  private let instance: ObjectIdentifier?

  init(_ record: Record) {
    type = ObjectIdentifier(Swift.type(of: record))
    key = record.isNew ? .null : record.keyValue
    instance = key.isNull ? ObjectIdentifier(record) : nil
  }
}

extension Record: Hashable, Identifiable {
  /// The type of a record's identity.
  @_implements(Identifiable,ID) public typealias Identity = RecordIdentity

  /// What the record is identified by: its class and key, or the instance itself as long as it has no row.
  @_disfavoredOverload @_implements(Identifiable,id)
  public final var identity: RecordIdentity { RecordIdentity(self) }

  /// Whether two records stand for the same row: the same class and the same key. A new record equals itself only.
  public static func == (left: Record, right: Record) -> Bool {
    left === right || left.identity == right.identity
  }

  /// Feeds the identity into `hasher`.
  ///
  /// A new record changes its identity when it is saved: put it into sets after that.
  public final func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

extension Record: CustomStringConvertible {
  /// The class, the key and every column, for logs and debuggers: `Post(id: 1, title: "Hello")`. Values of columns that
  /// ``FilteredAttributes`` names are masked.
  public var description: String {
    let layout = facts.layout
    let parts = facts.ownIndexes.map { index in
      let column = layout.columns[index], value = _value(index)
      let isHidden = !value.isNull && FilteredAttributes.hide(column.name)
      return "\(column.property): \(isHidden ? FilteredAttributes.mask : value.description)"
    }
    return "\(facts.name)(\(parts.joined(separator: ", ")))"
  }
}

extension Record {
  /// The integer column called `id` of a key that the model declares: where an optional is wanted, it is asked for here.
  @inline(never) final var declaredID: Int? {
    guard let index = declaredIDIndex, facts.isSet(self, index) else { return nil }
    return try? Int(databaseValue: _value(index))
  }

  @inline(never) final func writeDeclaredID(_ id: Int?) {
    guard let index = declaredIDIndex else { return _writeKey(id) }
    // `NULL` does not fit a column that is not optional.
    try? write(index, id.map { .int(Int64($0)) } ?? .null)
  }

  private final var declaredIDIndex: Int? {
    facts.layout.keyParts.first { facts.layout.columns[$0].property == "id" && facts.layout.columns[$0].kind == .integer }
  }
}
