// What is kept of a record's changes: the values before them, and the columns that were set.

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
