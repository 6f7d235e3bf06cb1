import ActiveRecord
import ActiveRecordTesting
import Testing

/// A table of pairs without a model.
@Suite struct HasAndBelongsToManyTests {
  @Test(arguments: Engine.allCases) func bothDirections(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      recorder.clear()
      let drama = try await play.genres.create { $0.name = "Drama" }
      #expect(recorder.sql.last == #"INSERT INTO "genres_plays" ("play_id", "genre_id") VALUES (?, ?)"#)
      try await play.genres.append(Genre(name: "Farce"))
      #expect(try await play.genres.map(\.name) == ["Drama", "Farce"])
      #expect(try await drama.plays.map(\.title) == ["A"])
      #expect(try await Play.find(1).genres.count() == 2)
      #expect(try await Play.find(1).genres.ids() == [1, 2])
      #expect(try await Play.joins(\.genres).where { $0.genres.name == "Drama" }.pluck(\.title) == ["A"])
    }
  }

  @Test(arguments: Engine.allCases) func removeTakesThePairAway(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      let drama = try await play.genres.create { $0.name = "Drama" }
      let farce = try await play.genres.create { $0.name = "Farce" }
      recorder.clear()
      try await play.genres.remove(drama)
      #expect(recorder.sql.last?.hasPrefix(#"DELETE FROM "genres_plays""#) == true)
      #expect(try await Genre.count() == 2)
      #expect(try await play.genres.reload() == [farce])
      try await play.genres.clear()
      #expect(try await pairs(database) == 0)
    }
  }

  @Test(arguments: Engine.allCases) func destroyTakesThePairsOnly(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.genres.create { $0.name = "Drama" }
      let farce = try await play.genres.create { $0.name = "Farce" }
      try await play.genres.destroy(farce)
      #expect(try await Genre.count() == 2)
      #expect(try await pairs(database) == 1)
      try await play.destroy()
      #expect(try await Genre.count() == 2)
      #expect(try await pairs(database) == 0)
    }
  }

  @Test(arguments: Engine.allCases) func unsavedOwnerJoinsWhenItIsSaved(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let drama = try await Genre.create { $0.name = "Drama" }
      let play = Play(title: "A")
      try await play.genres.append(drama, Genre(name: "New"))
      #expect(try await pairs(database) == 0)
      try await play.save()
      #expect(try await pairs(database) == 2)
      #expect(try await Play.find(1).genres.map(\.name) == ["Drama", "New"])
      try await play.save()
      #expect(try await pairs(database) == 2)
    }
  }

  @Test(arguments: Engine.allCases) func replace(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let a = try await play.genres.create { $0.name = "a" }, b = try await play.genres.create { $0.name = "b" }
      let c = try await Genre.create { $0.name = "c" }
      try await play.genres.replace(with: [b, c])
      #expect(try await Play.find(1).genres.map(\.name).sorted() == ["b", "c"])
      try await play.genres.replace(withIDs: [a.id!])
      #expect(try await Play.find(1).genres.ids() == [a.id!])
      #expect(try await pairs(database) == 1)
    }
  }

  @Test(arguments: Engine.allCases) func replaceByIDsAsAFormSendsThem(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let a = try await play.genres.create { $0.name = "a" }, b = try await Genre.create { $0.name = "b" }
      try await play.genres.replace(withIDs: ["", "\(a.id!)", " ", "\(b.id!)"])
      #expect(try await Play.find(1).genres.ids().sorted() == [a.id!, b.id!])
      #expect(try await pairs(database) == 2)
    }
  }

  @Test(arguments: Engine.allCases) func sameClassOnBothSides(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await Player.create { $0.name = "Ann" }, bob = try await Player.create { $0.name = "Bob" }
      try await ann.friends.append(bob)
      #expect(try await Player.find(ann.id!).friends.map(\.name) == ["Bob"])
      #expect(try await Player.find(bob.id!).friends.isEmpty())
      #expect(try await Player.preload(\.friends).order(\.id).load().map { try $0.friends.loaded.map(\.name) } == [["Bob"], []])
      #expect(try await Player.joins(\.friends).where { $0.friends.name == "Bob" }.pluck(\.name) == ["Ann"])
    }
  }

  @Test(arguments: Engine.allCases) func preloadsInTwoQueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for title in ["A", "B", "C"] {
        let play = try await Play.create { $0.title = title }
        try await play.genres.create { $0.name = "genre of \(title)" }
      }
      recorder.clear()
      let plays = try await Play.preload(\.genres).order(\.id).load()
      #expect(try plays.map { try $0.genres.loaded.map(\.name) } == [["genre of A"], ["genre of B"], ["genre of C"]])
      #expect(recorder.queries.count <= 3)
    }
  }

  private func pairs(_ database: Database) async throws -> Int {
    try await database.query("SELECT * FROM genres_plays").count
  }
}
