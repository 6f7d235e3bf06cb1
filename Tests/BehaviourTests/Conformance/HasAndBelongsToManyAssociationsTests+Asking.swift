import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_and_belongs_to_many, name by name: what a collection is asked.
extension HasAndBelongsToManyAssociationsTests {
  @Test(arguments: Engine.allCases) func findInAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      #expect(try await play.genres.find(1).name == "Drama")
      try await play.genres.reload()
      #expect(try await play.genres.find(1).name == "Drama")
    }
  }

  @Test(arguments: Engine.allCases) func includeUsesArrayIncludeAfterLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      let genre = try await play.genres.load()[0]
      recorder.clear()
      #expect(play.genres.isLoaded)
      #expect(try await play.genres.contains(genre))
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includeChecksIfRecordExistsIfTargetNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged(), genre = try await Genre.find(1)
      recorder.clear()
      #expect(try await play.genres.contains(genre))
      #expect(recorder.events.count == 1 && !play.genres.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func includeReturnsFalseForNonMatchingRecordToVerifyScoping(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged(), genre = try await Genre.create { $0.name = "x" }
      #expect(!play.genres.isLoaded)
      #expect(try await play.genres.contains(genre) == false)
    }
  }

  @Test(arguments: Engine.allCases) func findInAssociationWithOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      #expect(try await play.genres.load().count == 2)
      #expect(try await play.genres.where("name > 'E'").first()?.name == "Farce")
    }
  }

  @Test(arguments: Engine.allCases) func habtmRespectsSelectQueryMethod(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      recorder.clear()
      #expect(try await play.genres.pluck(\.id) == [1, 2])
      #expect(recorder.sql[0].hasPrefix(#"SELECT "genres"."id" FROM"#))
    }
  }

  @Test(arguments: Engine.allCases) func getIds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await staged().genres.ids().sorted() == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForLoadedAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      try await play.genres.reload()
      recorder.clear()
      #expect(try await play.genres.ids() == [1, 2])
      #expect(try await play.genres.ids() == [1, 2])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForUnloadedAssociationsDoesNotLoadThem(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      #expect(!play.genres.isLoaded)
      #expect(try await play.genres.ids().sorted() == [1, 2])
      #expect(!play.genres.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func idsReaderOnLoadedAssociationOfNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A"), genre = try await Genre.create { $0.name = "a" }
      try await play.genres.replace(with: [genre])
      #expect(try await play.genres.ids() == [genre.id!])
    }
  }

  @Test(arguments: Engine.allCases) func assignIds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for name in ["a", "b"] { try await Genre.create { $0.name = name } }
      let play = Play(title: "A")
      try await play.genres.replace(withIDs: [1, 2])
      try await play.save()
      try await play.reload()
      #expect(try await play.genres.load().count == 2)
      #expect(try await play.genres.ids().sorted() == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func singularIdsAreReloadedAfterCollectionConcat(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(try await play.genres.ids() == [])
      let genre = try await Genre.create { $0.name = "a" }
      try await play.genres.append(genre)
      #expect(try await play.genres.ids() == [genre.id!])
    }
  }

  @Test(arguments: Engine.allCases) func count(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await staged().genres.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func includeMethodInHasAndBelongsToManyAssociationShouldReturnTrueForInstanceAddedWithBuild(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A")
      let genre = play.genres.build()
      #expect(try await play.genres.contains(genre))
    }
  }
}
