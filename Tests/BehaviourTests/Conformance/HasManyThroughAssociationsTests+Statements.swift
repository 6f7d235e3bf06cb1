import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through: what is sent when members come and go, and what is asked.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases, ["append", "remove", "replace", "clear"]) func rowsInBetweenComeAndGoByOneStatement(
    _ engine: Engine, _ way: String
  ) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      let ann = try await Player.create { $0.name = "Ann" }, bob = try await Player.create { $0.name = "Bob" }
      if way != "append" { try await play.players.append(ann) }
      let found = try await Play.find(play.id!)
      if way == "replace" || way == "clear" { try await found.players.load() }
      recorder.clear()
      switch way {
      case "append": try await found.players.append(ann)
      case "remove": try await found.players.remove(ann)
      case "replace": try await found.players.replace(with: [bob])
      default: try await found.players.clear()
      }
      let insert = #"INSERT INTO "roles""#, delete = #"DELETE FROM "roles""#
      let sent = recorder.sql.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
      #expect(sent == (way == "append" ? [insert] : way == "replace" ? [delete, insert] : [delete]))
      let left = way == "append" ? [ann] : way == "replace" ? [bob] : []
      #expect(try await found.players.load() == left)
      #expect(try await Play.find(play.id!).players.load() == left)
      #expect(try await Player.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func keysOfAScopedChainAreAskedForAlone(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let league = try await League.create { $0.name = "L" }
      try await league.fans.create { $0.name = "Ann" }
      let fay = try await league.favouriteFans.create { $0.name = "Fay" }
      let found = try await League.find(league.id!)
      recorder.clear()
      #expect(try await found.favouriteFans.ids() == [fay.id!])
      #expect(recorder.sql.count == 1)
      #expect(!found.favouriteFans.isLoaded && !found.favourites.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func keysThatAreTextAreReadAndCounted(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let tongue = try await Tongue.create { $0.name = "German" }
      for code in ["AT", "DE", "FR"] { try await Country(code: code, name: code).save() }
      try await tongue.countries.replace(withIDs: ["DE", "AT"])
      let found = try await Tongue.find(tongue.id!)
      #expect(try await found.countries.ids(as: String.self).sorted() == ["AT", "DE"])
      #expect(try await found.countries.count() == 2)
      #expect(!found.countries.isLoaded)
      try await found.countries.load()
      recorder.clear()
      #expect(try await found.countries.ids(as: String.self).sorted() == ["AT", "DE"])
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsReachedThroughAHasOneCanOnlyBeRead(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, _, short, _, _) = try await Worlds.fillTapestries()
      let hint = try await TapestryHint.create { $0.$tapestry.set(short) }
      let found = try await Weaver.find(ada.id!)
      for attempt in Attempt.allCases {
        let error = await #expect(throws: AssociationError.self) { try await attempt.run(found.hints, hint) }
        #expect(error?.description.contains("can only be read") == true)
      }
      #expect(try await found.hints.reload() == [hint])
      #expect(try await TapestryHint.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, ["joins", "leftJoins"]) func whatIsInBetweenMayJoinOn(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Writer.findBy { $0.name == "Ada" }), ben = try #require(try await Writer.findBy { $0.name == "Ben" })
      let articles = kind == "joins" ? Article.joins(\.letters) : Article.leftJoins(\.letters)
      #expect(try await ben.letters.joins(\.article).merge(\.article, articles).load().map(\.text) == ["quiet"])
      // Two letters to one article: each is found once for each of them.
      let found = try await ada.letters.joins(\.article).merge(\.article, articles).load()
      #expect(found.map(\.text).sorted() == ["loud", "loud", "open", "open"])
    }
  }
}
