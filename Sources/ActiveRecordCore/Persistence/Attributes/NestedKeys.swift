// The keys that name members in nested attributes: of one column or several, as a program or a form gives them.

extension NestedChange {
  /// Changes the member with this key of two columns; it must be one of the owner's.
  ///
  /// ```swift
  /// try await shop.update(Attributes { $0.orders = [.update((7, "A-1")) { $0.note = "paid" }] })
  /// ```
  public static func update<A: ColumnValue, B: ColumnValue>(_ key: (A, B), _ write: (inout Attributes<Element>) -> Void) -> Self {
    update(key, Attributes(write))
  }

  /// Changes the member with this key of two columns; it must be one of the owner's.
  public static func update<A: ColumnValue, B: ColumnValue>(_ key: (A, B), _ attributes: Attributes<Element>) -> Self {
    Self(MemberChange(key: .key([key.0.databaseValue, key.1.databaseValue]), attributes: attributes.changes))
  }

  /// Destroys the member with this key of two columns, where the rules allow it.
  public static func destroy<A: ColumnValue, B: ColumnValue>(_ key: (A, B)) -> Self {
    Self(MemberChange(key: .key([key.0.databaseValue, key.1.databaseValue]), destroys: true, isTyped: true))
  }
}

extension InputValue {
  /// The value of a member's `id`: a list (`id[]=7&id[]=A-1` in a form) is a key of several columns.
  var keyValue: DatabaseValue? {
    switch self {
    case .list(let values): Self.key(values)
    case .object(let members) where members.allSatisfy({ Int($0.key) != nil }): Self.key(members.map(\.value))
    default: databaseValue
    }
  }

  private static func key(_ parts: [InputValue]) -> DatabaseValue? {
    let values = parts.compactMap(\.databaseValue)
    return values.isEmpty || values.count < parts.count ? nil : .key(values)
  }
}

extension DatabaseValue {
  /// Whether two keys mean the same row: forms send numbers as text.
  func isSameKey(as other: DatabaseValue) -> Bool {
    if self == other { return true }
    let (own, others) = (parts, other.parts)
    return own.count == others.count && zip(own, others).allSatisfy { $0 == $1 || (!$0.isNull && !$1.isNull && $0.shown == $1.shown) }
  }
}

extension ModelFacts {
  /// A key as input gives it, with text turned into what the key's columns hold; `nil` where it cannot be a key of this model.
  func key(given value: DatabaseValue) -> DatabaseValue? {
    let columns = layout.keyParts.map { layout.columns[$0] }, parts = value.parts
    guard parts.count == columns.count else { return nil }
    let values = zip(parts, columns).compactMap { part, column in part.asKey(column.kind) }
    return values.count == columns.count ? .key(values) : nil
  }
}
