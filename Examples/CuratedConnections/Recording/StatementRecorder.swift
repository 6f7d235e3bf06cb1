import ActiveRecord
import Synchronization

/// Keeps the statements that a database runs. Whatever the tour says about SQL comes from here.
final class StatementRecorder: QueryObserver {
  private let statements = Mutex<[QueryEvent]>([])

  /// Listens to a database from now on.
  init(_ database: Database) { database.add(self) }

  /// Takes in one statement.
  func statementRan(_ event: QueryEvent) { statements.withLock { $0.append(event) } }

  /// How many statements there were so far.
  var count: Int { statements.withLock { $0.count } }

  /// Runs `body`, and returns its result with the statements that it ran.
  func recording<R>(_ body: nonisolated(nonsending) () async throws -> R) async rethrows -> Recording<R> {
    let start = count
    let result = try await body()
    return Recording(result: result, events: statements.withLock { Array($0[start...]) })
  }
}

/// A result, and the statements that led to it.
struct Recording<Result> {
  let result: Result
  /// Every statement, those that begin and end transactions included.
  let events: [QueryEvent]

  /// The statements that read or write rows.
  var queries: [QueryEvent] { events.filter { !$0.isTransactionControl } }
}
