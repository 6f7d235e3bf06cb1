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
      recorder.clear()
      // The second use of a table has a name of its own, which may be written by hand.
      let back = try await Play.includes(\.theatre).joins(\.roles.player.roles).where("roles_players.name = 'fool'").order(\.id).load()
      #expect(back.map(\.title) == ["A"] && recorder.events.count == 2)
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
}
