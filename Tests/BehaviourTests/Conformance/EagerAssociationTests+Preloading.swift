import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading: what is preloaded.
extension EagerAssociationTests {
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
}
