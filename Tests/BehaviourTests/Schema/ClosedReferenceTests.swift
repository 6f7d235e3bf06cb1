import ActiveRecord
import Testing

/// What a plate hangs on: each class has a foreign key of its own, which follows from class and key.
@Polymorphic enum PlateHolder { case gate(PlateGate), post(PlatePost) }

@Model class PlateGate: Record {
  var name: String?
  @HasMany var plates: Many<Plate> = .has(as: \.holder)
}
@Model class PlatePost: Record { var name: String? }
@Model class Plate: Record {
  var text: String?
  @BelongsTo var holder: PlateHolder?
}

/// A polymorphic reference among some tables: models see two columns, and the database guards them.
@Suite struct ClosedReferenceTests {
  private static let migrations = Migrations {
    Migration("2025-03-01 plates") { schema in
      schema.createTable("plate_gates") { $0.string("name") }
      schema.createTable("plate_posts") { $0.string("name") }
      schema.createTable("plates") { t in
        t.string("text")
        t.references("holder", among: ["PlateGate": "plate_gates", "PlatePost": "plate_posts"])
      }
    }
  }

  private func run(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(Self.migrations)
      try await database.use { try await body(database) }
    }
  }

  @Test(arguments: Engine.allCases) func modelsReadAndWriteIt(_ engine: Engine) async throws {
    try await run(engine) { database in
      let gate = try await PlateGate.create { $0.name = "east" }, post = try await PlatePost.create { $0.name = "first" }
      let plate = try await gate.plates.create { $0.text = "a" }
      try await Plate(text: "b", holder: .post(post)).save()
      try await Plate(text: "c").save()
      let plates = try await Plate.order(\.id).preload(\.holder).load()
      #expect(try plates.map { try $0.$holder.is(PlateGate.self) } == [true, false, false])
      let keys = try await database.query("SELECT holder_plate_gate_id AS gate, holder_plate_post_id AS post FROM plates ORDER BY id")
      #expect(keys.map { $0["gate"] } == [.int(1), .null, .null] && keys.map { $0["post"] } == [.null, .int(1), .null])
      plate.$holder.set(.post(post))
      try await plate.save()
      #expect(try await database.query("SELECT holder_plate_post_id AS post FROM plates WHERE id = 1").first?["post"] == .int(1))
    }
  }

  @Test(arguments: Engine.allCases) func theDatabaseRefusesWhatCannotBe(_ engine: Engine) async throws {
    try await run(engine) { database in
      let gate = try await PlateGate.create { $0.name = "east" }
      try await gate.plates.create { $0.text = "a" }
      let refused: [(SQL, DatabaseError.Code)] = [
        ("INSERT INTO plates (holder_id, holder_type) VALUES (99, 'PlateGate')", .foreignKeyViolation),
        ("INSERT INTO plates (holder_id, holder_type) VALUES (1, 'PlatePost')", .foreignKeyViolation),
        ("INSERT INTO plates (holder_id, holder_type) VALUES (1, 'Ghost')", .checkViolation),
        ("INSERT INTO plates (holder_id, holder_type) VALUES (1, NULL)", .checkViolation),
        ("INSERT INTO plates (holder_id, holder_type) VALUES (NULL, 'PlateGate')", .checkViolation),
        ("DELETE FROM plate_gates WHERE id = 1", .foreignKeyViolation),
      ]
      for (sql, code) in refused {
        let error = await #expect(throws: DatabaseError.self, "\(sql)") { try await database.execute(sql) }
        #expect(error?.code == code, "\(sql)")
      }
      #expect(try await Plate.count() == 1)
    }
  }
}
