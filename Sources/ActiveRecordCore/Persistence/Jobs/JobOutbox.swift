#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Synchronization

/// A queue of jobs in a table of the database itself: a job is committed with what called for it, and survives a crash.
///
/// ```swift
/// Migration("2025-03-01 create jobs") { $0.createJobTable() }
///
/// let outbox = JobOutbox()
/// var configuration = DatabaseConfiguration()
/// configuration.jobs = outbox
/// let database = try await Database.connect(.sqlite("blog.db"), models: [Author.self, Post.self], configuration: configuration)
/// Task { await outbox.run(on: database) }       // or JobService(outbox, database) in a group of services
/// try await author.destroy()                    // posts with dependent: .destroyAsync go a moment later
/// ```
///
/// A job and its row go in one transaction, so its effect comes once. A process that dies leaves the row; another one takes it when the
/// lease is over. A job that fails is tried again, later each time; after the last attempt it stays in the table with its error.
public final class JobOutbox: JobQueue {
  /// The table.
  public let table: String
  /// How many records a job destroys at most.
  public let batchSize: Int
  /// How often a job is tried.
  public let maximumAttempts: Int
  /// How long to wait after the first failure; each further one doubles it.
  public let retryDelay: Duration
  /// How long a process may take for a job before another one takes it over.
  public let lease: Duration

  /// A queue in a table.
  public init(
    table: String = "active_record_jobs", batchSize: Int = 1000, maximumAttempts: Int = 10, retryDelay: Duration = .seconds(1),
    lease: Duration = .seconds(300)
  ) {
    self.table = table
    self.batchSize = batchSize
    self.maximumAttempts = maximumAttempts
    self.retryDelay = retryDelay
    self.lease = lease
  }

  private let worker = Mutex<AsyncStream<Void>.Continuation?>(nil)

  /// Stores a job with what the open transaction writes.
  public func enqueue(_ job: DestroyJob) async throws {
    let payload = String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
    let now = DatabaseValue.int(Self.milliseconds(Date()))
    let statement = InsertStatement(
      into: table, columns: ["payload", "attempts", "run_at", "created_at"], rows: [[.text(payload), .int(0), now, now]])
    // It stands where the owner stood, so that both go or neither.
    let home = ModelRegistry.model(named: job.owner)?._facts ?? ModelFacts.none
    try await RowWriter.write(statement.rendered(home.database.dialect), of: home, QueryCause("job stored"))
  }

  /// Wakes the worker of this process.
  public func wake() { _ = worker.withLock { $0?.yield() } }

  /// What wakes a worker that begins now.
  func signals() -> AsyncStream<Void> {
    let (signals, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    worker.withLock { $0 = continuation }
    return signals
  }

  static func milliseconds(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1000).rounded()) }
}
