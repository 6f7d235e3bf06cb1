/// What few records need: changes, errors, and associations that were changed in memory. Allocated on first use.
public final class RecordExtras {
  /// The columns that were set since the record was loaded or saved.
  @exclusivity(unchecked) package final var changed = ColumnSet()
  /// The columns that are written by the next save whether they differ or not, and those that the last one wrote so.
  @exclusivity(unchecked) package final var forced = ColumnSet()
  @exclusivity(unchecked) package final var previouslyForced = ColumnSet()
  /// The values that changed columns had before.
  @exclusivity(unchecked) package final var originals: [(index: Int32, value: DatabaseValue)] = []
  /// The values that columns had before the last save; those after it are the originals of today.
  @exclusivity(unchecked) package final var previous: [(index: Int32, value: DatabaseValue)] = []
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

  package func association(_ index: Int) -> AnyObject? {
    index < associations.count ? associations[index] : nil
  }

  package func setAssociation(_ index: Int, _ state: AnyObject?) {
    while associations.count <= index { associations.append(nil) }
    associations[index] = state
  }
}
