public import ActiveRecordCore
public import ServiceLifecycle

/// A database runs as a service: it looks after its connections, and is closed when the services shut down.
///
/// ```swift
/// let database = try await Database.connect(.sqlite("blog.db"))
/// let group = ServiceGroup(services: [database, server], logger: logger)
/// try await group.run()
/// ```
///
/// List it before the services that use it: a group shuts down from the last to the first.
extension Database: Service {
  /// Looks after the connections until a graceful shutdown, and closes the database then.
  public func run() async throws {
    await cancelWhenGracefulShutdown { await self.maintain() }
    await close()
  }
}
