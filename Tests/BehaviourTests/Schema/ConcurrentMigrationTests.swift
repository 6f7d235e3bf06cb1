import ActiveRecord
import Testing

@Suite struct ConcurrentMigrationTests {
  private let migrations = Migrations {
    for number in 1...6 {
      Migration("\(number) table") { schema in
        schema.createTable("t\(number)") { $0.string("a", null: false, default: "x") }
        schema.execute("INSERT INTO t\(raw: "\(number)") (id) VALUES (1)", down: "")
        if number > 1 { schema.changeColumn("t\(number - 1)", "a", .text, from: .string) }
      }
    }
  }

  private func check(_ database: Database) async throws {
    for number in 1...6 { #expect(try await database.value("SELECT count(*) FROM t\(raw: "\(number)")") == .int(1)) }
    #expect(try await database.migrationStatus(migrations).allSatisfy { $0.state == .up })
    #expect(try await database.value("SELECT count(*) FROM schema_migrations") == .int(6))
  }

  /// Runs `body` while another runner holds the lock, until `release` is called.
  private func whileLocked(
    _ engine: Engine, _ files: SchemaFiles, _ body: (_ release: @Sendable () -> Void) async throws -> Void
  ) async throws {
    let holder = try await engine.connect(files)
    let (started, start) = AsyncStream<Void>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    let holding = Task {
      try await holder.transaction {
        try await holder.execute(engine.schemaLock)
        start.finish()
        for await _ in released {}
        if let unlock = engine.schemaUnlock { try await holder.execute(unlock) }
      }
    }
    for await _ in started {}
    try await body { release.finish() }
    release.finish()
    try await holding.value
    await holder.close()
  }

  /// Runs `work` on all databases at once: each has looked at what was to be done before one of them can begin.
  private func atOnce(
    _ engine: Engine, _ files: SchemaFiles, _ databases: [Database], times: Int = 1,
    _ work: @escaping @Sendable (Database) async throws -> [String]
  ) async throws -> [String] {
    var names: [String] = []
    try await whileLocked(engine, files) { release in
      let recorders = databases.map { SchemaRecorder($0) }
      names = try await withThrowingTaskGroup(of: [String].self) { group in
        for database in databases { for _ in 1...times { group.addTask { try await work(database) } } }
        while !recorders.allSatisfy({ $0.statements.count >= times }) { try await Task.sleep(for: .milliseconds(5)) }
        release()
        return try await group.reduce(into: []) { $0 += $1 }
      }
    }
    return names.sorted()
  }

  /// Each `Database` has connections of its own, as another process would have.
  @Test(arguments: Engine.allCases) func runnersOnOneFileMakeEachMigrationOnce(_ engine: Engine) async throws {
    try await engine.place { files in
      let migrations = migrations
      var databases: [Database] = []
      for _ in 1...5 { databases.append(try await engine.connect(files)) }
      let made = try await atOnce(engine, files, databases) { try await $0.migrate(migrations) }
      #expect(made == migrations.list.map(\.name))
      try await check(databases[0])
      let undone = try await atOnce(engine, files, databases) { try await $0.rollback(migrations, to: "2") }
      #expect(undone == migrations.list.dropFirst(2).map(\.name))
      for database in databases { await database.close() }
    }
  }

  @Test(arguments: Engine.allCases) func tasksOfOneDatabaseMakeEachMigrationOnce(_ engine: Engine) async throws {
    try await engine.place { files in
      let database = try await engine.connect(files)
      let migrations = migrations
      let made = try await atOnce(engine, files, [database], times: 8) { try await $0.migrate(migrations) }
      #expect(made == migrations.list.map(\.name))
      try await check(database)
      await database.close()
    }
  }

  /// Nobody arranges who comes first: connecting for the first time is part of it.
  @Test(arguments: Engine.allCases) func runnersThatConnectAtOnceAllEndWell(_ engine: Engine) async throws {
    try await engine.place { files in
      let migrations = migrations
      let made = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 1...5 {
          group.addTask {
            let database = try await engine.connect(files)
            let names = try await database.migrate(migrations)
            await database.close()
            return names
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(made.sorted() == migrations.list.map(\.name))
    }
  }

  @Test(arguments: Engine.allCases) func waitsForALockThatIsHeldForLong(_ engine: Engine) async throws {
    try await engine.place { files in
      let runner = try await engine.connect(files, busyTimeout: .milliseconds(30))
      let migrations = migrations
      try await whileLocked(engine, files) { release in
        let error = try await migrationError { try await runner.migrate(migrations, lockTimeout: .milliseconds(50)) }
        #expect(error.code == .locked && error.migration == "1 table" && error.underlying?.code == .busy)
        let running = Task { try await runner.migrate(migrations, lockTimeout: .seconds(60)) }
        try await Task.sleep(for: .milliseconds(200))
        release()
        #expect(try await running.value.count == 6)
      }
      try await check(runner)
      await runner.close()
    }
  }

  @Test(arguments: Engine.allCases) func recordsAreReadAndWrittenMeanwhile(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.changeSchema { $0.createTable("beats") { $0.integer("n") } }
      let migrations = migrations
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await database.migrate(migrations) }
        for number in 1...20 {
          group.addTask {
            try await database.execute("INSERT INTO beats (n) VALUES (\(number))")
            _ = try await database.query("SELECT count(*) AS c FROM beats")
          }
        }
        try await group.waitForAll()
      }
      #expect(try await database.value("SELECT count(*) FROM beats") == .int(20))
      try await check(database)
    }
  }
}
