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
      try await seed()
      let plays = try await Play.includes(\.players).load()
      recorder.clear()
      for play in plays { _ = try await play.players.load() }
      #expect(plays.count == 3 && recorder.events.isEmpty)
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

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndForeignKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let names = try await Play.includes(\.theatre).load().map { try $0.$theatre.loaded?.name }
      #expect(names.count == 3 && names.contains("Globe") && names.contains("Rose"))
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).limit(2).order(\.id).load().map(\.id) == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).where("theatre_id = 1").limit(3).order(\.id).load().map(\.id) == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffset(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).limit(3).offset(1).order(\.id).load().map(\.id) == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffsetAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre).where("theatre_id = 1").limit(3).offset(1).order(\.id).load().map(\.id) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffsetAndConditionsArray(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatre = 1
      #expect(try await Play.includes(\.theatre).where("theatre_id = \(theatre)").limit(3).offset(1).order(\.id).load().map(\.id) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndConditionsHash(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let plays = try await Play.includes(\.theatre).where { $0.theatre.id == 1 }.limit(3).order(\.id).load()
      #expect(plays.map(\.id) == [1, 2])
      recorder.clear()
      #expect(try await plays[0].theatre?.name == "Globe")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndMultipleAssociations(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(1).order(\.id).load().map(\.id) == [1])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToAndLimitAndOffsetAndMultipleAssociations(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(1).offset(1).order(\.id).load().map(\.id) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithBelongsToInferredForeignKeyFromAssociationName(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      try await Player(name: "Bob", mentor: Player(name: "Ann")).save()
      let bob = try #require(try await Player.includes(\.mentor).where { $0.name == "Bob" }.first())
      recorder.clear()
      #expect(try await bob.mentor?.name == "Ann")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadHasManyThroughWithStringKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let german = try await Language.create { $0.name = "German" }
      try await german.countries.create {
        $0.code = "DE"; $0.name = "Germany"
      }
      #expect(try await Country.includes(\.languages).first()?.languages.loaded == [german])
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadHasManyWithStringKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let country = try await Country.create {
        $0.code = "DE"; $0.name = "Germany"
      }
      let city = try await country.cities.create { $0.name = "Berlin" }
      #expect(try await Country.includes(\.cities).first()?.cities.loaded == [city])
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadBelongsToWithStringKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let country = try await Country.create {
        $0.code = "DE"; $0.name = "Germany"
      }
      try await country.cities.create { $0.name = "Berlin" }
      #expect(try await City.includes(\.country).first()?.$country.loaded == country)
    }
  }

  @Test(arguments: Engine.allCases) func stringIdColumnJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let country = try await Country.create {
        $0.code = "PL"; $0.name = "Poland"
      }
      let language = try await Language.create { $0.name = "Polish" }
      try await country.languages.append(language)
      #expect(try await country.reload().languages.ids() == [language.id!])
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithExplicitJoin(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let join: SQL = "INNER JOIN theatres ON plays.theatre_id = theatres.id AND theatres.name = 'Rose'"
      #expect(try await Play.includes(\.roles).joins(join).limit(1).order("theatre_id").load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let ann = try #require(try await Player.findBy { $0.name == "Ann" })
      let plays = try await ann.plays.includes(\.roles, \.theatre).order(\.id).load()
      recorder.clear()
      #expect(try plays.map { try $0.roles.loaded.count }.reduce(0, +) == 3)
      #expect(try plays[0].$theatre.loaded?.name == "Globe")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyThroughABelongsToAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let fan = try await Fan.create { $0.name = "Ann" }
      for _ in 1...2 { try await League.create().fans.append(fan) }
      try await fan.scarves.create { $0.color = "red" }
      let scarves = try await fan.scarves.includes(\.passes).load()
      recorder.clear()
      #expect(try scarves[0].passes.loaded.count == 2)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingHasManyThroughWithImplicitSource(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.roles).order(\.id).load()
      recorder.clear()
      #expect(try theatres.map { "\($0.name) \(try $0.roles.loaded.count)" } == ["Globe 3", "Rose 0"])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Play.order(\.id).includes(\.theatre, \.roles).limit(2).load()
      #expect(plays.count == 2)
      #expect(try plays.map { try $0.roles.loaded.count }.reduce(0, +) == 3)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).where("plays.title > 'A'").order(\.id).load().map(\.id) == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndConditionsArray(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let title = "A"
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).where("plays.title > \(title)").order(\.id).load().map(\.id) == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndHighOffset(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).offset(10).where { $0.theatre.name == "Globe" }.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndHighOffsetAndMultipleHashConditions(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let plays = Play.includes(\.theatre, \.roles).limit(2).offset(10).where { $0.theatre.name == "Globe" && $0.roles.name == "go wild" }
      #expect(try await plays.load().isEmpty)
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitWithNoResults(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Play.includes(\.theatre, \.roles).limit(2).where("plays.title = 'magic forest'").load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasAndBelongsToManyAndLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Play.includes(\.genres).order(\.id).limit(3).load()
      #expect(try plays.map { try $0.genres.loaded.map(\.name).sorted() } == [["Drama", "Farce"], ["Drama"], []])
    }
  }

  @Test(arguments: Engine.allCases) func hasAndBelongsToManyShouldNotInstantiateSameRecordsMultipleTimes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let genres = try await Genre.includes(\.plays).order(\.id).load()
      let one = try genres[0].plays.loaded.first { $0.id == 1 }, two = try genres[1].plays.loaded.first { $0.id == 1 }
      #expect(one != nil && one === two)
    }
  }

  @Test(arguments: Engine.allCases) func eagerAssociationLoadingWithHabtm(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Play.includes(\.genres).order(\.id).load()
      #expect(try plays.map { try $0.genres.loaded.map(\.name).sorted() } == [["Drama", "Farce"], ["Drama"], []])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithInheritance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Painter.create { $0.name = "P" }.tools.create { $0.name = "brush" }
      try await Worker.create { $0.name = "W" }
      #expect(try await Painter.includes(\.tools).load().map { try $0.tools.loaded.count } == [1])
    }
  }

  @Test(arguments: Engine.allCases) func eagerHasManyWithAssociationInheritance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Workshop.create { $0.name = "W" }
      for worker in [Worker { $0.name = "w" }, SignPainter { $0.name = "s" }, Painter { $0.name = "p" }] {
        try await shop.workers.append(worker)
      }
      let painters: [Worker] = try await Workshop.includes(\.painters).find(1).painters.loaded
      #expect(painters.map { "\(type(of: $0))" } == ["SignPainter", "Painter"])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasOneDependentDoesNotDestroyDependent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let anchor = try await ship.$anchor.create()
      let found = try #require(try await Ship.includes(\.anchor).where { $0.name == "S" }.first())
      #expect(try await found.anchor == anchor)
      #expect(try await ship.reload().anchor == anchor)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicTypeCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let long = try await LongClip.create { $0.title = "L" }
      let marking = try await long.markings.create()
      #expect(try await Clip.includes(\.markings).find(long.id!).markings.loaded == [marking])
      #expect(try await LongClip.includes(\.markings).find(long.id!).markings.loaded == [marking])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithMultipleAssociationsWithSameTableHasManyAndHabtm(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let all = try await Theatre.includes(\.plays, \.hits, \.namesakes).order(\.id).load()
      for theatre in all {
        let found = try await Theatre.find(theatre.id!)
        #expect(try await Set(theatre.plays.load()) == Set(found.plays.load()))
        #expect(try await Set(theatre.hits.load()) == Set(found.hits.load()))
        #expect(try await Set(theatre.namesakes.load()) == Set(found.namesakes.load()))
      }
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithMultipleAssociationsWithSameTableHasOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      try await Theatre.create { $0.name = "Swan" }
      for theatre in try await Theatre.includes(\.license).load() {
        #expect(try await theatre.license == Theatre.find(theatre.id!).license)
      }
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithMultipleAssociationsWithSameTableBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await Maker.create { $0.name = "Ann" }, bob = try await Maker.create { $0.name = "Bob" }
      try await Gadget.create {
        $0.makerName = "Ann"; $0.makerID = bob.id
      }
      try await Gadget.create {
        $0.makerName = "Bob"; $0.makerID = ann.id
      }
      let gadgets = try await Gadget.includes(\.maker, \.plain, \.bob).order(\.id).load()
      #expect(try gadgets.map { try $0.$maker.loaded } == [ann, bob])
      #expect(try gadgets.map { try $0.$plain.loaded } == [bob, ann])
      #expect(try gadgets.map { try $0.$bob.loaded } == [bob, nil])
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithFloatingPointNumbers(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      _ = try await Play.where("123.456 = 123.456").includes(\.theatre).load()
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func loadWithStiSharingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let shop = try await Workshop.create { $0.name = "W" }
      for worker in [Worker { $0.name = "w" }, SignPainter { $0.name = "s" }, Painter { $0.name = "p" }] {
        try await shop.workers.append(worker)
      }
      recorder.clear()
      #expect(try await Worker.includes(\.workshop).load().count == 3)
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingWithOrderOnJoinedTablePreloads(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let plays = try await Play.joins(\.roles).includes(\.theatre).order { $0.roles.id.desc }.load()
      #expect(recorder.events.count == 2)
      #expect(plays.map(\.title) == ["B", "A", "A"])
      #expect(try plays[2].$theatre.loaded?.name == "Globe")
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingWithConditionsOnJoinedTablePreloads(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let plays = try await Play.distinct().includes(\.theatre).joins(\.roles).where { $0.roles.name.like("fo%") }.order(\.id).load()
      #expect(plays.map(\.title) == ["A"] && recorder.events.count == 2)
      #expect(try plays[0].$theatre.loaded?.name == "Globe")
      recorder.clear()
      let others = try await Play.includes(\.theatre).joins(\.roles.player).where { $0.roles.player.name == "Ann" }.order(\.id).load()
      #expect(others.map(\.title) == ["A", "B"] && recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingWithConditionsOnStringJoinedTablePreloads(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let join: SQL = "INNER JOIN roles on roles.play_id = plays.id"
      let plays = try await Play.distinct().includes(\.theatre).joins(join).where("roles.name like 'fo%'").order(\.id).load()
      #expect(plays.map(\.title) == ["A"] && recorder.events.count == 2)
      #expect(try plays[0].$theatre.loaded?.name == "Globe")
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingWithConditionsOnJoinModelPreloads(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let theatres = try await Theatre.includes(\.license).joins(\.roles).where("plays.title like 'B%'").load()
      #expect(recorder.events.count == 2)
      #expect(try theatres.map { try $0.$license.loaded?.number } == ["1"])
    }
  }

  @Test(arguments: Engine.allCases) func preloadHasManyUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      let gadget = try await maker.gadgets.create()
      let found = try #require(try await Maker.preload(\.gadgets).first())
      recorder.clear()
      #expect(try found.gadgets.loaded == [gadget])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includeHasManyUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      let gadget = try await maker.gadgets.create()
      let found = try await Maker.includes(\.gadgets).order { $0.gadgets.label.asc }.find(1)
      recorder.clear()
      #expect(try found.gadgets.loaded == [gadget])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadHasOneUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Maker.create { $0.name = "Ann" }
      let seal = try await Seal.create { $0.makerName = "Ann" }
      let found = try #require(try await Maker.preload(\.seal).order(\.id).first())
      recorder.clear()
      #expect(try found.$seal.loaded == seal)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includeHasOneUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Maker.create { $0.name = "Ann" }
      let seal = try await Seal.create { $0.makerName = "Ann" }
      let found = try #require(try await Maker.includes(\.seal).order { $0.seal.id.asc }.load().first { $0.id == 1 })
      recorder.clear()
      #expect(try found.$seal.loaded == seal)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingEmptyBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Play.create {
        $0.title = "A"; $0.theatreID = 99
      }
      recorder.clear()
      let play = try await Play.preload(\.theatre).find(1)
      #expect(recorder.events.count == 2)
      #expect(try play.$theatre.loaded == nil)
      #expect(play.theatreID == 99 && recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingEmptyBelongsToPolymorphic(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self]) { _, recorder async throws in
      try await Badge.create {
        $0.wearerKind = "Play"; $0.wearerID = 99
      }
      recorder.clear()
      let badge = try await Badge.preload(\.wearer).find(1)
      #expect(recorder.events.count == 2)
      #expect(try badge.$wearer.loaded == nil)
      #expect(badge.wearerID == 99 && recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingThroughEmptyBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Scarf.create { $0.fanID = 99 }
      recorder.clear()
      let scarf = try await Scarf.preload(\.passes).find(1)
      #expect(recorder.events.count == 2)
      #expect(try scarf.passes.loaded.isEmpty)
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingPolymorphicWithCustomForeignType(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self]) { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      try await Badge(wearer: play).save()
      recorder.clear()
      let badge = try #require(try await Badge.includes(\.holder).where { $0.id == 1 }.first())
      #expect(recorder.events.count == 2)
      #expect(try badge.$holder.loaded == play)
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func deepIncludingThroughHabtm(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let plays = try await Play.includes(\.genres.plays).order(\.id).load()
      recorder.clear()
      #expect(try plays[0].genres.loaded.sorted { $0.id! < $1.id! }.map { try $0.plays.loaded.count } == [2, 1])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deepPreload(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let play = try #require(try await Play.preload(\.theatre.plays, \.roles.play).first())
      #expect(try play.$theatre.loaded?.plays.isLoaded == true)
      #expect(try play.roles.loaded[0].$play.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingDoesNotCacheHasManyAssociationSubsetWhenPreloadedWithAThroughAssociation(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatre = try #require(try await Theatre.includes(\.roles, \.plays).first())
      recorder.clear()
      #expect(try theatre.roles.loaded.count == 3)
      #expect(try theatre.plays.loaded.count == 2)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingAThroughAssociationTwiceDoesNotResetIt(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let plays = try await Play.includes(\.roles.player).includes(\.players).load()
      recorder.clear()
      #expect(try plays.flatMap { try $0.roles.loaded }.map { try $0.$player.loaded?.name }.count == 3)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func worksInCombinationWithOrderSymbolAndReorderSymbol(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.eagerLoad(\.plays).order { $0.name.desc }.where("plays.title IS NOT NULL").first()?.name == "Rose")
      #expect(
        try await Theatre.eagerLoad(\.plays).order(\.id).reorder { $0.name.desc }.where("plays.title IS NOT NULL").first()?.name == "Rose")
    }
  }

  @Test(arguments: Engine.allCases) func preloadingTheSameAssociationTwiceWorks(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let plays = try await Play.preload(\.theatre).includes(\.theatre.license).load()
      recorder.clear()
      #expect(try plays.map { try $0.$theatre.loaded?.$license.loaded?.number } == ["1", "1", "2"])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingAssociationsWithStringJoinsAndOrderReferences(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let theatre = try #require(
        try await Theatre.includes(\.plays).joins("LEFT JOIN plays ON plays.theatre_id = theatres.id").order("plays.title DESC").first())
      #expect(recorder.events.count == 2)
      #expect(try theatre.plays.loaded.map(\.title) == ["C"])
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingOfInstanceDependentAssociationsIsSupported(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.preload(\.namesakes).load()
      #expect(theatres.count == 2 && theatres.allSatisfy(\.namesakes.isLoaded))
    }
  }

  @Test(arguments: Engine.allCases) func preloadingOfOptionalInstanceDependentAssociationsIsSupported(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.includes(\.namesakes).load()
      #expect(theatres.count == 2 && theatres.allSatisfy(\.namesakes.isLoaded))
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingNonReadonlyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatre = try #require(try await Theatre.eagerLoad(\.license, \.roles).where { $0.id == 1 }.first())
      #expect(try theatre.$license.loaded?.isReadonly == false)
      #expect(try theatre.roles.loaded.map(\.isReadonly) == [false, false, false])
      #expect(try await Play.eagerLoad(\.genres).where { $0.id == 1 }.first()?.genres.loaded.map(\.isReadonly) == [false, false])
      #expect(try await Play.eagerLoad(\.theatre).where { $0.id == 1 }.first()?.$theatre.loaded?.isReadonly == false)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingAPolymorphicAssociationWithReferencesToTheAssociatedTable(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      let clip = try await Clip.create { $0.title = "C" }
      try await clip.markers.create { $0.name = "M" }
      #expect(try await Clip.includes(\.markers).where { $0.markers.name == "M" }.first() == clip)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingAPolymorphicAssociationWithReferencesToTheAssociatedTable(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let clip = try await Clip.create { $0.title = "C" }
      try await clip.markers.create { $0.name = "M" }
      #expect(try await Clip.eagerLoad(\.markers).where("markers.name = 'M'").first() == clip)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingHasManyThroughWithCustomScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.includes(\.hits).find(1).hits.loaded.map(\.title) == ["A"])
    }
  }

  /// Two theatres with licenses, three plays, three roles and two genres.
  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
    try await globe.$license.create { $0.number = "1" }
    try await rose.$license.create { $0.number = "2" }
    var plays: [Play] = []
    for title in ["A", "B", "C"] {
      plays.append(
        try await (title == "C" ? rose : globe).plays.create {
          $0.title = title
          $0.isHit = title == "A"
        })
    }
    let ann = try await Player.create { $0.name = "Ann" }, bob = try await Player.create { $0.name = "Bob" }
    for (play, player, name) in [(plays[0], ann, "king"), (plays[0], bob, "fool"), (plays[1], ann, "king")] {
      try await play.roles.create {
        $0.name = name
        $0.$player.set(player)
      }
    }
    let drama = try await Genre.create { $0.name = "Drama" }
    try await plays[0].genres.append(drama, Genre(name: "Farce"))
    try await plays[1].genres.append(drama)
  }

  /// The license's theatre has its plays.
  private func nested(_ relation: Relation<License>) async throws {
    try await seed()
    let theatre = try #require(try await relation.find(1).$theatre.loaded)
    #expect(try theatre.plays.loaded.count == 2)
    #expect(try await theatre.plays.count() == 2)
  }
}
