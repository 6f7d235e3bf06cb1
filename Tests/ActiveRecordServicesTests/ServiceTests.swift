import ActiveRecord
import ActiveRecordServices
import Logging
import ServiceLifecycle
import Testing

/// Databases and workers among the services of a program.
@Suite struct ServiceTests {
  @Model(table: "shelves") class Shelf: Record {
    var name = ""
    @HasMany var jars: Many<Jar> = .has(dependent: .destroyAsync)
  }

  @Model(table: "jars") class Jar: Record {
    var label = ""
    @BelongsTo var shelf: Shelf?
  }

  private static let migrations = Migrations {
    Migration("2025-01-01 create shelves") { schema in
      schema.createTable("shelves") { $0.string("name", null: false) }
      schema.createTable("jars") { table in
        table.string("label", null: false)
        table.bigint("shelf_id")
      }
      schema.createJobTable()
    }
  }

  private func connect(_ outbox: JobOutbox? = nil) async throws -> Database {
    var configuration = DatabaseConfiguration()
    configuration.jobs = outbox
    let database = try await Database.connect(.memory, models: [Shelf.self, Jar.self], configuration: configuration)
    try await database.migrate(Self.migrations)
    return database
  }

  private func group(_ services: [any Service]) -> ServiceGroup {
    ServiceGroup(configuration: ServiceGroupConfiguration(services: services, logger: Logger(label: "services")))
  }

  /// Asks again and again until the answer is yes.
  private func wait(until isDone: nonisolated(nonsending) () async throws -> Bool) async throws -> Bool {
    for _ in 0..<1500 {
      if try await isDone() { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  @Test func aDatabaseWorksUntilTheGracefulShutdownAndIsClosedThen() async throws {
    let database = try await connect()
    let services = group([database])
    let running = Task { try await services.run() }
    try await database.use { _ = try await Shelf.create { $0.name = "A" } }
    #expect(try await database.use { try await Shelf.count() } == 1)
    #expect(!database.isClosed)
    await services.triggerGracefulShutdown()
    try await running.value
    #expect(database.isClosed)
    let error = await #expect(throws: DatabaseError.self) { try await database.use { _ = try await Shelf.count() } }
    #expect(error?.code == .closed)
  }

  @Test func aWorkerDoesJobsAsTheyAreCommittedAndEndsBeforeTheDatabase() async throws {
    let outbox = JobOutbox()
    let database = try await connect(outbox)
    // A tick that never comes: the worker is woken by the commit.
    let services = group([database, JobService(outbox, database, every: .seconds(3600))])
    let running = Task { try await services.run() }
    for round in 1...3 {
      try await database.use {
        let shelf = try await Shelf.create { $0.name = "\(round)" }
        try await shelf.jars.create(forEach: ["a", "b", "c"]) { $0.label = $1 }
        try await Shelf.find(shelf.id ?? 0).destroy()
      }
      let isDone = try await wait { try await database.use { try await Jar.count() } == 0 }
      #expect(isDone)
    }
    await services.triggerGracefulShutdown()
    try await running.value
    #expect(database.isClosed)
  }

  @Test func jobsOfAnEarlierRunAreDoneAtTheStart() async throws {
    let outbox = JobOutbox()
    let database = try await connect(outbox)
    try await database.use {
      let shelf = try await Shelf.create { $0.name = "A" }
      try await shelf.jars.create(forEach: ["a", "b"]) { $0.label = $1 }
      try await Shelf.find(shelf.id ?? 0).destroy()
    }
    #expect(try await database.use { try await Jar.count() } == 2)
    let services = group([database, JobService(outbox, database)])
    let running = Task { try await services.run() }
    let isDone = try await wait { try await database.use { try await Jar.count() } == 0 }
    #expect(isDone)
    await services.triggerGracefulShutdown()
    try await running.value
  }
}
