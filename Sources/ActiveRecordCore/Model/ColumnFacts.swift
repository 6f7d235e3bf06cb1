/// What is known about a column of a model.
public struct ColumnFacts: Sendable {
  /// The property's name in the model.
  public let property: String
  /// The column's name in the database.
  public let name: String
  /// What kind of column the type is stored in.
  public let kind: ColumnKind
  /// Whether the property can be `nil`.
  public let isOptional: Bool
  /// Whether a new record has a value for it from the start.
  public let hasDefault: Bool
  /// Whether this is the primary key.
  public let isKey: Bool
  /// Whether this is one of the further columns of a primary key of several.
  public let isKeyPart: Bool
  /// The property's type, for messages and checks.
  public let type: Any.Type
  /// Whether this only keeps the positions of others: the type column of an association that has none.
  let isPlaceholder: Bool
  /// What a new record holds until it is set, as far as that need not be noted.
  let unset: DatabaseValue

  /// What is known about a column of a model.
  ///
  /// - Parameters:
  ///   - property: The property's name.
  ///   - type: Its type.
  ///   - name: The column's name where it does not follow from the property's.
  ///   - hasDefault: Whether the declaration has a value.
  ///   - isKey: Whether this is the primary key, or its first column.
  ///   - isKeyPart: Whether this is one of its further columns.
  public init<V: ColumnValue>(
    _ property: String, _ type: V.Type, name: String? = nil, hasDefault: Bool = false, isKey: Bool = false,
    isKeyPart: Bool = false
  ) {
    self.property = property
    self.name = name ?? Inflector.columnName(property)
    self.kind = V.columnKind
    self.isOptional = V.self is any OptionalColumnValue.Type
    self.hasDefault = hasDefault
    self.isKey = isKey
    self.isKeyPart = isKeyPart
    self.type = type
    isPlaceholder = false
    unset = V._unsetValue ?? .null
  }

  init(key name: String) {
    property = "id"
    self.name = name
    kind = .integer
    isOptional = true
    hasDefault = false
    isKey = true
    isKeyPart = false
    type = Int.self
    isPlaceholder = false
    unset = .null
  }

  /// The columns of a key of several, as one.
  init(key columns: [ColumnFacts]) {
    property = columns.map(\.property).joined(separator: ", ")
    name = KeyName.joined(columns.map(\.name))
    kind = .json
    isOptional = columns.contains(where: \.isOptional)
    hasDefault = false
    isKey = false
    isKeyPart = false
    type = [DatabaseValue].self
    isPlaceholder = false
    unset = .null
  }

  init(placeholder name: String) { self.init(typeColumn: name, isPlaceholder: true) }

  init(typeColumn name: String, isPlaceholder: Bool = false) {
    property = name
    self.name = name
    kind = .text
    isOptional = true
    hasDefault = true
    isKey = false
    isKeyPart = false
    type = String?.self
    self.isPlaceholder = isPlaceholder
    unset = .null
  }
}

/// Optionals, seen without their wrapped type.
protocol OptionalColumnValue {}
extension Optional: OptionalColumnValue {}
