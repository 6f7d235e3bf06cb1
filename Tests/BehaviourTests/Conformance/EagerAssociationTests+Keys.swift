import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading: keys, joins and through.
extension EagerAssociationTests {
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
}
