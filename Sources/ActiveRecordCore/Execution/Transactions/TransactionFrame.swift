/// A transaction, or a savepoint inside one.
final class TransactionFrame {
  /// The savepoint's name; `nil` for the transaction itself.
  let savepoint: String?
  /// Whether the statement that begins it was sent.
  var isOpen = false
  /// Who is told how the transaction ends, in order.
  private(set) var participants: [any TransactionParticipant] = []
  private var positions: [ObjectIdentifier: Int] = [:]

  /// How the transaction was asked to be.
  let options: TransactionOptions

  init(savepoint: String?, options: TransactionOptions = TransactionOptions()) {
    self.savepoint = savepoint
    self.options = options
  }

  /// What takes part for a record, if it was changed in this transaction before.
  func participant(of record: Record) -> (any TransactionParticipant)? {
    positions[ObjectIdentifier(record)].map { participants[$0] }
  }

  func add(_ participant: any TransactionParticipant, for record: Record) {
    positions[ObjectIdentifier(record)] = participants.count
    participants.append(participant)
  }

  /// Takes over who took part in a savepoint that was released.
  func absorb(_ inner: TransactionFrame) {
    var numbers: [Int: ObjectIdentifier] = [:]
    for (record, position) in inner.positions { numbers[position] = record }
    for (position, participant) in inner.participants.enumerated() {
      guard let record = numbers[position] else { continue }
      if let known = positions[record] {
        participants[known].merge(participant)
      } else {
        positions[record] = participants.count
        participants.append(participant)
      }
    }
  }

  func beginStatements(_ dialect: Dialect) throws -> [String] {
    if let savepoint { return ["SAVEPOINT \(savepoint)"] }
    return try dialect.beginStatements(options)
  }
  var commitStatement: String { savepoint.map { "RELEASE SAVEPOINT \($0)" } ?? "COMMIT" }
  var rollbackStatement: String { savepoint.map { "ROLLBACK TO SAVEPOINT \($0)" } ?? "ROLLBACK" }
}

/// Is told how a transaction ends.
protocol TransactionParticipant: AnyObject {
  /// Takes over what a savepoint that was released did to the same record.
  func merge(_ inner: any TransactionParticipant)
  /// Takes back in memory what the transaction did; no statement may be run.
  func restore()
  /// The outermost transaction was committed.
  nonisolated(nonsending) func committed() async throws
  /// The transaction was rolled back, and memory restored.
  nonisolated(nonsending) func rolledBack() async throws
}
