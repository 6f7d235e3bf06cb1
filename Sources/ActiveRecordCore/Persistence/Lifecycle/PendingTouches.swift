/// The touches that wait for the end of a transaction.
final class PendingTouches: DelayedWork {
  private struct Entry {
    let record: Record?
    let facts: ModelFacts
    let keyIndex: Int
    let key: DatabaseValue
    var columns: ColumnSet
  }
  /// What a row is known by, where it has no record.
  private struct Row: Hashable {
    let facts: ObjectIdentifier
    let keyIndex: Int
    let key: DatabaseValue
  }
  /// So many are looked through one by one.
  private static let few = 16
  private var entries: [Entry] = []
  /// Where entries stand, as far as they were indexed.
  private var records: [RecordIdentity: Int] = [:]
  private var rows: [Row: Int] = [:]
  private var indexed = 0

  /// Those of the open transaction, or savepoint.
  static func current(for facts: ModelFacts) -> PendingTouches? {
    // A record of another database waits for the end of the transaction that it was changed by.
    guard let frame = facts.session?.frames.last ?? Session.open?.frames.last else { return nil }
    if let known = frame.delayed { return unsafeDowncast(known, to: PendingTouches.self) }
    let made = PendingTouches()
    frame.delayed = made
    return made
  }

  /// Notes a record.
  ///
  /// - Returns: Whether it was not noted before.
  func add(_ record: Record, _ columns: ColumnSet) -> Bool {
    if let known = place(of: record) {
      entries[known].columns.formUnion(columns)
      return false
    }
    entries.append(
      Entry(record: record, facts: record.facts, keyIndex: record.facts.layout.keyIndex, key: record.keyValue, columns: columns))
    return true
  }

  /// Notes a row whose record nobody needs.
  func add(_ facts: ModelFacts, _ keyIndex: Int, _ key: DatabaseValue, _ columns: ColumnSet) {
    if let known = place(of: facts, keyIndex, key) {
      entries[known].columns.formUnion(columns)
    } else {
      entries.append(Entry(record: nil, facts: facts, keyIndex: keyIndex, key: key, columns: columns))
    }
  }

  private func place(of record: Record) -> Int? {
    if entries.count < Self.few { return entries.firstIndex { $0.record === record || $0.record == record } }
    index()
    return records[RecordIdentity(record)]
  }

  private func place(of facts: ModelFacts, _ keyIndex: Int, _ key: DatabaseValue) -> Int? {
    if entries.count < Self.few {
      return entries.firstIndex { $0.record == nil && $0.facts === facts && $0.keyIndex == keyIndex && $0.key == key }
    }
    index()
    return rows[Row(facts: ObjectIdentifier(facts), keyIndex: keyIndex, key: key)]
  }

  /// Notes where the entries stand that came since it was called before: to look through all of them for each that comes would take a time
  /// that grows with the square of their number.
  private func index() {
    for place in indexed..<entries.count {
      let entry = entries[place]
      if let record = entry.record {
        records[RecordIdentity(record)] = place
      } else {
        rows[Row(facts: ObjectIdentifier(entry.facts), keyIndex: entry.keyIndex, key: entry.key)] = place
      }
    }
    indexed = entries.count
  }

  override func absorb(_ inner: DelayedWork) {
    guard let inner = inner as? PendingTouches else { return }
    for entry in inner.entries {
      if let record = entry.record { _ = add(record, entry.columns) } else { add(entry.facts, entry.keyIndex, entry.key, entry.columns) }
    }
  }

  override nonisolated(nonsending) func run() async throws {
    var position = 0
    while position < entries.count {
      let entry = entries[position]
      position += 1
      if entry.columns.isEmpty { continue }
      if entry.facts.session?.isInTransaction == true {
        try await write(entry)
      } else {
        try await entry.facts.database.transaction { try await write(entry) }
      }
    }
    entries = []
    (records, rows, indexed) = ([:], [:], 0)
  }

  private nonisolated(nonsending) func write(_ entry: Entry) async throws {
    guard let record = entry.record else { return try await RecordTouch.write(entry.facts, entry.keyIndex, entry.key, entry.columns) }
    guard record.isPersisted else { return }
    try await RecordTouch.write(record, entry.columns, at: RecordClock.now)
    try await RecordTouch.tell(record)
  }
}
