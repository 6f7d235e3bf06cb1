import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading: one table several times, and beside joins.
extension EagerAssociationTests {
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
