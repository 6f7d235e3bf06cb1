// What users ask about a record's changes.

extension Record {
  /// Whether some column differs from what was loaded or saved last.
  ///
  /// ```swift
  /// post.title = "New"
  /// post.isChanged        // true
  /// post.changedColumns   // ["title"]
  /// ```
  public final var isChanged: Bool { _flags.contains(.changed) && !changedSet.isEmpty }

  /// The names of the columns that differ from what was loaded or saved last.
  public final var changedColumns: [String] { changedIndexes.map { facts.layout.columns[$0].name } }

  /// The columns that differ, each with the value before and the value now.
  public final var changes: [String: (old: DatabaseValue, new: DatabaseValue)] {
    var result: [String: (old: DatabaseValue, new: DatabaseValue)] = [:]
    for index in changedIndexes { result[facts.layout.columns[index].name] = (original(index), _value(index)) }
    return result
  }

  /// The columns that the last save changed, each with the value before and after it; of a new row, its key too.
  public final var previousChanges: [String: (old: DatabaseValue, new: DatabaseValue)] {
    var result: [String: (old: DatabaseValue, new: DatabaseValue)] = [:]
    func add(_ index: Int, _ old: DatabaseValue) {
      let new = original(index), wasForced = _extras?.previouslyForced.contains(index) ?? false
      if old != new || wasForced { result[facts.layout.columns[index].name] = (old, new) }
    }
    for change in _extras?.previous ?? [] { add(Int(change.index), change.value) }
    _extras?.previouslyUnset.forEach { add($0, facts.layout.columns[$0].unset) }
    if wasNew {
      for part in facts.layout.keyParts where result[facts.layout.columns[part].name] == nil {
        result[facts.layout.columns[part].name] = (.null, original(part))
      }
    }
    return result
  }

  /// Every column with its value, keys included.
  public final var attributes: [String: DatabaseValue] {
    var result: [String: DatabaseValue] = [:]
    for index in facts.ownIndexes { result[facts.layout.columns[index].name] = _value(index) }
    return result
  }
}

extension RecordProtocol where Self: Record {
  /// Whether a column differs from what was loaded or saved last.
  public func isChanged<V>(_ column: KeyPath<Self.Type, Column<V>>) -> Bool {
    changedSet.contains(Self.self[keyPath: column].index)
  }

  /// The value a column had when the record was loaded or saved last.
  ///
  /// - Throws: ``ValueError`` where the original cannot be shown as the property's type.
  public func original<V: ColumnValue>(_ column: KeyPath<Self.Type, Column<V>>) throws -> V {
    try V(databaseValue: original(Self.self[keyPath: column].index))
  }

  /// The value a column had before the last save; the value it has where that save did not change it.
  ///
  /// - Throws: ``ValueError`` where the value cannot be shown as the property's type.
  public func valueBeforeLastSave<V: ColumnValue>(_ column: KeyPath<Self.Type, Column<V>>) throws -> V {
    let index = Self.self[keyPath: column].index
    if _extras?.previouslyUnset.contains(index) == true { return try V(databaseValue: facts.layout.columns[index].unset) }
    let before = _extras?.previous.first { $0.index == index }?.value
    return try V(databaseValue: before ?? original(index))
  }

  /// Has the next save write a column although it does not differ: Rails' `will_change!`.
  ///
  /// ```swift
  /// post.willChange(\.title)
  /// try await post.save()      // UPDATE "posts" SET "title" = ?, "updated_at" = ? WHERE "posts"."id" = ?
  /// ```
  ///
  /// For values that a trigger looks at, or that others may have overwritten since the record was loaded.
  public func willChange<V>(_ column: KeyPath<Self.Type, Column<V>>) {
    let index = Self.self[keyPath: column].index
    // What was never set stays so: an insert tells it.
    if facts.isSet(self, index) { force(index) }
  }

  /// Whether a property was set: by an initialiser, by assignment, by its default, or because the record was loaded.
  ///
  /// Reading a property that was never set is safe and gives the empty value of its type; saving such a record is an
  /// error that names the property.
  public func isSet<V>(_ column: KeyPath<Self.Type, Column<V>>) -> Bool {
    facts.isSet(self, Self.self[keyPath: column].index)
  }

  /// Takes back every change since the record was loaded or saved.
  ///
  /// - Throws: ``ModelError`` where an original does not fit any more.
  public func restoreAttributes() throws {
    guard let extras = _extras else { return }
    for entry in extras.originals { try _assign(Int(entry.index), entry.value) }
    try extras.unset.forEach { try _assign($0, facts.layout.columns[$0].unset) }
    let previous = extras.previous, previouslyUnset = extras.previouslyUnset
    forgetChanges()
    (extras.previous, extras.previouslyUnset) = (previous, previouslyUnset)
  }
}
