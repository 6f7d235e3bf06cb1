import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_and_belongs_to_many, name by name: members that are taken out and replaced.
extension HasAndBelongsToManyAssociationsTests {
  @Test(arguments: Engine.allCases) func deleting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged(), drama = try await Genre.find(1)
      try await play.genres.reload()
      #expect(try await [play.genres.size(), drama.plays.size()] == [2, 1])
      try await play.genres.remove(drama)
      #expect(try await play.genres.size() == 1)
      #expect(try await play.genres.reload().count == 1)
      #expect(try await drama.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deletingArray(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      try await play.genres.reload()
      try await play.genres.remove(Genre.all().load())
      #expect(try await play.genres.size() == 0)
      #expect(try await play.genres.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deletingAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      try await play.genres.reload()
      try await play.genres.clear()
      #expect(try await play.genres.size() == 0)
      #expect(try await play.genres.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroying(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await staged(), drama = try await Genre.find(1)
      try await play.genres.reload()
      #expect(try await [play.genres.size(), drama.plays.size()] == [2, 1])
      try await play.genres.destroy(drama)
      #expect(try await Genre.count() == 2)
      #expect(try await database.query("SELECT * FROM genres_plays WHERE genre_id = 1").isEmpty)
      #expect(try await play.reload().genres.size() == 1)
      #expect(try await play.genres.reload().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func destroyingMany(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await staged()
      try await play.genres.destroy(Genre.all().load())
      #expect(try await Genre.count() == 2)
      #expect(try await database.query("SELECT * FROM genres_plays").isEmpty)
      #expect(try await play.reload().genres.size() == 0)
      #expect(try await play.genres.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAll(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await staged()
      #expect(try await play.genres.reload().isEmpty == false)
      try await play.genres.destroyAll()
      #expect(try await Genre.count() == 2)
      #expect(try await database.query("SELECT * FROM genres_plays").isEmpty)
      #expect(try await play.genres.isEmpty())
      #expect(try await play.genres.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func removingAssociationsOnDestroy(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let play = try await staged()
      #expect(try await play.genres.isEmpty() == false)
      try await play.destroy()
      #expect(try await database.query("SELECT * FROM genres_plays").isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithLess(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      try await play.genres.replace(with: [Genre.find(1)])
      #expect(try await play.saveIfValid())
      #expect(try await play.genres.load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged(), farce = try await Genre.find(2)
      try await play.genres.replace(with: [Genre.find(1), Genre(name: "new")])
      try await play.save()
      #expect(try await play.genres.load().count == 2)
      #expect(try await play.genres.contains(farce) == false)
    }
  }

  @Test(arguments: Engine.allCases) func replaceOnNewObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A")
      try await play.genres.replace(with: [Genre.create { $0.name = "a" }, Genre(name: "b")])
      try await play.save()
      #expect(try await play.genres.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func destructionDoesNotErrorWithoutPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged(), drama = try await Genre.find(1), other = try await Play.create { $0.title = "B" }
      try await other.genres.append(drama)
      #expect(try await drama.plays.count() == 2)
      try await Play.includes(\.genres).find(play.id!).destroy()
      #expect(try await drama.plays.count() == 1)
      #expect(try await Play.ids() == [other.id!])
    }
  }
}
