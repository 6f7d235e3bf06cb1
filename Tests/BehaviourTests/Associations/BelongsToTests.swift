import ActiveRecord
import ActiveRecordTesting
import Testing

/// A belongs_to: the key is in this row.
@Suite struct BelongsToTests {
  @Test(arguments: Engine.allCases) func readsOnceThenFromMemory(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Play(title: "A", theatre: Theatre(name: "Globe")).save()
      let play = try #require(try await Play.first())
      recorder.clear()
      #expect(play.theatreID == 1)
      #expect(!play.$theatre.isLoaded)
      #expect(recorder.queries.isEmpty)
      #expect(try await play.theatre?.name == "Globe")
      #expect(try await play.theatre?.name == "Globe")
      #expect(play.$theatre.isLoaded)
      #expect(recorder.sql == [#"SELECT "theatres"."id", "theatres"."name" FROM "theatres" WHERE "theatres"."id" = ? LIMIT ?"#])
    }
  }

  @Test(arguments: Engine.allCases) func noneIsNilWithoutAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Play(title: "A").save()
      let play = try #require(try await Play.first())
      recorder.clear()
      #expect(try await play.theatre == nil)
      #expect(recorder.queries.isEmpty)
      play.theatreID = 77
      #expect(try await play.theatre == nil)
      #expect(try await play.theatre == nil)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func handleThrowsWhereNothingIsLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Play(title: "A", theatre: Theatre(name: "Globe")).save()
      let play = try #require(try await Play.first())
      do {
        _ = try play.$theatre.loaded
        Issue.record("nothing was loaded")
      } catch let error as AssociationError {
        #expect(error.code == .notLoaded)
        #expect(error.description.contains("Play.theatre") && error.description.contains(#".includes(\.theatre)"#))
      }
      _ = try await play.theatre
      #expect(try play.$theatre.loaded?.name == "Globe")
      play.$theatre.reset()
      #expect(!play.$theatre.isLoaded)
      #expect(throws: AssociationError.self) { try play.$theatre.loaded }
    }
  }

  @Test(arguments: Engine.allCases) func setSavesNeitherSide(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      let play = try await Play.create { $0.title = "A" }
      recorder.clear()
      play.$theatre.set(globe)
      #expect(play.theatreID == globe.id && play.$theatre.isChanged && play.isChanged)
      #expect(try await play.theatre === globe)
      #expect(recorder.queries.isEmpty)
      try await play.save()
      #expect(!play.$theatre.isChanged && play.$theatre.wasChanged)
      play.$theatre.set(nil)
      #expect(play.theatreID == nil)
      try await play.save()
      #expect(try await Play.find(play.id!).theatreID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func buildIsSavedWithTheRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = Play(title: "A")
      let theatre = play.$theatre.build { $0.name = "Globe" }
      #expect(theatre.isNew && play.theatreID == nil)
      try await play.save()
      #expect(play.theatreID == theatre.id)
      #expect(recorder.sql.first?.contains("theatres") == true)
    }
  }

  @Test(arguments: Engine.allCases) func createSavesTheTargetOnly(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let theatre = try await play.$theatre.create { $0.name = "Globe" }
      #expect(theatre.isPersisted && play.theatreID == theatre.id && play.isChanged)
      #expect(try await Play.find(play.id!).theatreID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func reloadSeesTheDatabase(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await Play.create {
        $0.title = "A"; $0.theatreID = theatre.id
      }
      #expect(try await play.theatre?.name == "Globe")
      try await Theatre.updateAll { [$0.name.set("Rose")] }
      #expect(try await play.theatre?.name == "Globe")
      #expect(try await play.$theatre.reload()?.name == "Rose")
    }
  }

  @Test(arguments: Engine.allCases) func requiredTargetMustExist(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let contract = Contract { $0.salary = 5 }
      #expect(try await contract.saveIfValid() == false)
      #expect(contract.errors["player"].contains("must exist"))
      contract.playerID = 99
      #expect(try await contract.saveIfValid() == false)
      #expect(contract.errors["player"] == ["must exist"])
      contract.$player.set(Player(name: "P"))
      #expect(try await contract.saveIfValid())
      #expect(contract.errors.isEmpty)
      #expect(try await Contract.first()?.player.name == "P")
    }
  }

  @Test(arguments: Engine.allCases) func requiredTargetThatIsGoneIsTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await Contract(salary: 1, player: Player(name: "P")).save()
      try await database.execute("DELETE FROM players")
      let contract = try #require(try await Contract.first())
      let told = await failure { _ = try await contract.player }
      #expect(told?.contains("Contract.player") == true)
      #expect(told?.contains("Player?") == true)
    }
  }

  @Test(arguments: Engine.allCases) func selfJoin(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await Player.create { $0.name = "Ann" }
      let bob = try await ann.pupils.create { $0.name = "Bob" }
      try await bob.pupils.create { $0.name = "Cid" }
      recorder.clear()
      #expect(try await Player.joins(\.mentor).where { $0.mentor.name == "Ann" }.pluck(\.name) == ["Bob"])
      #expect(
        recorder.sql.last?.contains(#"INNER JOIN "players" AS "mentors_players""#) == true || recorder.sql.last?.contains("AS") == true)
      let cid = try #require(try await Player.findBy { $0.name == "Cid" })
      #expect(try await cid.mentor?.mentor?.name == "Ann")
      #expect(try await Player.preload(\.pupils.pupils).find(ann.id!).pupils.loaded.first?.pupils.loaded.map(\.name) == ["Cid"])
    }
  }
}
