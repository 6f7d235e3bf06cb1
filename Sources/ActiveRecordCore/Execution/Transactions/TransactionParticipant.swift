/// A record's part in a transaction: is told how the transaction ends.
///
/// A record finds its part itself, so that a transaction needs no table of its records.
class TransactionParticipant {
  let record: Record
  /// The transaction, or the savepoint, as long as it is open.
  @exclusivity(unchecked) final var frame: TransactionFrame?
  /// The record's part in a transaction around this one.
  @exclusivity(unchecked) final var outer: TransactionParticipant?

  /// Whether another object of the same row tells its callbacks instead.
  @exclusivity(unchecked) final var isMuted = false

  init(_ record: Record) { self.record = record }

  /// The record may take part in another transaction, or in the one around.
  final func leave() {
    if let extras = record._extras, extras.participant === self { extras.participant = outer }
    frame = nil
    outer = nil
  }

  /// Takes over what a savepoint that was released did to the same record.
  func merge(_ inner: TransactionParticipant) {}
  /// Takes back in memory what the transaction did; no statement may be run.
  func restore() {}
  /// Whether anybody wants to hear that the transaction was committed, or rolled back.
  var hearsCommit: Bool { false }
  var hearsRollback: Bool { false }
  /// Whether callbacks want to hear of a commit.
  var tellsCommit: Bool { false }
  /// Takes over what an earlier object of the same row has to tell.
  func follow(_ earlier: TransactionParticipant) {}
  /// The outermost transaction was committed.
  nonisolated(nonsending) func committed() async throws {}
  /// The transaction was rolled back, and memory restored.
  nonisolated(nonsending) func rolledBack() async throws {}
}
