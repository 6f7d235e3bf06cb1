/// A transaction, or a savepoint inside one.
final class TransactionFrame {
  /// The savepoint's name; `nil` for the transaction itself.
  let savepoint: String?
  /// Whether the statement that begins it was sent.
  @exclusivity(unchecked) var isOpen = false
  /// Who is told how the transaction ends, in order.
  @exclusivity(unchecked) private var participants: ContiguousArray<TransactionParticipant> = []

  /// What waits for the end of the transaction, and is done just before its `COMMIT`.
  @exclusivity(unchecked) var delayed: DelayedWork?
  /// How the transaction was asked to be.
  let options: TransactionOptions

  init(savepoint: String?, options: TransactionOptions = TransactionOptions()) {
    self.savepoint = savepoint
    self.options = options
  }

  /// What takes part for a record, if it was changed in this transaction before.
  @inline(__always) func participant(of record: Record) -> TransactionParticipant? {
    guard let known = record._extras?.participant else { return nil }
    let participant = unsafeDowncast(known, to: TransactionParticipant.self)
    return participant.frame === self ? participant : nil
  }

  func add(_ participant: TransactionParticipant) {
    let extras = participant.record._extra()
    participant.frame = self
    participant.outer = extras.participant.map { unsafeDowncast($0, to: TransactionParticipant.self) }
    extras.participant = participant
    participants.append(participant)
  }

  /// Takes over who took part in a savepoint that was released.
  func absorb(_ inner: TransactionFrame) {
    for participant in inner.participants {
      if let known = participant.outer, known.frame === self {
        known.merge(participant)
        participant.leave()
      } else {
        participant.frame = self
        participants.append(participant)
      }
    }
    inner.participants = []
    if let work = inner.delayed {
      if let delayed { delayed.absorb(work) } else { delayed = work }
    }
  }

  /// Does what was left for the end of the transaction, unless its task was cancelled.
  @inline(__always) nonisolated(nonsending) func finish() async throws {
    try Task.checkCancellation()
    if savepoint == nil, let delayed { try await delayed.run() }
  }

  /// Takes back in memory what the transaction did, what was done last first.
  func restore() {
    for participant in participants.reversed() { participant.restore() }
  }

  /// Records may take part in other transactions now.
  ///
  /// - Returns: Who took part.
  func end() -> ContiguousArray<TransactionParticipant> {
    for participant in participants { participant.leave() }
    defer { participants = [] }
    return participants
  }

  func beginStatements(_ dialect: Dialect) throws -> [String] {
    if let savepoint { return ["SAVEPOINT \(savepoint)"] }
    return try dialect.beginStatements(options)
  }
  var commitStatement: String { savepoint.map { "RELEASE SAVEPOINT \($0)" } ?? "COMMIT" }
  var rollbackStatement: String { savepoint.map { "ROLLBACK TO SAVEPOINT \($0)" } ?? "ROLLBACK" }
}
