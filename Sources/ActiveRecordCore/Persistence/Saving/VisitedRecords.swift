/// The records that a walk through associations has been at. Most walks see one record, which takes no memory.
struct VisitedRecords {
  private var first: ObjectIdentifier?
  private var others: Set<ObjectIdentifier> = []

  /// Notes a record; `false` where it was noted before.
  mutating func insert(_ record: Record) -> Bool {
    let id = ObjectIdentifier(record)
    guard let first else {
      first = id
      return true
    }
    return first != id && others.insert(id).inserted
  }

  /// Whether more than one record was noted.
  var areSeveral: Bool { !others.isEmpty }

  /// Whether a record was noted.
  func contains(_ record: Record) -> Bool {
    let id = ObjectIdentifier(record)
    return first == id || others.contains(id)
  }
}
