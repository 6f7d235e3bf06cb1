public import ActiveRecord
import Synchronization

/// Records the statements that a database runs, for tests that count or compare them.
///
/// ```swift
/// let recorder = SQLRecorder(database)
/// _ = try await Post.includes(\.author).load()
/// #expect(recorder.queries.count == 2)
/// ```
public final class SQLRecorder: QueryObserver {
  private let recorded = Mutex<[QueryEvent]>([])
  private let database: Database
  private let spelling: Spelling

  /// How statements are written down.
  public enum Spelling: Sendable {
    /// As they are sent.
    case own
    /// The same on every engine: `?` for values, and double quotes around names.
    case common
  }

  /// A recorder that listens from now on, until ``stop()``.
  ///
  /// - Parameter spelling: how statements are written down; ``Spelling/common`` for tests that run on several engines.
  public init(_ database: Database, spelling: Spelling = .own) {
    self.database = database
    self.spelling = spelling
    database.add(self)
  }

  /// Every statement since the last ``clear()``, in order, those that begin and end transactions included.
  public var events: [QueryEvent] { recorded.withLock { $0 } }

  /// The statements without those that begin and end transactions.
  public var queries: [QueryEvent] { events.filter { !$0.isTransactionControl } }

  /// The texts of ``queries``.
  public var sql: [String] { queries.map(\.sql) }

  /// The causes of ``queries``.
  public var causes: [String] { queries.map(\.cause.description) }

  /// Forgets what was recorded.
  public func clear() { recorded.withLock { $0 = [] } }

  /// Stops listening.
  public func stop() { database.remove(self) }

  /// Runs `body` and returns its result with the statements that it ran.
  public func recording<R>(
    _ body: nonisolated(nonsending) () async throws -> R
  ) async rethrows -> (result: R, queries: [QueryEvent]) {
    let before = events.count
    let result = try await body()
    return (result, Array(events[before...]).filter { !$0.isTransactionControl })
  }

  /// Takes a statement in; the database calls this.
  public func statementRan(_ event: QueryEvent) {
    var event = event
    if spelling == .common { event.sql = CommonSpelling.of(event.sql, database.dialect) }
    recorded.withLock { $0.append(event) }
  }
}
