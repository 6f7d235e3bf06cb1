import ActiveRecord
import Testing

@Suite struct FailingMigrationTests {
  @Test(arguments: Engine.takingBack) func isTakenBackAndNamed(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let migrations = Migrations {
        Migration("1 good") { $0.createTable("a") }
        Migration("2 bad") { schema in
          schema.createTable("b")
          schema.execute("INSERT INTO missing VALUES (\("it's a secret"))")
        }
        Migration("3 never") { $0.createTable("c") }
      }
      let error = try await migrationError { try await database.migrate(migrations) }
      #expect(error.code == .statementFailed && error.migration == "2 bad" && error.underlying?.code == .missingTable)
      #expect(
        error.description
          == #"Migration "2 bad": \#(engine.missingTable("missing")) - while running INSERT INTO missing VALUES (\#(engine.placeholder))"#)
      #expect(try await database.migrationStatus(migrations).map(\.state) == [.up, .down, .down])
      #expect(try await database.schemaFacts().allSatisfy { !$0.hasPrefix("b") && !$0.hasPrefix("c") })
      #expect(try await database.execute("INSERT INTO a (id) VALUES (1)") == 1)
    }
  }

  @Test(arguments: Engine.allCases) func whatCannotBeUndoneIsRefusedBeforeAnythingIsUndone(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let migrations = Migrations {
        Migration("1 x") { schema in
          schema.execute("CREATE TABLE a (id INTEGER)")
          schema.createTable("b")
        }
      }
      try await database.migrate(migrations)
      let error = try await migrationError { try await database.rollback(migrations) }
      #expect(error.code == .irreversible)
      #expect(
        error.description == #"Migration "1 x": execute("CREATE TABLE a (id INTEGER)…") cannot be undone by itself. "#
          + #"Say how: execute("…", down: "…"), or down: "" where nothing has to be done"#)
      #expect(
        try await database.schemaFacts().filter { $0.hasPrefix("a.") || $0.hasPrefix("b.") } == [
          "a.id INTEGER 0 - 0", "b.id \(engine.keyType) 1 - 1",
        ])
      #expect(try await database.migrationStatus(migrations).map(\.state) == [.up])
    }
  }

  @Test(arguments: Engine.allCases) func nothingToDoOnTheWayDownIsWrittenAsAnEmptyText(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let migrations = Migrations([Migration("1 x") { $0.execute("CREATE TABLE IF NOT EXISTS kept (n INTEGER)", down: "") }])
      try await database.migrate(migrations)
      #expect(try await database.rollback(migrations) == ["1 x"])
    }
  }

  @Test(arguments: Engine.allCases) func aWrongListIsToldBeforeTheFirstStatement(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let migrations = Migrations {
        Migration("1 a") { $0.createTable("a") }
        Migration("1 b") { $0.createTable("b") }
      }
      let errors = [
        try await migrationError { try await database.migrate(migrations) },
        try await migrationError { try await database.rollback(migrations) },
        try await migrationError { _ = try await database.migrationStatus(migrations) },
      ]
      #expect(errors.allSatisfy { $0.code == .invalidList })
      #expect(try await database.schemaFacts() == [])
    }
  }

  @Test(arguments: Engine.allCases) func aTransactionAroundItIsRefused(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let migrations = Migrations([Migration("1 a") { $0.createTable("a") }])
      let error = try await migrationError { try await database.transaction { _ = try await database.migrate(migrations) } }
      #expect(error.code == .insideTransaction && error.migration == "1 a")
      let states = try await database.transaction { try await database.migrationStatus(migrations).map(\.state) }
      #expect(states == [.down])
      #expect(try await database.use { try await database.migrate(migrations) } == ["1 a"])
    }
  }

  @Test(arguments: Engine.allCases) func aClosedDatabaseIsAnError(_ engine: Engine) async throws {
    let database = try await Database.connect(.memory)
    await database.close()
    await #expect(throws: DatabaseError.self) { try await database.migrate(Migrations([Migration("1 a") { _ in }])) }
  }

  @Test(arguments: Engine.takingBack) func cancellingTakesTheMigrationBack(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let slow: SQL = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000000) SELECT max(i) FROM n"
      let migrations = Migrations {
        Migration("1 slow") { schema in
          schema.createTable("a") { $0.string("b") }
          schema.removeColumn("a", "b")
          schema.execute(slow)
        }
      }
      let task = Task { try await database.migrate(migrations) }
      try await Task.sleep(for: .milliseconds(100))
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      #expect(try await database.schemaFacts() == [])
      if engine == .sqlite {
        #expect(try await database.value("PRAGMA foreign_keys") == .int(1))
        #expect(try await database.value("PRAGMA legacy_alter_table") == .int(0))
      }
      try await database.changeSchema { $0.createTable("a") }
    }
  }
}
