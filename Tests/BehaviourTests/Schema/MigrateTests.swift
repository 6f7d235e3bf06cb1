import ActiveRecord
import Testing

@Suite struct MigrateTests {
  private let migrations = Migrations {
    Migration("2025-01-15 create blog") { schema in
      schema.createTable("authors") { t in
        t.string("name", null: false)
        t.string("email")
        t.integer("posts_count", null: false, default: 0)
      }
      schema.createTable("posts") { t in
        t.string("title", null: false)
        t.integer("views", null: false, default: 0)
        t.boolean("published", null: false, default: false)
        t.references("author", foreignKey: true)
        t.references("reviewer", foreignKey: "authors")
        t.timestamps()
      }
      schema.createTable("topics") { $0.string("name", null: false) }
      schema.createJoinTable("posts", "topics")
      schema.createTable("profiles") { t in
        t.text("bio")
        t.references("author", null: false, unique: true)
      }
      schema.createTable("assets") { t in
        t.string("file")
        t.references("attachable", polymorphic: true)
        t.references("about", polymorphic: true)
      }
    }
    Migration("2025-01-20 first rows") {
      $0.execute("INSERT INTO posts (title) VALUES ('a'); INSERT INTO posts (title) VALUES ('b')", down: "DELETE FROM posts")
    }
    Migration("2025-02-01 publish all") { $0.execute("UPDATE posts SET published = TRUE", down: "UPDATE posts SET published = FALSE") }
  }

  @Test(arguments: Engine.allCases) func makesEachMigrationOnce(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let made = try await database.migrate(migrations)
      #expect(made == ["2025-01-15 create blog", "2025-01-20 first rows", "2025-02-01 publish all"])
      #expect(try await database.migrate(migrations) == [])
      #expect(try await database.value("SELECT count(*) FROM posts WHERE published") == .int(2))
      #expect(
        try await database.column("version", "SELECT version FROM schema_migrations ORDER BY version")
          == [.text("2025-01-15"), .text("2025-01-20"), .text("2025-02-01")])
    }
  }

  @Test(arguments: Engine.allCases) func worksInMemory(_ engine: Engine) async throws {
    let database = try await Database.connect(.memory)
    #expect(try await database.migrate(migrations).count == 3)
    #expect(try await database.rollback(migrations, steps: 9).count == 3)
    await database.close()
  }

  @Test(arguments: Engine.allCases) func writesNothingWhereNothingIsToBeDone(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(migrations)
      let recorder = SchemaRecorder(database)
      try await database.migrate(migrations)
      #expect(recorder.statements.allSatisfy { $0.hasPrefix("SELECT") } && recorder.statements.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eachMigrationIsATransactionOfItsOwn(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let recorder = SchemaRecorder(database)
      try await database.migrate(migrations)
      #expect(recorder.statements.filter { $0.hasPrefix("BEGIN") }.count == 3)
      #expect(recorder.statements.filter { $0 == "COMMIT" }.count == 3)
      #expect(recorder.statements.contains(#"INSERT INTO "schema_migrations" (version) VALUES (?)"#))
    }
  }

  @Test(arguments: Engine.allCases) func tellsWhereEachMigrationStands(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      #expect(try await database.migrationStatus(migrations).map(\.state) == [.down, .down, .down])
      #expect(try await database.schemaFacts() == [])
      try await database.migrate(migrations, to: "2025-01-20")
      try await database.execute("INSERT INTO schema_migrations VALUES ('2025-01-17'), ('2024-01-01'), ('legacy')")
      let status = try await database.migrationStatus(migrations)
      #expect(
        status.map(\.description) == [
          "unknown  2024-01-01 (not among the migrations)", "up       2025-01-15 create blog",
          "unknown  2025-01-17 (not among the migrations)", "up       2025-01-20 first rows", "down     2025-02-01 publish all",
          "unknown  legacy (not among the migrations)",
        ])
      #expect(status[0].name == nil && status[1].version == "2025-01-15")
    }
  }

  @Test(arguments: Engine.allCases) func undoesTheLastMigrations(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(migrations)
      #expect(try await database.rollback(migrations) == ["2025-02-01 publish all"])
      #expect(try await database.value("SELECT count(*) FROM posts WHERE published") == .int(0))
      #expect(try await database.rollback(migrations, steps: 0) == [])
      #expect(try await database.rollback(migrations, steps: 2) == ["2025-01-20 first rows", "2025-01-15 create blog"])
      #expect(try await database.rollback(migrations) == [])
      #expect(try await database.schemaFacts().allSatisfy { $0.hasPrefix("schema_migrations") })
      #expect(try await database.migrate(migrations).count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func undoesEverythingAfterAVersion(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(migrations)
      #expect(
        try await database.rollback(migrations, to: "2025-01-15") == ["2025-02-01 publish all", "2025-01-20 first rows"])
      let error = try await migrationError { try await database.rollback(migrations, to: "2025-01-16") }
      #expect(error.code == .unknownVersion)
      #expect(error.message == "no migration has the version 2025-01-16. Did you mean '2025-01-15'?")
      #expect(try await database.rollback(migrations, to: "2025-1-15") == [])
    }
  }

  @Test(arguments: Engine.allCases) func anUnknownVersionCannotBeUndone(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(migrations)
      try await database.execute("INSERT INTO schema_migrations VALUES ('2025-03-01')")
      let error = try await migrationError { try await database.rollback(migrations) }
      #expect(error.code == .unknownVersion && error.message.contains("the version 2025-03-01, and no migration has it"))
      #expect(try await database.migrate(migrations) == [])
    }
  }

  @Test(arguments: Engine.allCases) func aLateMigrationIsMadeBehindTheOthers(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(migrations)
      let late = Migration("2025-01-17 late") { $0.createTable("late") }
      let all = Migrations([migrations.list[0], late] + migrations.list[1...])
      #expect(try await database.migrate(all) == ["2025-01-17 late"])
      #expect(try await database.rollback(all) == ["2025-02-01 publish all"])
    }
  }

  @Test(arguments: Engine.allCases) func aVersionMayBeNotedInAnotherSpelling(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.execute("CREATE TABLE schema_migrations (version varchar(40) NOT NULL PRIMARY KEY)")
      try await database.execute("INSERT INTO schema_migrations VALUES ('2025-1-15')")
      let list = Migrations([Migration("2025-01-15 x") { $0.up { $0.createTable("t") } }])
      #expect(try await database.migrate(list) == [])
      #expect(try await database.rollback(list) == ["2025-01-15 x"])
      #expect(try await database.migrate(list) == ["2025-01-15 x"])
    }
  }

  @Test(arguments: Engine.allCases) func changesWithoutAVersion(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.changeSchema { $0.createTable("t") { $0.string("a", unique: true) } }
      #expect(try await database.schemaFacts() == ["t.a VARCHAR 0 - 0", "t.id \(engine.keyType) 1 - 1", "t index_t_on_a 1 0 a 0"])
      let error = try await migrationError {
        try await database.changeSchema { schema in
          schema.createTable("u")
          schema.addIndex("t", "b")
        }
      }
      #expect(error.migration == nil && error.underlying?.code == .missingColumn)
      #expect(error.statement?.replacing("`", with: "\"") == #"CREATE INDEX "index_t_on_b" ON "t" ("b")"#)
      #expect(try await database.schemaFacts().filter { !$0.hasPrefix("u.") }.count == 3)
      #expect(try await database.schemaFacts().contains { $0.hasPrefix("u.") } == !Engine.takingBack.contains(engine))
    }
  }
}
