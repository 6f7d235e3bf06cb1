import ActiveRecord
import ActiveRecordTesting
import Testing

/// Collections through join models, through has_many, nested, and with a source.
@Suite struct HasManyThroughTests {
  @Test(arguments: Engine.allCases) func appendBuildsTheJoinRow(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      let ann = try await Player.create { $0.name = "Ann" }
      recorder.clear()
      try await play.players.append(ann)
      #expect(recorder.queries.count == 1)
      #expect(recorder.sql.first?.hasPrefix(#"INSERT INTO "roles""#) == true)
      try await play.players.create { $0.name = "Bob" }
      #expect(try await play.players.map(\.name) == ["Ann", "Bob"])
      #expect(try await play.roles.count() == 2)
      #expect(try await ann.plays.map(\.title) == ["A"])
    }
  }

  @Test(arguments: Engine.allCases) func readsByAJoin(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await seed()
      recorder.clear()
      #expect(try await Play.find(play.id!).players.map(\.name) == ["Ann", "Bob"])
      #expect(
        recorder.sql.last
          == #"SELECT "players"."id", "players"."name", "players"."mentor_id" FROM "players" INNER JOIN "roles" ON "#
          + #""players"."id" = "roles"."player_id" WHERE "roles"."play_id" = ?"#)
      #expect(try await Play.find(play.id!).cast.map(\.name) == ["Ann", "Bob"])
      #expect(try await play.players.where { $0.name == "Bob" }.count() == 1)
      #expect(try await play.players.find(1).name == "Ann")
    }
  }

  @Test(arguments: Engine.allCases) func removeTakesTheJoinRow(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await seed()
      let ann = try #require(try await Player.findBy { $0.name == "Ann" })
      try await play.players.remove(ann)
      #expect(try await Role.count() == 1)
      #expect(try await Player.count() == 2)
      #expect(try await play.players.reload().map(\.name) == ["Bob"])
      #expect(try await play.roles.reload().count == 1)
      try await play.players.clear()
      #expect(try await Role.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func replaceChangesTheJoinRows(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await seed()
      let bob = try #require(try await Player.findBy { $0.name == "Bob" })
      try await play.players.replace(with: [bob, Player(name: "Cid")])
      #expect(try await Play.find(1).players.map(\.name).sorted() == ["Bob", "Cid"])
      try await play.players.replace(withIDs: [1])
      #expect(try await Play.find(1).players.ids() == [1])
      #expect(try await Role.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func replaceByIDsAsAFormSendsThem(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await seed()
      let bob = try #require(try await Player.findBy { $0.name == "Bob" })
      try await play.players.replace(withIDs: ["\(bob.id!)", ""])
      #expect(try await Play.find(1).players.ids() == [bob.id!])
      #expect(try await Role.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func unsavedOwnerSavesEverything(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A")
      let ann = play.players.build { $0.name = "Ann" }
      try await play.players.append(Player(name: "Bob"))
      try await play.save()
      #expect(ann.isPersisted)
      #expect(try await Role.count() == 2)
      #expect(try await Play.find(1).players.map(\.name).sorted() == ["Ann", "Bob"])
    }
  }

  @Test(arguments: Engine.allCases) func throughHasManyReads(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await seed()
      try await theatre.plays.append(play)
      recorder.clear()
      #expect(try await theatre.roles.count() == 2)
      #expect(try await theatre.roles.map(\.name).sorted() == ["", ""])
      #expect(try await theatre.players.map(\.name) == ["Ann", "Bob"])
      #expect(recorder.queries.count == 3)
      #expect(recorder.sql.last?.split(separator: "INNER JOIN").count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func nestedAndIndirectAreReadOnly(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let nested = await failure { try await theatre.players.append(Player(name: "P")) }
      #expect(nested?.contains("Theatre.players") == true && nested?.contains("only be read") == true)
      let indirect = await failure { try await theatre.roles.create { $0.name = "R" } }
      #expect(indirect?.contains("Theatre.roles") == true && indirect?.contains("only be read") == true)
      #expect(try await Player.count() == 0)
      #expect(try await Role.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func preloadsNestedThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for name in ["Globe", "Rose"] {
        let theatre = try await Theatre.create { $0.name = name }
        let play = try await theatre.plays.create { $0.title = name }
        try await play.players.create { $0.name = "Star of \(name)" }
      }
      recorder.clear()
      let theatres = try await Theatre.preload(\.players).order(\.id).load()
      #expect(try theatres.map { try $0.players.loaded.map(\.name) } == [["Star of Globe"], ["Star of Rose"]])
      #expect(recorder.queries.count == 4)
      #expect(try await Theatre.joins(\.players).where { $0.players.name == "Star of Rose" }.pluck(\.name) == ["Rose"])
    }
  }

  @Test(arguments: Engine.allCases) func twoJoinRowsGiveTheMemberTwice(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await seed()
      let ann = try #require(try await Player.findBy { $0.name == "Ann" })
      try await play.roles.create {
        $0.name = "second"; $0.playerID = ann.id
      }
      #expect(try await play.players.reload().count == 3)
      #expect(try await play.players.distinct().load().count == 2)
      #expect(try await play.players.distinct().count() == 2)
    }
  }

  private func seed() async throws -> Play {
    let play = try await Play.create { $0.title = "A" }
    for name in ["Ann", "Bob"] {
      let player = try await Player.create { $0.name = name }
      try await play.players.append(player)
    }
    return try await Play.find(play.id!)
  }
}
