import ActiveRecord
import ActiveRecordTesting
import Testing

/// Rails' tests of single table inheritance with a column of its own for the class.
@Suite struct InheritanceTests {
  private func seed() async throws {
    try await Cucumber.create { $0.name = "my cucumber" }
    try await Cabbage.create { $0.name = "his cabbage" }
    try await GreenCabbage.create { $0.name = "his green cabbage" }
    try await RedCabbage.create {
      $0.name = "his red cabbage"
      $0.$seller.set(Cucumber(name: "seller"))
    }
  }

  private func run(_ engine: Engine, _ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await engine.database(models: [Vegetable.self]) { _, recorder async throws in
      try await seed()
      recorder.clear()
      try await body(recorder)
    }
  }

  @Test(arguments: Engine.allCases) func findGivesTheClassOfTheRow(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      #expect(try await Vegetable.find(1) is Cucumber)
      #expect(try await Cucumber.find(1).name == "my cucumber")
      #expect(try await Vegetable.find(2) is Cabbage)
      #expect(try await Cabbage.find(2).name == "his cabbage")
      let all = try await Vegetable.order(\.id).limit(3).load()
      #expect(all.map { "\(type(of: $0))" } == ["Cucumber", "Cabbage", "GreenCabbage"])
    }
  }

  @Test(arguments: Engine.allCases) func findKeepsToTheClass(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      await #expect(throws: RecordNotFound.self) { _ = try await Cucumber.find(2) }
      #expect(try await Cucumber.find(1).id == 1)
    }
  }

  @Test(arguments: Engine.allCases) func countsAreThoseOfTheClass(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      #expect(try await Vegetable.where { $0.name != "seller" }.count() == 4)
      #expect(try await Cucumber.where { $0.name != "seller" }.count() == 1)
      #expect(try await Cabbage.count() == 3)
      #expect(recorder.sql.last == #"SELECT COUNT(*) FROM "vegetables" WHERE "vegetables"."custom_type" IN (?, ?, ?, ?)"#)
    }
  }

  @Test(arguments: Engine.allCases) func savedRecordsComeBackAsTheirClass(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let savoy = Cabbage(name: "Savoy")
      try await savoy.save()
      #expect(savoy.customType == "Cabbage")
      #expect(try await Vegetable.find(savoy.id ?? 0) is Cabbage)
    }
  }

  @Test(arguments: Engine.allCases) func theFirstOfAQueryKeepsToTheClass(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      #expect(try await Vegetable.where { $0.name == "his cabbage" }.first() is Cabbage)
      #expect(try await Cabbage.where { $0.name == "his cabbage" }.first()?.id == 2)
      #expect(try await Cucumber.where { $0.name == "his cabbage" }.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func theDeepestIsFoundOnEachLevel(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let cole = try await KingCole.create { $0.name = "uniform heads" }
      #expect(try await KingCole.where { $0.name == "uniform heads" }.first() == cole)
      #expect(try await GreenCabbage.where { $0.name == "uniform heads" }.first() == cole)
      #expect(try await Cabbage.where { $0.name == "uniform heads" }.first() == cole)
      #expect(try await Vegetable.where { $0.name == "uniform heads" }.first() == cole)
      #expect(try await Cabbage.where { $0.name == "his cabbage" }.load().count == 1)
      #expect(try await Cabbage.find(cole.id ?? 0) == cole)
    }
  }

  @Test(arguments: Engine.allCases) func updatesOfAllKeepToTheClass(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      try await Cabbage.updateAll { [$0.name.set("the cabbage")] }
      #expect(try await Cabbage.first()?.name == "the cabbage")
      #expect(try await Cucumber.order(\.id).pluck(\.name).first == "my cucumber")
    }
  }

  @Test(arguments: Engine.allCases) func destroyingAllKeepsToTheClass(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      try await Cabbage.destroyAll()
      #expect(try await Cabbage.count() == 0)
      #expect(try await Cucumber.where { $0.name != "seller" }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aPolymorphicParentIsPreloadedForASubclass(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      let red = try #require(try await RedCabbage.includes(\.seller).first())
      #expect(recorder.sql.count == 2)
      #expect(red.$seller.isLoaded && red.$seller.type == "Vegetable")
      #expect(try red.$seller.loaded is Cucumber)
    }
  }

  @Test(arguments: Engine.allCases) func becomingAnotherClassKeepsTheTypeUnlessTold(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let cucumber = try #require(try await Cucumber.first())
      let cabbage = try cucumber.becomes(Cabbage.self)
      #expect(cabbage.name == "my cucumber" && cabbage.customType == "Cucumber" && !cabbage.isChanged)
      let changed = try cucumber.becomes(Cabbage.self, changingType: true)
      #expect(changed.changes["custom_type"]?.old == .text("Cucumber") && changed.customType == "Cabbage")
    }
  }

  @Test(arguments: Engine.allCases) func theBaseStoresNoClass(_ engine: Engine) async throws {
    try await run(engine) { _ async throws in
      let vegetable = try await Vegetable.create { $0.name = "Red Pepper" }
      #expect(vegetable.customType == nil)
      let cabbage = try vegetable.becomes(Cabbage.self, changingType: true)
      #expect(cabbage.customType == "Cabbage")
      try await cabbage.save()
      #expect(try await Vegetable.find(vegetable.id ?? 0) is Cabbage)
      let base = try cabbage.becomes(Vegetable.self, changingType: true)
      #expect(base.customType == nil)
      try await base.save()
      #expect(try await Cabbage.exists(base.id ?? 0) == false)
    }
  }
}
