import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many, name by name.
@Suite struct HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func doNotCallCallbacksForDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      try await counter.tills.create()
      #expect(try await counter.tills.count() == 1)
      // Each till would refuse to be destroyed.
      #expect(try await counter.reload().tills.removeAll() == 1)
      #expect(try await counter.tills.count() == 0)
      #expect(try await Till.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.removeAll()
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheAssociatedObjectWithImplicitStiBaseClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = Workshop(name: "W")
      #expect(type(of: shop.workers.build()) == Worker.self)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheAssociatedObjectWithStiSubclass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = Workshop(name: "W")
      try await shop.workers.append(SignPainter { $0.name = "S" })
      try await shop.save()
      #expect(try await shop.workers.reload().first is SignPainter)
      #expect(type(of: shop.painters.build()) == Painter.self)
    }
  }

  @Test(arguments: Engine.allCases) func associationKeysBypassAttributeProtection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(theatre.plays.build { $0.title = "A" }.theatreID == theatre.id)
      #expect(try await theatre.plays.create { $0.title = "B" }.theatreID == theatre.id)
      #expect(
        try await theatre.plays.create {
          $0.title = "C"; $0.theatreID = 99
        }.theatreID == theatre.id)
    }
  }

  @Test(arguments: Engine.allCases) func noSqlShouldBeFiredIfAssociationAlreadyLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.second()?.title == "B")
      #expect(try await theatre.plays.element(at: 2)?.title == "C")
      #expect(try await theatre.plays.element(at: 41) == nil)
      #expect(try await theatre.plays.last(2).first?.title == "B")
      #expect(try await theatre.plays.last()?.title == "C")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func finderMethodWithDirtyTarget(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let new = ["D", "E", "F"].map { title in theatre.plays.build { $0.title = title } }
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded)
      for (position, play) in new.enumerated() { #expect(try await theatre.plays.element(at: 3 + position) === play) }
      let last = try await theatre.plays.last(3)
      #expect(last.count == 3 && zip(last, new).allSatisfy { $0 === $1 })
      #expect(try await theatre.plays.last() === new[2])
      #expect(try await theatre.plays.element(at: 6) == nil)
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func createResetsCachedCounters(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.load().isEmpty)
      #expect(try await theatre.plays.findBy { $0.title == "A" } == nil)
      try await theatre.plays.create { $0.title = "A" }
      #expect(try await theatre.plays.count() == 1)
      #expect(try await theatre.plays.load().count == 1)
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.first()?.theatre == theatre)
    }
  }

  @Test(arguments: Engine.allCases) func updateAllRespectsAssociationScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.append(Play(title: "A"))
      try await theatre.save()
      try await Play.create { $0.title = "other" }
      #expect(try await theatre.plays.updateAll { [$0.isHit.set(true)] } == 1)
      #expect(try await Play.where { $0.isHit == true }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func existsRespectsAssociationScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.append(Play(title: "A"))
      try await theatre.save()
      #expect(try await theatre.plays.exists())
      #expect(try await Theatre.create { $0.name = "Rose" }.plays.exists() == false)
    }
  }

  @Test(arguments: Engine.allCases) func counting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func countingWithSingleHash(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.where { $0.title == "B" }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func countingWithColumnNameAndHash(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.count(\.title) == 3)
    }
  }

  @Test(arguments: Engine.allCases) func countingWithAssociationLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.latest.load().count == 2)
      #expect(try await theatre.latest.size() == 2)
      #expect(try await theatre.latest.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func associationWithInstanceDependentScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      try await globe.plays.create { $0.title = "Globe" }
      #expect(try await globe.namesakes.map(\.title) == ["Globe"])
      #expect(try await rose.namesakes.map(\.title) == [])
    }
  }

  /// A theatre with three plays, found again.
  func seed() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    for (index, title) in ["A", "B", "C"].enumerated() {
      try await theatre.plays.create {
        $0.title = title
        $0.isHit = index != 1
      }
    }
    return try await Theatre.find(theatre.id!)
  }

  /// A debate with two answers, found again.
  func debated() async throws -> Debate {
    let debate = try await Debate.create { $0.title = "D" }
    for _ in 1...2 { try await debate.answers.create() }
    return try await Debate.find(debate.id!)
  }

  /// A maker with two gadgets, found again.
  func made() async throws -> Maker {
    let maker = try await Maker.create { $0.name = "Ann" }
    for _ in 1...2 { try await maker.gadgets.create() }
    return try await Maker.find(maker.id!)
  }

  /// A destroyed studio takes only the gadget with this label.
  func onlyScoped(_ label: String) async throws {
    let studio = try await Studio.create { $0.name = "Ann" }
    for label in [label, "other"] {
      try await Gadget.create {
        $0.makerName = "Ann"
        $0.label = label
      }
    }
    #expect(try await studio.all.count() == 2)
    try await studio.destroy()
    #expect(try await Gadget.pluck(\.label) == ["other"])
  }
}
