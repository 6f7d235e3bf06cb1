#if os(Linux)
  import ActiveRecord
  import Foundation
  import Synchronization
  import Testing

  #if PostgreSQL
    import ActiveRecordPostgreSQL
  #endif
  #if MySQL
    import ActiveRecordMySQL
  #endif
  #if canImport(Musl)
    import Musl
  #else
    import Glibc
  #endif

  /// Leaves its casks to a job.
  @Model class Cellar: Record {
    var name = ""
    @HasMany var casks: Many<CellarCask> = .has(dependent: .destroyAsync)
  }
  /// A process that was told so is killed when so many are destroyed, in the middle of a job.
  @Model class CellarCask: Record {
    var number: Int
    @BelongsTo var cellar: Cellar?
    static func rules(_ cask: Rules<CellarCask>) { cask.afterDestroy { _ in KilledWorker.countDown() } }
  }

  /// The process that does jobs until it is killed.
  enum KilledWorker {
    static let told = "AR_KILLED_AT"
    static let tables = [
      "CREATE TABLE cellars (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
      "CREATE TABLE cellar_casks (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, cellar_id INTEGER)",
    ]
    /// Where there is a lease, another process waits for its end.
    static let outbox = JobOutbox(batchSize: 3, lease: .zero)
    private static let left = Mutex(ProcessInfo.processInfo.environment[told].flatMap { Int($0) })

    static func countDown() {
      let isOver = left.withLock { left -> Bool in
        guard let count = left else { return false }
        left = count - 1
        return count == 1
      }
      if isOver { _ = kill(getpid(), SIGKILL) }
    }

    static func connect(_ engine: Engine, _ place: String) async throws -> Database {
      var configuration = DatabaseConfiguration()
      configuration.jobs = outbox
      let models: [Record.Type] = [Cellar.self, CellarCask.self]
      return switch engine {
      case .sqlite: try await Database.connect(.sqlite(place), models: models, configuration: configuration)
      #if PostgreSQL
        case .postgresql: try await Database.connect(.postgres(url: place), models: models, configuration: configuration)
      #endif
      #if MySQL
        case .mysql: try await Database.connect(.mysql(MySQLWorlds.options(place)), models: models, configuration: configuration)
      #endif
      }
    }

    /// A cellar with ten casks is destroyed, which leaves four jobs.
    static func fill(_ database: Database) async throws {
      try await database.migrate(Migrations { Migration("2025-01-01 create jobs") { $0.createJobTable() } })
      try await database.use {
        let cellar = try await Cellar.create { $0.name = "C" }
        try await cellar.casks.create(forEach: 1...10) { $0.number = $1 }
        try await Cellar.find(cellar.id ?? 0).destroy()
      }
    }

    static func counts(_ database: Database) async throws -> [Int] {
      let casks = try await database.query("SELECT COUNT(*) FROM cellar_casks", as: Int.self)
      return casks + (try await database.query("SELECT COUNT(*) FROM active_record_jobs", as: Int.self))
    }
  }

  /// A process that is killed in the middle of a job loses nothing: what the job did is taken back, and another process does it.
  @Suite struct KilledWorkerTests {
    @Test(arguments: Engine.allCases) func nothingIsLostOrDoneTwice(_ engine: Engine) async throws {
      try await KilledSaveTests.withPlace(engine, tables: KilledWorker.tables) { place async throws in
        let database = try await KilledWorker.connect(engine, place)
        try await KilledWorker.fill(database)
        #expect(try await KilledWorker.counts(database) == [10, 4])
        await database.close()
        // Killed in the first job, in the second, behind the second one in the third, and there once more.
        for (moment, left) in [(2, [10, 4]), (5, [7, 3]), (4, [4, 2]), (1, [4, 2])] {
          let end = try await KilledWriter.run(
            engine, place, "/dev/null", test: "KilledWorkerTests/doesJobs", told: [KilledWorker.told: "\(moment)"])
          #expect(end.0 == .uncaughtSignal && end.1 == SIGKILL)
          let database = try await KilledWorker.connect(engine, place)
          // What a killed process had sent is still done by the server: until its connection is gone.
          while try await database.query(engine.others, as: Int.self) != [0] { try await Task.sleep(for: .milliseconds(5)) }
          #expect(try await KilledWorker.counts(database) == left)
          await database.close()
        }
        let last = try await KilledWorker.connect(engine, place)
        #expect(try await KilledWorker.outbox.runDue(on: last) == 2)
        #expect(try await KilledWorker.counts(last) == [0, 0])
        await last.close()
      }
    }

    /// Without an order, this is the same worker without the end.
    @Test func doesJobs() async throws {
      if let order = KilledWriter.order {
        let database = try await KilledWorker.connect(order.engine, order.place)
        try await KilledWorker.outbox.runDue(on: database)
        return
      }
      try await KilledSaveTests.withPlace(.sqlite, tables: KilledWorker.tables) { place async throws in
        let database = try await KilledWorker.connect(.sqlite, place)
        try await KilledWorker.fill(database)
        #expect(try await KilledWorker.outbox.runDue(on: database) == 4)
        #expect(try await KilledWorker.counts(database) == [0, 0])
        await database.close()
      }
    }
  }
#endif
