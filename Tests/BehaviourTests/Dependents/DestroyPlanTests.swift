import ActiveRecord
import ActiveRecordTesting
import Testing

/// What destroying would do, shown before it is done.
@Suite struct DestroyPlanTests {
  @Test(arguments: Engine.allCases) func showsEveryStepInOrder(_ engine: Engine) async throws {
    try await engine.database { _, recorder in
      let play = try await Play.create { $0.title = "A" }
      try await play.roles.create { $0.name = "King" }
      try await play.roles.create { $0.name = "Queen" }
      try await play.genres.append(Genre(name: "tragedy"))
      recorder.clear()
      let plan = try await play.destroyPlan()
      #expect(
        plan.description == """
          Play 1
            Play.roles: destroy 2 records
              Role 1
              Role 2
            Play.genres: delete 1 join row
          """)
      #expect(plan.isAllowed && plan.deletedRows == 4)
      #expect(recorder.sql.allSatisfy { $0.hasPrefix("SELECT") })
      #expect(!play.roles.isLoaded)
      #expect(try await Play.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func anUnsavedRecordHasNone(_ engine: Engine) async throws {
    try await engine.database { _, recorder in
      let plan = try await Play(title: "A").destroyPlan()
      #expect(plan.steps.isEmpty)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsInTheWayIsTold(_ engine: Engine) async throws {
    try await DependentWorld.run(engine) { owner in
      let plan = try await owner.destroyPlan()
      #expect(!plan.isAllowed)
      #expect(plan.description.contains("PlannedOwner.guards: 1 record in the way"))
      #expect(plan.description.contains("PlannedOwner.notes: delete 2 rows"))
      #expect(plan.description.contains("PlannedOwner.tags: nullify 1 row"))
    }
  }
}

@Model class PlannedOwner: Record {
  var name = ""
  @HasMany var notes: Many<PlannedNote> = .has(foreignKey: \.ownerID, dependent: .deleteAll)
  @HasMany var tags: Many<PlannedTag> = .has(foreignKey: \.ownerID, dependent: .nullify)
  @HasMany var guards: Many<PlannedGuard> = .has(foreignKey: \.ownerID, dependent: .restrictWithError)
}
@Model class PlannedNote: Record { var ownerID: Int? }
@Model class PlannedTag: Record { var ownerID: Int? }
@Model class PlannedGuard: Record { var ownerID: Int? }

private enum DependentWorld {
  static func run(_ engine: Engine, _ body: nonisolated(nonsending) (PlannedOwner) async throws -> Void) async throws {
    try await engine.database { database, _ in
      try await database.migrate(
        Migrations {
          Migration("2025-01-01 create planned") { schema in
            schema.createTable("planned_owners") { $0.string("name", null: false) }
            for table in ["planned_notes", "planned_tags", "planned_guards"] { schema.createTable(table) { $0.bigint("owner_id") } }
          }
        })
      let owner = try await PlannedOwner.create()
      for _ in 0..<2 { try await owner.notes.create() }
      try await owner.tags.create()
      try await owner.guards.create()
      try await body(owner)
    }
  }
}
