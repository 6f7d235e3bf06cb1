import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many members that are built, created, found or counted in other ways.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func buildMany(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let plays = theatre.plays.build(forEach: ["D", "E"]) { $0.title = $1 }
      #expect(plays.count == 2 && recorder.events.isEmpty)
      #expect(plays.allSatisfy { $0.theatreID == theatre.id && $0.isNew })
    }
  }

  @Test(arguments: Engine.allCases) func buildManyViaBlock(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let plays = theatre.plays.build(forEach: ["D", "E"]) { $0.title = "changed \($1)" }
      #expect(plays.map(\.title) == ["changed D", "changed E"])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func createMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.create(forEach: ["D", "E"]) { $0.title = $1 }
      #expect(try await theatre.plays.reload().map(\.title) == ["A", "B", "C", "D", "E"])
    }
  }

  @Test(arguments: Engine.allCases) func buildTheAssociationWithAnArray(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "New")
      #expect(theatre.plays.build(forEach: ["A", "B"]) { $0.title = $1 }.map(\.title) == ["A", "B"])
      // A member of a query has what the query says.
      theatre.plays.where { $0.isHit == true }.build { $0.title = "C" }
      #expect(try await theatre.plays.size() == 3)
      try await theatre.save()
      try await theatre.reload()
      #expect(try await theatre.plays.order(\.id).pluck(\.title) == ["A", "B", "C"])
      #expect(try await theatre.plays.order(\.id).pluck(\.isHit) == [false, false, true])
    }
  }

  @Test(arguments: Engine.allCases) func createTheAssociationWithAnArray(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      let fruits = try await basket.fruits.createIfValid(forEach: ["a", "", "c"]) { $0.name = $1 }
      #expect(fruits.map(\.isPersisted) == [true, false, true])
      #expect(try await Fruit.count() == 2)
      // What the association's scope says is in each of them, and what a query of its members says.
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.hits.create(forEach: ["first", "second"]) { $0.title = $1 }
      for title in ["third", "fourth"] { try await theatre.plays.where { $0.isHit == true }.create { $0.title = title } }
      #expect(try await [theatre.hits.size(), theatre.plays.size()] == [4, 4])
      try await theatre.reload()
      #expect(try await theatre.plays.map(\.title).sorted() == ["first", "fourth", "second", "third"])
      #expect(try await theatre.plays.map(\.isHit) == [true, true, true, true])
    }
  }

  @Test(arguments: Engine.allCases) func createTheAssociationWithAnArrayThrowing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      await #expect(throws: RecordInvalid.self) { _ = try await basket.fruits.create(forEach: ["a", "", "c"]) { $0.name = $1 } }
      #expect(try await Fruit.pluck(\.name) == ["a"])
      let other = try await Basket.create { $0.name = "C" }
      try await other.fruits.create(forEach: ["x", "y"]) { $0.name = $1 }
      #expect(try await other.fruits.size() == 2)
      try await other.reload()
      #expect(try await other.fruits.map(\.name).sorted() == ["x", "y"])
    }
  }

  @Test(arguments: Engine.allCases) func associationProtectForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(theatre.plays.build { $0.title = "A" }.theatreID == theatre.id)
      let built = theatre.plays.build {
        $0.title = "B"; $0.theatreID = 99
      }
      #expect(built.theatreID == theatre.id)
      let created = try await theatre.plays.create {
        $0.title = "C"; $0.theatreID = 99
      }
      #expect(created.theatreID == theatre.id)
      #expect(try await Play.pluck(\.theatreID) == [theatre.id])
    }
  }

  @Test(arguments: Engine.allCases) func buildWithPolymorphicHasManyDoesNotAllowToOverrideTypeAndId(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create()
      let badge = hero.badges.build {
        $0.wearerID = 99
        $0.wearerKind = "ShouldNotChange"
      }
      #expect(badge.wearerID == hero.id && badge.wearerKind == "Hero")
    }
  }

  @Test(arguments: Engine.allCases) func buildAndCreateFromAssociationShouldRespectPassedAttributesOverDefaultScope(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(theatre.plays.where { $0.title == "exotic" }.build().title == "exotic")
      #expect(try await theatre.plays.where { $0.title == "exotic" }.create().title == "exotic")
      #expect(theatre.hits.build { $0.isHit = false }.isHit == false)
      let created = try await theatre.hits.create {
        $0.title = "A"; $0.isHit = false
      }
      #expect(created.isHit == false && created.theatreID == theatre.id)
    }
  }

  @Test(arguments: Engine.allCases) func buildFromAssociationShouldRespectScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "New")
      #expect(theatre.hits.build { $0.title = "A" }.isHit)
      #expect(theatre.namesakes.build().title == "New")
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreBeingSetWhenInitializedFromHasManyAssociationWithWhereClause(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let play = try await seed().plays.where { $0.title == "Some" }.where { $0.seats == 7 }.build()
      #expect(play.title == "Some" && play.seats == 7 && play.theatreID == 1)
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreSetWhenInitializedFromHasManyNullRelationship(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "New")
      let play = try await theatre.plays.where { $0.title == "headlight" }.findOrBuildBy { $0.seats == 3 }
      #expect(play.title == "headlight" && play.seats == 3 && play.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func buildFromAssociationSetsInverseInstance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "New")
      #expect(try await theatre.plays.build().theatre === theatre)
    }
  }

  @Test(arguments: Engine.allCases) func collectionSizeWithDirtyTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.ids() == [])
      #expect(try await theatre.plays.size() == 0)
      theatre.plays.reset()
      theatre.plays.build()
      #expect(try await theatre.plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func collectionEmptyWithDirtyTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.isEmpty())
      theatre.plays.reset()
      theatre.plays.build()
      #expect(try await theatre.plays.isEmpty() == false)
    }
  }

  @Test(arguments: Engine.allCases) func takingWithANumber(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let draft = theatre.plays.build { $0.title = "D" }
      #expect(!theatre.plays.isLoaded)
      #expect(try await theatre.plays.take(1).map(\.title) == ["A"])
      #expect(try await theatre.plays.take(4).last === draft)
      try await theatre.plays.load()
      #expect(try await theatre.plays.take(2).map(\.title) == ["A", "B"])
      #expect(try await theatre.plays.take(4).last === draft)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstOrLastOnLoadedAssociationShouldNotFetchWithQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.first(2).count == 2)
      #expect(try await theatre.plays.last()?.title == "C")
      #expect(try await theatre.plays.last(2).count == 2)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllOnAssociationIsTheSameAsNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      try await theatre.plays.removeAll()
      let unloaded = recorder.sql
      try await Play.updateAll { [$0.theatreID.set(theatre.id)] }
      try await theatre.plays.reload()
      recorder.clear()
      try await theatre.plays.removeAll()
      #expect(recorder.sql == unloaded && unloaded.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func findEach(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      var found: [Int?] = []
      let count = try await recorder.statements { try await theatre.plays.findEach(batch: 1) { found.append($0.theatreID) } }
      #expect(found == [1, 1, 1] && count == 4)
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllAcceptsLimitedParameters(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      for refused in [Dependent.restrictWithError, .restrictWithException, .destroyAsync] {
        await #expect(throws: AssociationError.self) { try await theatre.plays.removeAll(refused) }
      }
      #expect(try await theatre.plays.count() == 3)
    }
  }
}
