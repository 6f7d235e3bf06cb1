extension Record {
  /// Sets a column by its index, as its property's setter would.
  package final func write(_ index: Int, _ value: DatabaseValue) throws {
    if index < 0 { return try writeRow(index, value) }
    let old = _value(index)
    do { try _assign(index, value) } catch let error as ValueError {
      throw ModelError(.valueMismatch, model: facts.name, member: facts.layout.columns[index].property, error.description)
    }
    // A number that a column of text takes is text by now.
    let new = _value(index)
    if old != new || isNew { _note(index, old: old, new: new) }
  }

  /// Sets the integer key, remembering what it was.
  package final func _writeKey(_ key: Int?) {
    let new: DatabaseValue = key.map { .int(Int64($0)) } ?? .null
    let old: DatabaseValue = _flags.contains(.hasKey) ? .int(_id) : .null
    if old == new { return }
    _note(0, old: old, new: new)
    if let key {
      _id = Int64(key)
      _flags.insert(.hasKey)
    } else {
      _flags.remove(.hasKey)
    }
  }

  /// Makes what is in memory the state that later changes are counted from.
  package final func changesApplied() {
    guard let extras = _extras else { return }
    swap(&extras.previous, &extras.originals)
    if !extras.originals.isEmpty { extras.originals.removeAll(keepingCapacity: true) }
    swap(&extras.previouslyUnset, &extras.unset)
    extras.unset.removeAll()
    extras.changed.removeAll()
    if !extras.forced.isEmpty || !extras.previouslyForced.isEmpty {
      extras.previouslyForced = extras.forced
      extras.forced.removeAll()
    }
    _flags.remove(.changed)
  }

  /// Takes a column as it is in memory for what the row holds; other changes stay.
  package final func changeApplied(_ index: Int) {
    if index < 0 { return facts.layout.parts(of: index).forEach(changeApplied) }
    guard let extras = _extras, extras.changed.contains(index) else { return }
    extras.forget(index)
    extras.forced.remove(index)
    if extras.changed.isEmpty { _flags.remove(.changed) }
  }

  /// Takes over the columns of another instance of the same row; what was changed here stays.
  package final func takeRow(of other: Record) {
    guard type(of: self) == type(of: other) else { return }
    let changed = changedSet
    // A value of the same class's property fits.
    for index in facts.ownIndexes where !changed.contains(index) { try? _assign(index, other._value(index)) }
  }

  /// Forgets changes without keeping them as the previous ones.
  package final func forgetChanges() {
    guard let extras = _extras else { return }
    extras.originals.removeAll()
    extras.unset.removeAll()
    extras.previous.removeAll()
    extras.previouslyUnset.removeAll()
    extras.changed.removeAll()
    extras.forced.removeAll()
    extras.previouslyForced.removeAll()
    _flags.remove(.changed)
  }

  /// The value a column had when the record was loaded or saved last.
  package final func original(_ index: Int) -> DatabaseValue {
    if index < 0 { return originalRow(at: index) }
    guard let extras = _extras, extras.changed.contains(index) else { return _value(index) }
    if extras.unset.contains(index) { return facts.layout.columns[index].unset }
    return extras.originals.first { $0.index == index }?.value ?? _value(index)
  }

  /// The columns whose value differs from the original one.
  package final var changedSet: ColumnSet {
    guard let extras = _extras else { return ColumnSet() }
    var set = extras.forced
    for entry in extras.originals where entry.value != _value(Int(entry.index)) { set.insert(Int(entry.index)) }
    if !extras.unset.isEmpty {
      let columns = facts.layout.columns
      extras.unset.forEach { if columns[$0].unset != _value($0) { set.insert($0) } }
    }
    return set
  }

  /// Whether all of these columns were set since the record was loaded or saved.
  @inline(__always) package final func hasSet(_ columns: ColumnSet) -> Bool {
    if let extras = _extras { columns.isSubset(of: extras.changed) } else { columns.isEmpty }
  }

  /// Has the next save write a column.
  package final func force(_ index: Int) {
    let extras = _extra()
    if !extras.changed.contains(index) { extras.originals.append((Int32(index), _value(index))) }
    extras.changed.insert(index)
    extras.forced.insert(index)
    _flags.insert(.changed)
  }

  /// The indexes of those columns, in ascending order.
  package final var changedIndexes: [Int] {
    var indexes: [Int] = []
    changedSet.forEach { indexes.append($0) }
    return indexes
  }
}

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
