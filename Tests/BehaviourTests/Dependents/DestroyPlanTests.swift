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

  /// Every dependent of each macro: what is planned is what happens, in this order.
  @Test(arguments: Engine.allCases) func whatIsPlannedHappens(_ engine: Engine) async throws {
    try await engine.database { database, recorder in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.sailors.create { $0.name = "Ann" }.knives.create()
      try await ship.crates.create(forEach: 1...3) { _, _ in }
      try await ship.flags.create()
      try await ship.papers.create()
      try await ship.$anchor.create()
      try await ship.$compass.create()
      try await ship.$bell.create()
      let found = try await Ship.find(ship.id!), plan = try await found.destroyPlan()
      #expect(
        plan.description == """
          Ship 1
            Ship.sailors: destroy 1 record
              Sailor 1
                Sailor.knives: destroy 1 record
                  Knife 1
            Ship.crates: delete 3 rows
            Ship.flags: nullify 1 row
            Ship.papers: nullify 1 row
            Ship.anchor: destroy 1 record
              Anchor 1
            Ship.compass: delete 1 row
            Ship.bell: nullify 1 row
          """)
      let before = try await rows(database)
      recorder.clear()
      try await found.destroy()
      let writes = recorder.queries.filter { !$0.sql.hasPrefix("SELECT") }.map { $0.sql.split(separator: "\"")[1] }
      #expect(writes == ["knives", "sailors", "crates", "flags", "papers", "anchors", "compasses", "bells", "ships"])
      #expect(try await before - rows(database) == plan.deletedRows)
    }
  }

  private func rows(_ database: Database) async throws -> Int {
    var count = 0
    for table in ["ships", "sailors", "knives", "crates", "flags", "papers", "anchors", "compasses", "bells"] {
      count += try await database.query(SQL(raw: "SELECT COUNT(*) FROM \(table)"), as: Int.self).first ?? 0
    }
    return count
  }

  @Test(arguments: Engine.allCases) func theTargetOfABelongsToGoesLast(_ engine: Engine) async throws {
    try await engine.database { _, _ in
      let warden = Warden(cabin: Cabin(name: "C"))
      try await warden.save()
      let plan = try await warden.destroyPlan()
      #expect(plan.description == "Warden 1\n  Warden.cabin: destroy 1 record\n    Cabin 1")
      #expect(plan.deletedRows == 2)
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
