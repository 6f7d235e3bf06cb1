import ActiveRecord
import ActiveRecordTesting
import Testing

/// Classes that share a table.
@Suite struct SingleTableInheritanceTests {
  @Test(arguments: Engine.allCases) func rowsComeBackAsTheirClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let all = try await Worker.all().order(\.id).load()
      #expect(all.map { "\(type(of: $0))" } == ["Worker", "Carpenter", "Painter", "SignPainter"])
      #expect((all[1] as? Carpenter)?.saw == "rip saw")
      #expect((all[3] as? SignPainter)?.lettering == "gothic")
      #expect((all[3] as? Painter)?.brush == "wide")
      #expect(all.map(\.name) == ["W", "C", "P", "S"])
    }
  }

  @Test(arguments: Engine.allCases) func subclassesAskForTheirRows(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await Painter.all().order(\.id).load().map(\.name) == ["P", "S"])
      #expect(recorder.sql.first?.contains(#"WHERE "workers"."type" IN (?, ?)"#) == true)
      #expect(try await SignPainter.count() == 1)
      #expect(recorder.sql.last?.contains(#""workers"."type" = ?"#) == true)
      #expect(try await Carpenter.where { $0.saw == "rip saw" }.first()?.name == "C")
      #expect(try await Worker.count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func findThroughAClassKeepsToIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let painter = try await seed()
      #expect(try await Worker.find(painter.id!) is Painter)
      #expect(try await Painter.find(painter.id!) == painter)
      await #expect(throws: RecordNotFound.self) { _ = try await Carpenter.find(painter.id!) }
      #expect(try await Carpenter.exists(painter.id!) == false)
    }
  }

  @Test(arguments: Engine.allCases) func theTypeIsStored(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await seed()
      struct Row: Decodable, Equatable { var name: String; var type: String? }
      let rows = try await database.query("SELECT name, type FROM workers ORDER BY id", as: Row.self)
      #expect(
        rows.map(\.type) == [nil, "Carpenter", "Painter", "SignPainter"]
          || rows.map(\.type) == ["Worker", "Carpenter", "Painter", "SignPainter"])
    }
  }

  @Test(arguments: Engine.allCases) func memberwiseInitialisersAreInherited(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let painter = SignPainter(lettering: "gothic")
      painter.name = "S"
      painter.brush = "wide"
      try await painter.save()
      let found = try #require(try await SignPainter.first())
      #expect(found.lettering == "gothic" && found.brush == "wide" && found.name == "S")
      found.brush = "fine"
      #expect(found.changedColumns == ["brush"])
      try await found.save()
      #expect(try await Painter.first()?.brush == "fine")
    }
  }

  @Test(arguments: Engine.allCases) func associationsOfTheBaseWorkInSubclasses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let shop = try await Workshop.create { $0.name = "Shop" }
      let painter = try await shop.painters.create { $0.name = "P" }
      try await shop.workers.create { $0.name = "W" }
      try await shop.workers.append(SignPainter { $0.name = "S" })
      try await painter.tools.create { $0.name = "brush" }
      #expect(try await shop.workers.reload().map { "\(type(of: $0))" } == ["Painter", "Worker", "SignPainter"])
      #expect(try await shop.painters.reload().map(\.name) == ["P", "S"])
      #expect(try await Tool.first()?.worker is Painter)
      let loaded = try await Worker.preload(\.tools, \.workshop).order(\.id).load()
      recorder.clear()
      #expect(try loaded[0].tools.loaded.map(\.name) == ["brush"])
      #expect(try loaded.map { try $0.$workshop.loaded?.name } == ["Shop", "Shop", "Shop"])
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func peersOfSeveralClassesLoadTogether(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let shop = try await Workshop.create { $0.name = "Shop" }
      for worker in [Worker { $0.name = "W" }, Painter { $0.name = "P" }, Carpenter { $0.name = "C" }] {
        worker.$workshop.set(shop)
        try await worker.save()
        try await worker.tools.create { $0.name = "tool of \(worker.name)" }
      }
      let workers = try await Worker.all().order(\.id).load()
      recorder.clear()
      for worker in workers {
        #expect(try await worker.workshop?.name == "Shop")
        #expect(try await worker.tools.map(\.name) == ["tool of \(worker.name)"])
      }
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func openAssociationsStoreTheBaseClass(_ engine: Engine) async throws {
    try await engine.database(models: [Worker.self, Note.self]) { database, _ async throws in
      let painter = try await SignPainter.create { $0.name = "S" }
      let note = Note(text: "n", about: painter)
      try await note.save()
      struct Row: Decodable { var about_type: String }
      #expect(try await database.query("SELECT about_type FROM notes", as: Row.self).map(\.about_type) == ["Worker"])
      #expect(try await Note.first()?.about is SignPainter)
    }
  }

  @Test(arguments: Engine.allCases) func unknownTypeNamesTheLineToAdd(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.execute("INSERT INTO workers (name, type) VALUES ('X', 'Plumber')")
      let told = await failure { _ = try await Worker.all().load() }
      #expect(told?.contains("Plumber") == true)
      #expect(told?.contains("@Model(subclasses: Plumber.self) class Worker") == true)
    }
  }

  @Test(arguments: Engine.allCases) func emptyTypeIsTheBaseClass(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.execute("INSERT INTO workers (name, type) VALUES ('X', NULL), ('Y', '')")
      #expect(try await Worker.all().load().map { "\(type(of: $0))" } == ["Worker", "Worker"])
    }
  }

  @Test(arguments: Engine.allCases) func bulkStatementsKeepToTheClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Painter.updateAll { [$0.name.set("painted")] } == 2)
      #expect(try await Carpenter.deleteAll() == 1)
      #expect(try await Worker.order(\.id).pluck(\.name) == ["W", "painted", "painted"])
    }
  }

  @discardableResult private func seed() async throws -> Painter {
    try await Worker.create { $0.name = "W" }
    try await Carpenter.create {
      $0.name = "C"; $0.saw = "rip saw"
    }
    let painter = try await Painter.create {
      $0.name = "P"; $0.brush = "round"
    }
    try await SignPainter.create {
      $0.name = "S"; $0.brush = "wide"; $0.lettering = "gothic"
    }
    return painter
  }
}
