/// A record's part in a transaction: what it was before, and what is to be told when the transaction ends.
final class RecordParticipant: TransactionParticipant {
  private let id: Int64
  private let flags: RecordFlags
  private let changed: ColumnSet
  private let originals: [(index: Int32, value: DatabaseValue)]
  private let associations: ContiguousArray<AnyObject?>
  /// Values that the library itself changed: keys that follow from associations.
  @exclusivity(unchecked) private var keys: [(index: Int, value: DatabaseValue)] = []
  /// What happened to the row; nothing is told to callbacks where nothing did.
  @exclusivity(unchecked) private var actions: Action = []

  private override init(_ record: Record) {
    id = record._id
    flags = record._flags
    changed = record._extras?.changed ?? ColumnSet()
    originals = record._extras?.originals ?? []
    associations = record._extras?.associations ?? []
    super.init(record)
  }

  /// Notes the record's state before its first change in the open transaction.
  @discardableResult static func join(_ record: Record) -> RecordParticipant? {
    join(record, in: Session.current)
  }

  /// Notes the record's state before its first change in the open transaction of a session.
  @discardableResult static func join(_ record: Record, in session: Session?) -> RecordParticipant? {
    guard let frame = session?.frames.last else { return nil }
    // Only this class takes part in transactions.
    if let known = frame.participant(of: record) { return unsafeDowncast(known, to: RecordParticipant.self) }
    let participant = RecordParticipant(record)
    frame.add(participant)
    return participant
  }

  /// Notes what happened to the record's row.
  func happened(_ action: Action) { actions.insert(action) }

  /// Notes a key before the library changes it, so that a rollback gives it back.
  func keep(_ index: Int) {
    if !keys.contains(where: { $0.index == index }) { keys.append((index, record._value(index))) }
  }

  override func merge(_ inner: TransactionParticipant) {
    guard let inner = inner as? RecordParticipant else { return }
    actions.formUnion(inner.actions)
    for key in inner.keys where !keys.contains(where: { $0.index == key.index }) { keys.append(key) }
  }

  override func restore() {
    // A value that came from the record itself fits it.
    for key in keys { try? record._assign(key.index, key.value) }
    record._id = id
    record._flags = flags
    guard let extras = record._extras else { return }
    var originals = originals
    for previous in extras.previous where previous.index != 0 && !originals.contains(where: { $0.index == previous.index }) {
      if record._value(Int(previous.index)) != previous.value { originals.append(previous) }
    }
    extras.changed = changed
    extras.originals = originals
    for entry in originals { extras.changed.insert(Int(entry.index)) }
    if !extras.changed.isEmpty { record._flags.insert(.changed) }
    if !associations.isEmpty || !extras.associations.isEmpty { extras.associations = associations }
  }

  override var hearsCommit: Bool { !actions.isEmpty && !book.isEmpty(.afterCommit) }
  override var hearsRollback: Bool { !actions.isEmpty && !book.isEmpty(.afterRollback) }
  private var book: RuleBook { RuleBook.of(record.facts) }

  override nonisolated(nonsending) func committed() async throws {
    try await book.run(.afterCommit, on: record, commitAction)
  }

  override nonisolated(nonsending) func rolledBack() async throws {
    try await book.run(.afterRollback, on: record, commitAction)
  }

  /// A row that was inserted and then updated in one transaction was created, as far as others see.
  private var commitAction: Action {
    if actions.contains(.create) { return actions.contains(.destroy) ? [] : .create }
    return actions.contains(.destroy) ? .destroy : .update
  }
}
