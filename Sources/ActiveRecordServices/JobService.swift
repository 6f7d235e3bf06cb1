public import ActiveRecordCore
public import ServiceLifecycle

/// The worker of a ``ActiveRecordCore/JobOutbox`` as a service: it destroys what `dependent: .destroyAsync` left behind.
///
/// ```swift
/// let outbox = JobOutbox()
/// configuration.jobs = outbox
/// let group = ServiceGroup(services: [database, JobService(outbox, database)], logger: logger)
/// try await group.run()
/// ```
///
/// List it behind the database: a group shuts down from the last to the first. A graceful shutdown lets the job end that is being done.
public struct JobService: Service {
  private let outbox: JobOutbox
  private let database: Database
  private let interval: Duration

  /// The worker of an outbox.
  ///
  /// - Parameters:
  ///   - outbox: The queue.
  ///   - database: The database with its table.
  ///   - interval: How often to look for jobs of other processes, and for those that are to be tried again.
  public init(_ outbox: JobOutbox, _ database: Database, every interval: Duration = .seconds(5)) {
    self.outbox = outbox
    self.database = database
    self.interval = interval
  }

  /// Does jobs until a graceful shutdown.
  public func run() async throws {
    await cancelWhenGracefulShutdown { await outbox.run(on: database, every: interval) }
  }
}
