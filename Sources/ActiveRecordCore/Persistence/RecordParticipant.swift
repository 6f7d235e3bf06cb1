/// A record's part in a transaction: what it was before, and what is to be told when the transaction ends.
final class RecordParticipant: TransactionParticipant {
  private let record: Record
  private let id: Int64
  private let flags: RecordFlags
  private let changed: ColumnSet
  private let originals: [(index: Int32, value: DatabaseValue)]
  private let associations: ContiguousArray<AnyObject?>
  private(set) var actions: Action = []
  private let book: RuleBook

  private init(_ record: Record, _ book: RuleBook) {
    self.record = record
    self.book = book
    id = record._id
    flags = record._flags
    changed = record._extras?.changed ?? ColumnSet()
    originals = record._extras?.originals ?? []
    associations = record._extras?.associations ?? []
  }

  /// Notes the record's state before its first change in the open transaction.
  static func join(_ record: Record, _ action: Action, _ book: RuleBook) {
    guard let frame = Session.current?.frames.last else { return }
    if let known = frame.participant(of: record) as? RecordParticipant {
      known.actions.insert(action)
      return
    }
    let participant = RecordParticipant(record, book)
    participant.actions = action
    frame.add(participant, for: record)
  }

  func restore() {
    let keptValues = record._extras?.changed
    record._id = id
    record._flags = flags
    guard let extras = record._extras else { return }
    var originals = originals
    for previous in extras.previous where keptValues != nil && !originals.contains(where: { $0.index == previous.index }) {
      if previous.index != 0 { originals.append((index: previous.index, value: previous.old)) }
    }
    extras.changed = changed
    extras.originals = originals
    for entry in originals { extras.changed.insert(Int(entry.index)) }
    if !extras.changed.isEmpty { record._flags.insert(.changed) }
    if !associations.isEmpty || !extras.associations.isEmpty { extras.associations = associations }
  }

  nonisolated(nonsending) func committed() async throws {
    guard !book.isEmpty(.afterCommit) else { return }
    try await book.run(.afterCommit, on: record, commitAction)
  }

  nonisolated(nonsending) func rolledBack() async throws {
    guard !book.isEmpty(.afterRollback) else { return }
    try await book.run(.afterRollback, on: record, commitAction)
  }

  /// A row that was inserted and then updated in one transaction was created, as far as others see.
  private var commitAction: Action {
    if actions.contains(.create) { return actions.contains(.destroy) ? [] : .create }
    return actions.contains(.destroy) ? .destroy : .update
  }
}
