import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: members that are added and built.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func adding(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      let play = Play(title: "D")
      try await theatre.plays.append(play)
      #expect(try await theatre.plays.size() == 4)
      #expect(try await theatre.plays.reload().count == 4)
      #expect(try await theatre.plays.last() == play)
    }
  }

  @Test(arguments: Engine.allCases) func addingUsingCreate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.size() == 3)
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.plays.load().count == 4)
      #expect(try await theatre.plays.size() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func createWithBangOnHasManyWhenParentIsNewRaises(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let error = await #expect(throws: RecordNotSaved.self) { _ = try await Theatre(name: "G").plays.create { $0.title = "A" } }
      #expect(error?.model == "Theatre" && error?.description.contains("Save it first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func regularCreateOnHasManyWhenParentIsNewRaises(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let error = await #expect(throws: RecordNotSaved.self) { _ = try await Theatre(name: "G").plays.createIfValid { $0.title = "A" } }
      #expect(error?.model == "Theatre" && error?.description.contains("Save it first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func createWithBangOnHasManyRaisesWhenRecordNotSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      await #expect(throws: RecordInvalid.self) { _ = try await basket.fruits.create { $0.name = "" } }
    }
  }

  @Test(arguments: Engine.allCases) func createWithBangOnHabtmWhenParentIsNewRaises(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let error = await #expect(throws: RecordNotSaved.self) { _ = try await Play(title: "A").genres.create { $0.name = "D" } }
      #expect(error?.model == "Play" && error?.description.contains("Save it first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func addingACollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      try await theatre.plays.append([Play(title: "D"), Play(title: "E")])
      #expect(try await theatre.plays.size() == 5)
      #expect(try await theatre.plays.reload().count == 5)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenAddingToPersisted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      await #expect(throws: (any Error).self) { try await basket.fruits.append(Fruit(name: "good"), Fruit(name: "")) }
      #expect(try await basket.fruits.reload().isEmpty)
      #expect(try await Fruit.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenAddingToNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await recorder.statements { try await theatre.plays.append(Play(title: "A")) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func inverseOnBeforeValidate(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      #expect(try await recorder.statements { try await theatre.plays.append(Play(title: "D")) } == 3)
    }
  }

  @Test(arguments: Engine.allCases) func newAliasedToBuild(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let play = theatre.plays.build()
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded && !play.isPersisted)
      #expect(try await theatre.plays.last() === play)
    }
  }

  @Test(arguments: Engine.allCases) func build(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let play = theatre.plays.build { $0.title = "D" }
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded && !play.isPersisted && play.title == "D")
      #expect(try await theatre.plays.last() === play)
    }
  }

  @Test(arguments: Engine.allCases) func collectionSizeAfterBuilding(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      theatre.plays.build { $0.title = "D" }
      theatre.plays.build { $0.title = "E" }
      #expect(try await theatre.plays.size() == 5)
      #expect(try await Set(theatre.plays.load()).count == 5)
    }
  }

  @Test(arguments: Engine.allCases) func collectionNotEmptyAfterBuilding(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.isEmpty())
      theatre.plays.build { $0.title = "A" }
      #expect(try await theatre.plays.isEmpty() == false)
    }
  }

  @Test(arguments: Engine.allCases) func collectionSizeTwiceForRegressions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.reload()
      theatre.plays.build { $0.title = "A" }
      let sizes = [try await theatre.plays.size(), try await theatre.plays.size()]
      #expect(sizes == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func buildFollowedBySaveDoesNotLoadTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      theatre.plays.build { $0.title = "D" }
      #expect(try await theatre.saveIfValid())
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func buildWithoutLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.load().count == 3)
      recorder.clear()
      theatre.plays.build { $0.title = "D" }
      #expect(try await theatre.plays.size() == 4)
      #expect(recorder.events.isEmpty)
      #expect(try await theatre.plays.load().count == 4)
    }
  }

  @Test(arguments: Engine.allCases) func buildViaBlock(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let play = theatre.plays.build { play in play.title = "D" }
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded && !play.isPersisted && play.title == "D")
      #expect(try await theatre.plays.last() === play)
    }
  }

  @Test(arguments: Engine.allCases) func createWithoutLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.size() == 3)
      theatre.plays.reset()
      #expect(try await recorder.statements { try await theatre.plays.create { $0.title = "D" } } == 3)
      #expect(try await theatre.plays.size() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func create(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      let play = try await theatre.plays.create { $0.title = "D" }
      #expect(play.isPersisted)
      #expect(try await theatre.plays.last() == play)
      #expect(try await theatre.plays.reload().last == play)
    }
  }

  @Test(arguments: Engine.allCases) func createFollowedBySaveDoesNotLoadTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.saveIfValid())
      #expect(!theatre.plays.isLoaded)
    }
  }
}
