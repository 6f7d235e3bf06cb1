import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_and_belongs_to_many, name by name.
@Suite struct HasAndBelongsToManyAssociationsTests {
  @Test(arguments: Engine.allCases) func shouldPropertyQuoteStringPrimaryKeys(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let country = Country(code: "c1", name: "India")
      try await country.save()
      let language = Language(name: "Hindi")
      try await country.languages.append(language)
      let pairs = try await database.query("SELECT * FROM countries_languages")
      #expect(pairs.count == 1 && pairs[0]["country_id"] == .text("c1") && pairs[0]["language_id"] == .int(1))
    }
  }

  @Test(arguments: Engine.allCases) func properUsageOfPrimaryKeysAndJoinTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let country = Country(code: "c1", name: "India")
      try await country.save()
      try await country.languages.append(Language(name: "Hindi"))
      #expect(try await Country.first()?.languages.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      #expect(try await play.genres.isEmpty() == false)
      #expect(try await play.genres.size() == 2)
      let drama = try await Genre.find(1)
      #expect(try await drama.plays.isEmpty() == false)
      #expect(try await drama.plays.size() == 1)
      #expect(try await drama.plays.contains(play))
    }
  }

  @Test(arguments: Engine.allCases) func addingSingle(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "B" }, drama = try await Genre.create { $0.name = "Drama" }
      try await play.genres.reload()
      #expect(try await drama.plays.size() == 0)
      try await play.genres.append(drama)
      #expect(try await play.genres.size() == 1)
      #expect(try await play.genres.reload().count == 1)
      #expect(try await drama.plays.reload().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func addingFromTheProject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "B" }, drama = try await Genre.create { $0.name = "Drama" }
      try await drama.plays.reload()
      #expect(try await play.genres.size() == 0)
      try await drama.plays.append(play)
      #expect(try await play.genres.reload().count == 1)
      #expect(try await drama.plays.size() == 1)
      #expect(try await drama.plays.reload().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func addingMultiple(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "B" }
      try await play.genres.reload()
      try await play.genres.append(Genre.create { $0.name = "a" }, Genre.create { $0.name = "b" })
      #expect(try await play.genres.size() == 2)
      #expect(try await play.genres.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func addingACollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "B" }
      try await play.genres.reload()
      try await play.genres.append([Genre.create { $0.name = "a" }, Genre.create { $0.name = "b" }])
      #expect(try await play.genres.size() == 2)
      #expect(try await play.genres.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func habtmAddingBeforeSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let old = try await Genre.create { $0.name = "old" }, new = Genre(name: "new"), play = Play(title: "A")
      try await play.genres.append([old, new])
      #expect(!play.isPersisted && !new.isPersisted)
      #expect(try await play.saveIfValid())
      #expect(play.isPersisted)
      #expect(try await [Play.count(), Genre.count(), play.genres.size(), play.genres.reload().count] == [1, 2, 2, 2])
    }
  }

  @Test(arguments: Engine.allCases) func habtmCollectionSizeFromBuild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.genres.append(Genre.create { $0.name = "a" })
      play.genres.build { $0.name = "b" }
      #expect(try await play.genres.size() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func build(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      recorder.clear()
      let genre = play.genres.build { $0.name = "new" }
      #expect(recorder.events.isEmpty && !play.genres.isLoaded)
      #expect(try await play.genres.last() === genre)
      #expect(play.genres.isLoaded && !genre.isPersisted)
      try await play.save()
      #expect(genre.isPersisted)
      #expect(try await play.genres.last() === genre)
      #expect(try await Play.find(1).genres.load().map { $0.id! }.max() == genre.id)
    }
  }

  @Test(arguments: Engine.allCases) func newAliasedToBuild(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      recorder.clear()
      let genre = play.genres.build { $0.name = "new" }
      #expect(recorder.events.isEmpty && !play.genres.isLoaded && !genre.isPersisted)
      try await play.save()
      #expect(try await Play.find(1).genres.load().map { $0.id! }.max() == genre.id)
    }
  }

  @Test(arguments: Engine.allCases) func create(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      let genre = try await play.genres.create { $0.name = "new" }
      #expect(!play.genres.isLoaded && genre.isPersisted)
      #expect(try await play.genres.last() == genre)
      #expect(!play.genres.isLoaded)
      #expect(try await Play.find(1).genres.load().map { $0.id! }.max() == genre.id)
    }
  }

  @Test(arguments: Engine.allCases) func distinctAfterTheFact(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }, drama = try await Genre.create { $0.name = "Drama" }
      for _ in 1...2 { try await play.genres.append(drama) }
      #expect(try await play.genres.size() == 2)
      #expect(try await play.genres.distinct().load() == [drama])
    }
  }

  @Test(arguments: Engine.allCases) func updatingAttributesOnNonRichAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await staged()
      let play = try #require(try await Genre.find(1).plays.first())
      play.title = "Something else"
      #expect(try await play.saveIfValid())
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyAssociationsOnNewRecordsUseNullRelations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = Play(title: "A")
      recorder.clear()
      #expect(try await play.genres.load().isEmpty)
      #expect(try await play.genres.where { $0.name == "omg" }.load().isEmpty)
      #expect(try await play.genres.pluck(\.name).isEmpty)
      #expect(try await play.genres.count() == 0)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func customJoinTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Player.reflection("friends")?.joinTable == "friendships")
      let one = try await Player.create { $0.name = "A" }, two = try await Player.create { $0.name = "B" }
      try await one.friends.append(two)
      #expect(try await one.friends.reload() == [two])
    }
  }

  /// A play with two genres, found again.
  func staged() async throws -> Play {
    let play = try await Play.create { $0.title = "A" }
    for name in ["Drama", "Farce"] { try await play.genres.create { $0.name = name } }
    return try await Play.find(play.id!)
  }
}
