// How setters remember what columns were before.

extension Record {
  /// Remembers what a property was before it is set; the setters that `@Model` generates call this.
  ///
  /// (The property is not handed over to be changed here: every other use of it would then check that this one is over.)
  ///
  /// - Returns: Whether it has to be set.
  @inlinable public final func _changes<V: ColumnValue>(_ index: Int, _ old: V, _ new: V) -> Bool {
    if !_flags.contains(.persisted) {
      if old._isUnset { _noteUnset(index) } else { _noteFirst(index, old: old.databaseValue) }
    } else {
      if old == new { return false }
      _note(index, old: old.databaseValue, new: new.databaseValue)
    }
    return true
  }

  /// Remembers that a column changes from `old` to `new`; going back to the loaded value is no change.
  @inline(never) public final func _note(_ index: Int, old: DatabaseValue, new: DatabaseValue) {
    if _flags.contains(.persisted), let extras = _extras, extras.changed.contains(index) {
      if ChangeJournal.isKept { ChangeJournal.current?.keep(self, index, old) }
      return noteAgain(index, new, extras)
    }
    if !_flags.contains(.persisted), facts.layout.columns[index].unset == old { return _noteUnset(index) }
    _noteFirst(index, old: old)
  }

  /// Remembers that a column of a new record is set: it held what columns of its type hold until then.
  @inline(never) public final func _noteUnset(_ index: Int) {
    if ChangeJournal.isKept { ChangeJournal.current?.keep(self, index, facts.layout.columns[index].unset) }
    let extras = takeExtras()
    extras.noteUnset(index)
    _extras = consume extras
    _flags.insert(.changed)
  }

  /// Remembers what a column was before it is set for the first time; without a row there is nothing to go back to.
  ///
  /// (The extras are taken out of the record and put back: they need not be retained meanwhile.)
  @inline(never) public final func _noteFirst(_ index: Int, old: consuming DatabaseValue) {
    if ChangeJournal.isKept { ChangeJournal.current?.keep(self, index, old) }
    let extras = takeExtras()
    extras.note(index, old)
    _extras = consume extras
    _flags.insert(.changed)
  }

  @inline(__always) private func takeExtras() -> RecordExtras {
    var taken: RecordExtras?
    swap(&taken, &_extras)
    return taken ?? RecordExtras()
  }

  @inline(never) private func noteAgain(_ index: Int, _ new: DatabaseValue, _ extras: RecordExtras) {
    guard !extras.forced.contains(index), original(index) == new else { return }
    extras.forget(index)
    if extras.changed.isEmpty { _flags.remove(.changed) }
  }
}
