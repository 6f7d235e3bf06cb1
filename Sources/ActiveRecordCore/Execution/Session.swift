import Synchronization

/// What a task and its children use a database through: the database, and the transaction that is open.
final class Session: @unchecked Sendable {
  // Child tasks inherit the session through the task-local value, so it must be Sendable. `enter` sees to it that only one of
  // them uses the connection at a time; everything mutable is touched between `enter` and `leave`, or by the task that opened
  // the transaction.
  @TaskLocal static var current: Session?

  let database: Database
  /// The connection of the open transaction, from its first statement on.
  var connection: Connection?
  /// The open transaction and its savepoints, the outermost first.
  var frames: [TransactionFrame] = []
  private let busy = Atomic<Bool>(false)

  init(_ database: Database) { self.database = database }

  var isInTransaction: Bool { !frames.isEmpty }

  /// Takes the connection for one statement.
  @inline(__always) func enter() throws {
    if busy.exchange(true, ordering: .acquiring) { throw Self.usedTwice }
  }

  /// Gives the connection back after a statement.
  @inline(__always) func leave() { busy.store(false, ordering: .releasing) }

  private static let usedTwice = DatabaseError(
    .misuse,
    "two tasks used the same transaction at once. A transaction has one connection: await one query after the other inside it, "
      + "or start the tasks outside of it")

  /// Sends `BEGIN` and the savepoints that no statement needed so far.
  @inline(never) func begin() async throws -> Connection {
    let connection: Connection
    if let held = self.connection {
      connection = held
    } else {
      let pool = database.pool(for: .writing)
      if let idle = pool.checkoutFast() { connection = idle } else { connection = try await pool.checkout() }
      self.connection = connection
    }
    for frame in frames where !frame.isOpen {
      try await database.control(connection, frame.beginStatement(database.dialect))
      frame.isOpen = true
    }
    return connection
  }
}

/// A transaction, or a savepoint inside one.
final class TransactionFrame {
  /// The savepoint's name; `nil` for the transaction itself.
  let savepoint: String?
  /// Whether the statement that begins it was sent.
  var isOpen = false
  /// Who is told how the transaction ends, in order.
  private(set) var participants: [any TransactionParticipant] = []
  private var positions: [ObjectIdentifier: Int] = [:]

  init(savepoint: String?) { self.savepoint = savepoint }

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

  func beginStatement(_ dialect: Dialect) -> String {
    savepoint.map { "SAVEPOINT \($0)" } ?? dialect.beginWrite
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
