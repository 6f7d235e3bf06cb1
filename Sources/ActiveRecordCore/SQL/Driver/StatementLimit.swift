/// How a statement that keeps its thread learns that it has to stop.
///
/// Where all threads are kept by statements, nobody is left to cancel their tasks: a driver whose statements run on the thread of the task asks
/// from time to time, as it asks whether the task was cancelled.
package enum StatementLimit {
  /// Says whether the time is over for what the task does; `nil` where it has as much as it wants.
  @TaskLocal package static var isOver: (@Sendable () -> Bool)?

  /// Whether a statement has to stop.
  package static var stops: Bool { Task.isCancelled || isOver?() == true }
}
