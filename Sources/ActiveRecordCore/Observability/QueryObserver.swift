/// Is told of every statement that a database runs.
public protocol QueryObserver: AnyObject, Sendable {
  /// A statement was run.
  func statementRan(_ event: QueryEvent)
}
