/// Takes in what is to be destroyed later: a ``JobOutbox``, or a bridge to a queue of your own.
///
/// ```swift
/// struct Mine: JobQueue {
///   func enqueue(_ job: DestroyJob) async throws { try await table.insert(job) }
/// }
/// var configuration = DatabaseConfiguration()
/// configuration.jobs = Mine()
/// // a worker, later, in any process that knows the models:
/// try await job.run()
/// ```
public protocol JobQueue: Sendable {
  /// How many records a job destroys at most.
  var batchSize: Int { get }

  /// Takes a job in, inside the transaction that destroys the owner.
  ///
  /// What is written through the library here is kept with the transaction, or not at all. A queue elsewhere is told too early: let it
  /// keep the job until ``wake()``.
  func enqueue(_ job: DestroyJob) async throws

  /// Is called when the transaction was committed: there is something to do.
  func wake()
}

extension JobQueue {
  /// A thousand.
  public var batchSize: Int { 1000 }
  /// Does nothing.
  public func wake() {}
}
