/// What few records need: changes, errors, and associations that were changed in memory. Allocated on first use.
public final class RecordExtras {
  /// The columns that were set since the record was loaded or saved.
  @exclusivity(unchecked) package final var changed = ColumnSet()
  /// The columns that are written by the next save whether they differ or not, and those that the last one wrote so.
  @exclusivity(unchecked) package final var forced = ColumnSet()
  @exclusivity(unchecked) package final var previouslyForced = ColumnSet()
  /// The values that changed columns had before, but for those that had none.
  @exclusivity(unchecked) package final var originals: [(index: Int32, value: DatabaseValue)] = []
  /// The changed columns that were not set before, as those of a new record: their facts know what they held.
  @exclusivity(unchecked) package final var unset = ColumnSet()
  /// The values that columns had before the last save; those after it are the originals of today.
  @exclusivity(unchecked) package final var previous: [(index: Int32, value: DatabaseValue)] = []
  @exclusivity(unchecked) package final var previouslyUnset = ColumnSet()
  /// What the last validation found.
  @exclusivity(unchecked) package final var errors = ValidationErrors()
  /// The state of associations that belong to this record alone, by the association's index.
  @exclusivity(unchecked) package final var associations: ContiguousArray<AnyObject?> = []
  /// The record's part in the innermost transaction that changed it, as the layer of transactions keeps it.
  @exclusivity(unchecked) package final var participant: AnyObject?

  package init() {}

  /// Remembers what a column was, unless it was set before.
  @inline(never) final func note(_ index: Int, _ old: consuming DatabaseValue) {
    if changed.add(index) { originals.append((Int32(truncatingIfNeeded: index), old)) }
  }

  /// Remembers that a column was not set before.
  @inline(__always) final func noteUnset(_ index: Int) {
    if changed.add(index) { unset.insert(index) }
  }

  /// A column is as it was.
  package final func forget(_ index: Int) {
    changed.remove(index)
    unset.remove(index)
    originals.removeAll { $0.index == index }
  }

  /// Whether the last save wrote columns that it had to.
  package final var hasPrevious: Bool { !previous.isEmpty || !previouslyUnset.isEmpty }

  /// Whether a column was changed when the last save began.
  package final func wasChanged(_ index: Int) -> Bool { previouslyUnset.contains(index) || previous.contains { $0.index == index } }

  package func association(_ index: Int) -> AnyObject? {
    index < associations.count ? associations[index] : nil
  }

  package func setAssociation(_ index: Int, _ state: AnyObject?) {
    while associations.count <= index { associations.append(nil) }
    associations[index] = state
  }
}
