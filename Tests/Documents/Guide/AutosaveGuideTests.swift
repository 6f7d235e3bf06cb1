import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models of what is saved with a record.
enum GuideAutosave {
  // snippet.autosave-models
  @Model class Crew: Record {
    var name: String
    @HasMany var rowers: Many<Rower> = .has(autosave: true)
    @HasOne var boat: Boat?
    @HasMany var guests: Many<Guest> = .has(autosave: false)
  }
  // snippet.end
  @Model class Rower: Record {
    var name: String
    @BelongsTo var crew: Crew
  }
  @Model class Boat: Record {
    var name: String
    @BelongsTo var crew: Crew?
  }
  @Model class Guest: Record {
    var name: String
    @BelongsTo var crew: Crew?
  }
}

@Suite struct AutosaveGuideTests {
  typealias Crew = GuideAutosave.Crew

  @Test func marksAndChanges() async throws {
    try await TemporaryDatabase.inMemory { database in
      for sql: SQL in [
        "CREATE TABLE crews (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE rowers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, crew_id INTEGER NOT NULL)",
        "CREATE TABLE boats (id INTEGER PRIMARY KEY, name TEXT NOT NULL, crew_id INTEGER)",
        "CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT NOT NULL, crew_id INTEGER)",
      ] { try await database.execute(sql) }
      let recorder = SQLRecorder(database)
      let crew = try await Crew.create { $0.name = "Eight" }
      for name in ["Amy", "Bob"] { try await crew.rowers.create { $0.name = name } }
      try await crew.reload()
      // snippet.autosave
      let rowers = try await crew.rowers.load()
      rowers[0].name = "Ann"
      rowers[1].markForDestruction()
      crew.rowers.build { $0.name = "Cid" }
      // snippet.end
      let guest = crew.guests.build { $0.name = "Dan" }
      let boat = crew.$boat.build { $0.name = "Canoe" }
      recorder.clear()
      // snippet.autosave-save
      try await crew.save()
      // snippet.end
      #expect(
        recorder.sql.filter { $0.contains("rowers") } == [
          #"DELETE FROM "rowers" WHERE "rowers"."id" = ?"#,
          #"UPDATE "rowers" SET "name" = ? WHERE "rowers"."id" = ?"#,
          #"INSERT INTO "rowers" ("name", "crew_id") VALUES (?, ?)"#,
        ])
      #expect(boat.isPersisted && guest.isNew)
      boat.name = "Raft"
      try await crew.save()
      #expect(boat.isChanged)
      #expect(try await crew.reload().rowers.map(\.name) == ["Ann", "Cid"])
    }
  }
}
