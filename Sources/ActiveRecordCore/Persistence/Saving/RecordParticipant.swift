/// A record's part in a transaction: what it was before, and what is to be told when the transaction ends.
final class RecordParticipant: TransactionParticipant {
  private let id: Int64
  private let flags: RecordFlags
  /// Whether the record was written, be it to a row that is gone.
  @exclusivity(unchecked) private var isWritten = false
  /// What columns were before they were written.
  @exclusivity(unchecked) private var originals: [(index: Int32, value: DatabaseValue)] = []
  /// The columns among them that were not set.
  @exclusivity(unchecked) private var unset = ColumnSet()
  /// Associations as they were before the library changed them because of what it wrote.
  @exclusivity(unchecked) private var associations: [AssociationSnapshot] = []
  /// Values that the library itself changed: keys that follow from associations.
  @exclusivity(unchecked) private var keys: [(index: Int, value: DatabaseValue)] = []
  /// What happened to the row; nothing is told to callbacks where nothing did.
  @exclusivity(unchecked) private var actions: Action = []
  /// What else is to be done when the transaction was committed.
  @exclusivity(unchecked) private var commitActions: [@Sendable () -> Void] = []

  private override init(_ record: Record) {
    id = record._id
    flags = record._flags
    super.init(record)
  }

  /// Notes the record's state before its first change in the open transaction.
  @discardableResult static func join(_ record: Record) -> RecordParticipant? {
    join(record, in: record.facts.session)
  }

  /// Notes the record's state before its first change in the open transaction of a session.
  @discardableResult static func join(_ record: Record, in session: Session?) -> RecordParticipant? {
    (session?.frames.last).map { join(record, to: $0) }
  }

  /// Notes the record's state before its first change in a transaction.
  static func join(_ record: Record, to frame: TransactionFrame) -> RecordParticipant {
    // Only this class takes part in transactions.
    if let known = frame.participant(of: record) { return unsafeDowncast(known, to: RecordParticipant.self) }
    let participant = RecordParticipant(record)
    frame.add(participant)
    return participant
  }

  /// Notes what happened to the record's row, while the record still knows what changed.
  ///
  /// - Parameter hasRow: Whether there was such a row.
  func happened(_ action: Action, hasRow: Bool = true) {
    keepChanges()
    if hasRow { actions.insert(action) }
  }

  /// Notes what a rollback makes changes again, while the record still knows what changed: its row is written.
  func keepChanges() {
    isWritten = true
    if let extras = record._extras { keepOriginals(extras.originals, extras.unset) }
  }

  /// Notes a value that a rollback gives back.
  func keep(_ index: Int, value: DatabaseValue) {
    if !keys.contains(where: { $0.index == index }) { keys.append((index, value)) }
  }

  /// Notes what is to be done when the transaction was committed.
  func onCommit(_ action: @escaping @Sendable () -> Void) { commitActions.append(action) }

  /// Notes a key before the library changes it, so that a rollback gives it back.
  func keep(_ index: Int) {
    if index < 0 { return record.facts.layout.parts(of: index).forEach { keep($0) } }
    if !keys.contains(where: { $0.index == index }) { keys.append((index, record._value(index))) }
  }

  /// Notes an association before the library changes it along with rows, so that a rollback gives it back.
  ///
  /// What the user changes in memory alone is not noted: as with attributes, it outlasts the transaction.
  static func keep(_ reflection: AssociationReflection, of record: Record) {
    guard let participant = join(record), !participant.associations.contains(where: { $0.index == reflection.index }) else { return }
    participant.associations.append(AssociationSnapshot(record, reflection))
  }

  /// Notes the has_one of a belongs_to's target that holds the record, before the library points the record at another target.
  static func keepHolder(of record: Record, _ reflection: AssociationReflection) {
    guard let target = SingularAccess.loaded(record, reflection) ?? nil,
      let inverse = BelongsToWriting.holder(of: record, reflection, in: target)
    else { return }
    keep(inverse, of: target)
  }

  private func keepOriginals(_ later: [(index: Int32, value: DatabaseValue)], _ laterUnset: ColumnSet) {
    if originals.isEmpty, unset.isEmpty { return (originals, unset) = (later, laterUnset) }
    let known = unset
    laterUnset.forEach { index in
      if !originals.contains(where: { $0.index == index }) { unset.insert(index) }
    }
    for entry in later where !known.contains(Int(entry.index)) && !originals.contains(where: { $0.index == entry.index }) {
      originals.append(entry)
    }
  }

  override func merge(_ inner: TransactionParticipant) {
    guard let inner = inner as? RecordParticipant else { return }
    actions.formUnion(inner.actions)
    if inner.isWritten { isWritten = true }
    commitActions += inner.commitActions
    for key in inner.keys where !keys.contains(where: { $0.index == key.index }) { keys.append(key) }
    for kept in inner.associations where !associations.contains(where: { $0.index == kept.index }) { associations.append(kept) }
    keepOriginals(inner.originals, inner.unset)
  }

  override func restore() {
    let fresh = keys.isEmpty ? nil : FreshKeys(record)
    // A value that came from the record itself fits it.
    for key in keys { try? record._assign(key.index, key.value) }
    record._id = id
    record._flags = flags.subtracting(.passing).union(record._flags.intersection(.passing))
    fresh?.refresh(record)
    for snapshot in associations { snapshot.restore(on: record) }
    restoreChanges()
  }

  /// What was written is a change again; a key that was given back is none.
  private func restoreChanges() {
    guard let extras = record._extras else { return }
    keepOriginals(extras.originals, extras.unset)
    unset.forEach { originals.append((Int32($0), record.facts.layout.columns[$0].unset)) }
    unset.removeAll()
    originals.removeAll { entry in
      (record.isPersisted && record._value(Int(entry.index)) == entry.value)
        || keys.contains { $0.index == Int(entry.index) && $0.value == entry.value }
    }
    extras.originals = originals
    extras.unset.removeAll()
    extras.changed.removeAll()
    for entry in originals { extras.changed.insert(Int(entry.index)) }
    if isWritten { forgetSave(extras) }
    if originals.isEmpty { record._flags.remove(.changed) } else { record._flags.insert(.changed) }
  }

  /// The save that was taken back is not the last one any more.
  private func forgetSave(_ extras: RecordExtras) {
    extras.previous.removeAll()
    extras.previouslyUnset.removeAll()
    extras.previouslyForced.removeAll()
    record._flags.remove(.wasNew)
  }

  override var hearsCommit: Bool { !commitActions.isEmpty || tellsCommit }
  override var tellsCommit: Bool { !actions.isEmpty && !book.isEmpty(.afterCommit) }
  override var hearsRollback: Bool { !actions.isEmpty && !book.isEmpty(.afterRollback) }
  private var book: RuleBook { RuleBook.of(record.facts) }

  override nonisolated(nonsending) func committed() async throws {
    for action in commitActions { action() }
    guard tellsCommit, !isMuted else { return }
    try await book.run(.afterCommit, on: record, commitAction)
  }

  /// A row that another object made in this transaction was made by it, whoever changed it since.
  override func follow(_ earlier: TransactionParticipant) {
    guard let earlier = earlier as? RecordParticipant, earlier.actions.contains(.create) else { return }
    actions.insert(.create)
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
