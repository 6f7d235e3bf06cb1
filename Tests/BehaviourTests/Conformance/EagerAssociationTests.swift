import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading, name by name.
@Suite struct EagerAssociationTests {
  @Test(arguments: Engine.allCases) func withOrdering(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.roles).order { $0.id.desc }.load().map(\.title) == ["C", "B", "A"])
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadedHasOneAssociationWithReferencesDoesNotRunAdditionalQueries(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      try await seed()
      try await License.updateAll { [$0.theatreID.set(nil)] }
      let theatres = try await Theatre.eagerLoad(\.license).load()
      recorder.clear()
      #expect(theatres.count == 2)
      for theatre in theatres { #expect(try await theatre.license == nil) }
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughWithOrder(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writers = try await Writer.includes(\.recentLetters).order(\.id).load()
      recorder.clear()
      #expect(try writers.map { try $0.recentLetters.loaded.map(\.text) } == [["open", "loud"], ["quiet"]])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func typeCastInWhereReferencesAssociationName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let parent = try await Answer.create { $0.text = "parent" }
      let child = try await parent.answers.create { $0.text = "child" }
      let found = try #require(try await Answer.includes(\.answers).where { $0.answers.text == "child" }.last())
      #expect(found == parent)
      #expect(try found.answers.loaded == [child])
    }
  }

  @Test(arguments: Engine.allCases) func attributeAliasInWhereReferencesAssociationName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await LegacyAlbum.create { $0.title = "Blue" }.songs.create { $0.name = "One" }
      let album = try #require(try await LegacyAlbum.includes(\.songs).where { $0.songs.name == "One" }.last())
      #expect(try album.songs.loaded.map(\.name) == ["One"])
    }
  }

  @Test(arguments: Engine.allCases) func loadingWithMultipleAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Play.includes(\.roles, \.theatre, \.genres).order(\.id).load()
      #expect(try plays[0].roles.loaded.count == 2)
      #expect(try plays[0].genres.loaded.count == 2)
      #expect(try plays[0].roles.loaded.contains { $0.id == 1 })
    }
  }

  @Test(arguments: Engine.allCases) func duplicateMiddleObjects(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let roles = try await Role.where { $0.playID == 1 }.includes(\.play.theatre).load()
      recorder.clear()
      for role in roles { #expect(try await role.play?.theatre?.name == "Globe") }
      #expect(roles.count == 2 && recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includingDuplicateObjectsFromBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let photo = try await play.photos.create { $0.file = "f" }
      for name in ["Ann", "Bob"] { try await play.players.create { $0.name = name } }
      let roles = try await Role.where { $0.playID == play.id }.includes(\.play.photos).load()
      #expect(roles.count == 2)
      for role in roles { #expect(try await role.play?.photos.load() == [photo]) }
    }
  }

  @Test(arguments: Engine.allCases) func includingDuplicateObjectsFromHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      for name in ["a", "b"] { try await play.genres.create { $0.name = name } }
      let photo = try await play.photos.create { $0.file = "f" }
      let genres = try await Genre.includes(\.plays.photos).where { $0.plays.id == play.id! }.load()
      #expect(genres.count == 2)
      for genre in genres { #expect(try await genre.plays.loaded[0].photos.load() == [photo]) }
    }
  }

  @Test(arguments: Engine.allCases) func associationsLoadedForAllRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      for name in ["a", "b"] { try await play.genres.create { $0.name = name } }
      let genres = try await Genre.includes(\.plays.roles).load()
      #expect(try genres.map { try $0.plays.loaded[0].roles.isLoaded } == [true, true])
    }
  }

  @Test(arguments: Engine.allCases) func findingWithIncludesOnNullBelongsToAssociationWithSameIncludeIncludesOnlyOnce(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      try await Play.create { $0.title = "A" }
      recorder.clear()
      let play = try #require(try await Play.includes(\.theatre.license).first())
      #expect(recorder.events.count == 1)
      #expect(try play.$theatre.loaded == nil)
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func findingWithIncludesOnNullBelongsToPolymorphicAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Photo.create { $0.file = "f" }
      recorder.clear()
      let photo = try #require(try await Photo.includes(\.subject).first())
      #expect(recorder.events.count == 1)
      #expect(try photo.$subject.loaded == nil)
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func findingWithIncludesOnEmptyPolymorphicTypeColumn(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Badge.create { $0.wearerKind = "" }
      recorder.clear()
      let badge = try #require(try await Badge.includes(\.wearer).first())
      #expect(recorder.events.count == 1)
      #expect(try badge.$wearer.loaded == nil)
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func loadingFromAnAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Theatre.find(1).plays.includes(\.roles).order(\.id).load()
      #expect(try plays[0].roles.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func loadingFromAnAssociationThatHasAHashOfConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.includes(\.hits).find(1).hits.loaded.isEmpty == false)
    }
  }

  @Test(arguments: Engine.allCases) func loadingWithNoAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Play.create { $0.title = "A" }
      #expect(try await Play.includes(\.theatre).find(1).theatre == nil)
    }
  }

  @Test(arguments: Engine.allCases) func nestedLoadingThroughHasOneAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await nested(License.includes(\.theatre.plays))
    }
  }

  @Test(arguments: Engine.allCases) func nestedLoadingThroughHasOneAssociationWithOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await nested(License.includes(\.theatre.plays).order(\.id))
    }
  }

  @Test(arguments: Engine.allCases) func nestedLoadingThroughHasOneAssociationWithOrderOnAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await nested(License.includes(\.theatre.plays).order { $0.theatre.id.asc })
    }
  }

  @Test(arguments: Engine.allCases) func nestedLoadingThroughHasOneAssociationWithOrderOnNestedAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await nested(License.includes(\.theatre.plays).order { $0.theatre.plays.id.asc })
    }
  }

  @Test(arguments: Engine.allCases) func nestedLoadingThroughHasOneAssociationWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await nested(License.includes(\.theatre.plays).where { $0.id > 0 })
    }
  }

  @Test(arguments: Engine.allCases) func nestedLoadingThroughHasOneAssociationWithConditionsOnAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await nested(License.includes(\.theatre.plays).where { $0.theatre.id > 0 })
    }
  }

  @Test(arguments: Engine.allCases) func nestedLoadingThroughHasOneAssociationWithConditionsOnNestedAssociation(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await nested(License.includes(\.theatre.plays).where { $0.theatre.plays.id > 0 })
    }
  }

  func seed() async throws { try await Worlds.fillTheatre() }

  /// The license's theatre has its plays.
  func nested(_ relation: Relation<License>) async throws {
    try await seed()
    let theatre = try #require(try await relation.find(1).$theatre.loaded)
    #expect(try theatre.plays.loaded.count == 2)
    #expect(try await theatre.plays.count() == 2)
  }
}
