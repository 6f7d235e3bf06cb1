import ActiveRecord
import ActiveRecordTesting
import Testing

/// Writing to a has_many: what is saved at once, what waits, what goes.
@Suite struct HasManyWritingTests {
  @Test(arguments: Engine.allCases) func appendSavesAtOnce(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let a = Play(title: "A"), b = Play(title: "B")
      recorder.clear()
      try await theatre.plays.append(a, b)
      #expect(recorder.queries.map { String($0.sql.prefix(6)) } == ["INSERT", "INSERT"])
      #expect(a.theatreID == theatre.id && b.isPersisted)
      #expect(try await theatre.plays.map(\.title) == ["A", "B"])
    }
  }

  @Test(arguments: Engine.allCases) func appendMovesAMemberOfAnother(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
      let play = try await globe.plays.create { $0.title = "A" }
      recorder.clear()
      try await rose.plays.append(play)
      #expect(recorder.sql == [#"UPDATE "plays" SET "theatre_id" = ? WHERE "plays"."id" = ?"#])
      #expect(try await play.theatre === rose)
      #expect(try await globe.plays.reload().isEmpty)
      #expect(try await rose.plays.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func unsavedOwnerKeepsMembersUntilItIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      let play = Play(title: "A")
      try await theatre.plays.append(play)
      _ = theatre.plays.build { $0.title = "B" }
      #expect(play.isNew)
      #expect(recorder.queries.isEmpty)
      #expect(try await theatre.plays.size() == 2)
      #expect(try await theatre.plays.isEmpty() == false)
      #expect(recorder.queries.isEmpty)
      try await theatre.save()
      #expect(play.theatreID == theatre.id)
      #expect(try await theatre.plays.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func createOnAnUnsavedOwnerIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let told = await failure { try await theatre.plays.create { $0.title = "A" } }
      #expect(told?.contains("Theatre.plays") == true)
      #expect(told?.contains("Save it first, or build the member") == true)
    }
  }

  @Test(arguments: Engine.allCases) func unsavedMembersStayAcrossALoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "A" }
      let found = try await Theatre.find(theatre.id!)
      let draft = found.plays.build { $0.title = "B" }
      #expect(try await found.plays.map(\.title) == ["A", "B"])
      #expect(try await found.plays.count() == 1)
      #expect(try await found.plays.size() == 2)
      #expect(try await found.plays.last() === draft)
      try await found.save()
      #expect(draft.isPersisted)
      #expect(try await found.plays.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func removeTakesTheKeyAway(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.create { $0.title = "B" }
      recorder.clear()
      try await theatre.plays.remove(play)
      #expect(recorder.queries.count == 1)
      #expect(recorder.sql.first?.hasPrefix(#"UPDATE "plays" SET "theatre_id" = ?"#) == true)
      #expect(play.theatreID == nil && play.isPersisted && !play.isChanged)
      #expect(try await play.theatre == nil)
      #expect(try await theatre.plays.reload().map(\.title) == ["B"])
      #expect(try await Play.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func removeOfAForeignMemberChangesNothingThere(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
      let play = try await globe.plays.create { $0.title = "A" }
      try await rose.plays.remove(play)
      #expect(try await Play.find(play.id!).theatreID == globe.id)
    }
  }

  @Test(arguments: Engine.allCases) func destroyRemovesTheRow(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.create { $0.title = "B" }
      try await theatre.plays.destroy(play)
      #expect(play.isDestroyed)
      #expect(try await Play.pluck(\.title) == ["B"])
      try await theatre.plays.destroyAll()
      #expect(try await Play.count() == 0)
      #expect(try await theatre.plays.isEmpty())
    }
  }

  @Test(arguments: Engine.allCases) func clearAndRemoveAll(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for title in ["A", "B"] { try await theatre.plays.create { $0.title = title } }
      let found = try await Theatre.find(theatre.id!)
      recorder.clear()
      try await found.plays.clear()
      #expect(recorder.queries.count == 1)
      #expect(try await Play.where { $0.theatreID.isNil }.count() == 2)
      try await Play.updateAll { [$0.theatreID.set(theatre.id)] }
      try await theatre.plays.reload()
      try await theatre.plays.removeAll(.deleteAll)
      #expect(try await Play.count() == 0)
      #expect(try await theatre.plays.isEmpty())
    }
  }

  @Test(arguments: Engine.allCases) func replaceWritesTheDifference(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let a = try await theatre.plays.create { $0.title = "A" }
      let b = try await theatre.plays.create { $0.title = "B" }
      let c = Play(title: "C")
      recorder.clear()
      try await theatre.plays.replace(with: [c, b])
      #expect(recorder.queries.map { String($0.sql.prefix(6)) } == ["SELECT", "UPDATE", "INSERT"])
      #expect(a.theatreID == nil && c.theatreID == theatre.id)
      #expect(try await theatre.plays.map(\.title) == ["B", "C"])
      recorder.clear()
      try await theatre.plays.replace(with: [b, c])
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func replaceByIDs(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let a = try await theatre.plays.create { $0.title = "A" }
      let b = try await Play.create { $0.title = "B" }
      try await theatre.plays.replace(withIDs: [b.id!])
      #expect(try await theatre.plays.ids() == [b.id!])
      #expect(try await Play.find(a.id!).theatreID == nil)
      let told = await failure { try await theatre.plays.replace(withIDs: [b.id!, 99]) }
      #expect(told?.contains("99") == true)
      #expect(try await theatre.plays.reload().map(\.title) == ["B"])
    }
  }

  @Test(arguments: Engine.allCases) func replaceByIDsAsAFormSendsThem(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let a = try await theatre.plays.create { $0.title = "A" }
      let b = try await Play.create { $0.title = "B" }
      try await theatre.plays.replace(withIDs: ["", "\(b.id!)", " "])
      #expect(try await theatre.plays.reload() == [b])
      try await theatre.plays.replace(withIDs: [a.id, nil, b.id])
      #expect(try await theatre.plays.order(\.id).load() == [a, b])
      recorder.clear()
      let told = await failure { try await theatre.plays.replace(withIDs: ["\(b.id!)", "first"]) }
      #expect(told == "Play.id: the key is of type Int, and a text that was given is none: give keys of type Int")
      let other = await failure { try await theatre.plays.replace(withIDs: [1.5]) }
      #expect(other == "Play.id: the key is of type Int, and Double is another type: give keys of type Int")
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func invalidMemberIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      await #expect(throws: RecordInvalid.self) { try await basket.fruits.append(Fruit(name: "")) }
      #expect(try await basket.fruits.appendIfValid(Fruit(name: "")) == false)
      let fruit = try await basket.fruits.createIfValid { $0.name = "" }
      #expect(fruit.isNew && fruit.errors["name"] == ["can't be blank"])
      #expect(try await Fruit.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func scopeGivesItsConditionsToNewMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let hit = try await theatre.hits.create { $0.title = "A" }
      #expect(hit.isHit && hit.theatreID == theatre.id)
      #expect(theatre.hits.build { $0.title = "B" }.isHit)
      let namesake = theatre.namesakes.build { $0.seats = 1 }
      #expect(namesake.title == "Globe")
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithAnInvalidMemberChangesNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      let apple = try await basket.fruits.create { $0.name = "apple" }
      let pear = try await basket.fruits.create { $0.name = "pear" }
      let good = Fruit(name: "plum"), bad = Fruit(name: "")
      await #expect(throws: RecordNotSaved.self) { try await basket.fruits.replace(with: [apple, good, bad]) }
      #expect(try await Fruit.order(\.id).pluck(\.basketID) == [1, 1])
      #expect(good.isNew && bad.isNew && pear.basketID == 1 && !pear.isChanged)
      #expect(try await basket.fruits.load().map(\.name) == ["apple", "pear"])
      try await basket.save()
      #expect(try await Fruit.order(\.id).pluck(\.name) == ["apple", "pear"])
    }
  }
}
