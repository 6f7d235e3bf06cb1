import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: replacing members, and their keys.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func includedInCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.contains(Play.find(2)))
    }
  }

  @Test(arguments: Engine.allCases) func includedInCollectionForNewRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(try await Theatre(name: "Globe").plays.contains(play) == false)
    }
  }

  @Test(arguments: Engine.allCases) func addingArrayAndCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      #expect(try await (theatre.plays.load() + rose.plays.load()).count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithLess(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.replace(with: [Play.find(1)])
      #expect(try await theatre.saveIfValid())
      try await theatre.reload()
      #expect(try await theatre.plays.load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithLessAndDependentNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      for _ in 1...2 { try await ship.flags.create() }
      try await ship.flags.replace(with: [])
      #expect(try await Flag.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.replace(with: [Play.find(2), Play(title: "New")])
      try await theatre.save()
      try await theatre.reload()
      #expect(try await theatre.plays.load().count == 2)
      #expect(try await theatre.plays.contains(Play.find(1)) == false)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithSameContent(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.replace(with: [])
      try await theatre.save()
      #expect(try await recorder.statements { try await theatre.plays.replace(with: []) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenReplacingOnPersisted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), good = Fruit(name: "good")
      try await basket.fruits.replace(with: [good])
      await #expect(throws: Refused.self) { try await basket.fruits.replace(with: [Fruit(name: "rotten")]) }
      #expect(try await basket.fruits.reload() == [good])
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenReplacingOnNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await recorder.statements { try await theatre.plays.replace(with: [Play(title: "A")]) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func getIds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.ids() == [1, 2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForLoadedAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.reload()
      recorder.clear()
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForUnloadedAssociationsDoesNotLoadThem(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(!theatre.plays.isLoaded)
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheOnUnloadedAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Debate.create { $0.title = "D" }.answers.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func idsReaderCacheNotUsedForSizeWhenAssociationIsDirty(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.ids().count == 0)
      theatre.plays.build()
      #expect(try await theatre.plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func idsReaderOnLoadedAssociationOfNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe"), play = try await Play.create { $0.title = "A" }
      try await theatre.plays.replace(with: [play])
      #expect(try await theatre.plays.ids() == [play.id!])
    }
  }

  @Test(arguments: Engine.allCases) func pluckOnUnloadedAssociationOfNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Play.create { $0.title = "A" }
      #expect(try await Theatre(name: "Globe").plays.pluck(\.title) == [])
    }
  }

  @Test(arguments: Engine.allCases) func idsReaderCacheShouldBeClearedWhenCollectionIsDeleted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      try await theatre.plays.remove(Play.find(1))
      #expect(try await theatre.plays.ids().sorted() == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForOrderedAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.latest.ids() == [3, 2])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForAssociationOnNewRecordDoesNotTryToFindRecords(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      recorder.clear()
      #expect(try await theatre.plays.ids() == [])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func setIdsForAssociationOnNewRecordAppliesAssociationCorrectly(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for title in ["A", "B", "C"] { try await Play.create { $0.title = title } }
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.replace(withIDs: [1, 2])
      #expect(try await theatre.plays.ids() == [1, 2])
      #expect(try await theatre.plays.map(\.title) == ["A", "B"])
      try await theatre.save()
      #expect(try await Play.find(1).theatre == theatre)
      #expect(try await Play.find(2).theatre == theatre)
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let role = try await theatre.plays.load()[0].roles.create { $0.name = "king" }
      #expect(try await theatre.roles.ids() == [role.id!])
    }
  }
}
