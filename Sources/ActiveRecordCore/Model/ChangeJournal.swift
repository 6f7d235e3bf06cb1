import Synchronization

/// Keeps what records were before their columns were changed, so that a transaction that is run again begins with the same records.
package final class ChangeJournal: @unchecked Sendable {
  // Child tasks inherit the task-local value, so it must be Sendable. Records are touched by the task that owns them; the table of
  // entries is touched under the lock only.
  @TaskLocal package static var current: ChangeJournal?

  private struct Entry {
    let record: Record
    let id: Int64
    let flags: RecordFlags
    let changed: ColumnSet
    let originals: [(index: Int32, value: DatabaseValue)]
    let unset: ColumnSet
    var values: [(index: Int, value: DatabaseValue)] = []

    init(_ record: Record) {
      self.record = record
      id = record._id
      flags = record._flags.subtracting(.passing)
      changed = record._extras?.changed ?? ColumnSet()
      originals = record._extras?.originals ?? []
      unset = record._extras?.unset ?? ColumnSet()
    }
  }
  private let lock = Mutex<Void>(())
  private var entries: [ObjectIdentifier: Entry] = [:]

  /// How many there are in all tasks: changes in transactions that are not run again ask no more than this.
  private static let count = Atomic<Int>(0)
  @inline(__always) static var isKept: Bool { count.load(ordering: .relaxed) > 0 }

  package init() { Self.count.add(1, ordering: .relaxed) }

  deinit { Self.count.subtract(1, ordering: .relaxed) }

  /// Notes a column before it is changed for the first time.
  func keep(_ record: Record, _ index: Int, _ old: DatabaseValue) {
    lock.withLock { _ in
      var entry = entries[ObjectIdentifier(record)] ?? Entry(record)
      if !entry.values.contains(where: { $0.index == index }) { entry.values.append((index, old)) }
      entries[ObjectIdentifier(record)] = entry
    }
  }

  /// Gives every record back what it was when it was first noted.
  package func restore() {
    let all = lock.withLock { _ in
      defer { entries = [:] }
      return Array(entries.values)
    }
    for entry in all {
      let record = entry.record
      // A value that came from the record itself fits it.
      for (index, value) in entry.values { try? record._assign(index, value) }
      record._id = entry.id
      record._flags = entry.flags
      record._extras?.changed = entry.changed
      record._extras?.originals = entry.originals
      record._extras?.unset = entry.unset
    }
  }
}
