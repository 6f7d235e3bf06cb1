public import ActiveRecord
import Synchronization

extension Database {
  /// Runs `body`, which may send so many statements and no more; those that begin and end transactions are not counted.
  ///
  /// ```swift
  /// let feed = try await database.queries(atMost: 2) {
  ///   try await Post.includes(\.author).load()
  /// }
  /// ```
  ///
  /// Only statements of this task and its child tasks count, so tests that run at the same time do not disturb each other.
  ///
  /// - Returns: What `body` returns.
  /// - Throws: ``QueryBudgetExceeded`` with every statement and its cause; what `body` throws.
  @discardableResult public nonisolated(nonsending) func queries<R>(
    atMost budget: Int, _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    let counter = QueryCounter(outer: QueryCounter.current)
    add(counter)
    defer { remove(counter) }
    let result = try await QueryCounter.$current.withValue(counter) { try await body() }
    let events = counter.events
    if events.count > budget {
      throw QueryBudgetExceeded(budget: budget, statements: events.map { "\($0.sql)  -- \($0.cause)" })
    }
    return result
  }
}

/// More statements were sent than a test allows.
public struct QueryBudgetExceeded: Error, Sendable, CustomStringConvertible {
  /// How many statements were allowed.
  public let budget: Int
  /// The statements with their causes, in order.
  public let statements: [String]

  /// The number of statements, what was allowed, and the statements, a line each.
  public var description: String {
    "\(statements.count) statements were sent, and \(budget) were allowed:\n" + statements.map { "  \($0)" }.joined(separator: "\n")
  }
}

/// Counts the statements of one task and its children.
private final class QueryCounter: QueryObserver {
  @TaskLocal static var current: QueryCounter?
  private let outer: QueryCounter?
  private let recorded = Mutex<[QueryEvent]>([])

  init(outer: QueryCounter?) { self.outer = outer }

  var events: [QueryEvent] { recorded.withLock { $0 } }

  func statementRan(_ event: QueryEvent) {
    if event.isTransactionControl || !isActive { return }
    recorded.withLock { $0.append(event) }
  }

  /// Whether the task that runs is counted here: by this counter, or by one inside of it.
  private var isActive: Bool {
    var counter = Self.current
    while let inner = counter {
      if inner === self { return true }
      counter = inner.outer
    }
    return false
  }
}
