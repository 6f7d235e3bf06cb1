import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the gadgets: the scope of one association loads more than it finds.
@Model(table: "gadgets") class SealedGadget: Record {
  var makerID: Int?
  @BelongsTo var plain: Maker? = .belongs(foreignKey: \.makerID, hasInverse: false)
  @BelongsTo var sealed: Maker? = .belongs(foreignKey: \.makerID, hasInverse: false) { $0.preload(\.seal) }
}

/// What Rails' suite shows of loading associations for records that are there already.
@Suite struct PreloaderTests {
  /// Two theatres with two plays and one; the first play has two roles, of which Ann plays one.
  func seed() async throws -> (globe: Theatre, rose: Theatre) {
    let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
    let hamlet = try await globe.plays.create { $0.title = "Hamlet" }
    try await globe.plays.create { $0.title = "Lear" }
    try await rose.plays.create { $0.title = "Faustus" }
    let ann = try await Player.create { $0.name = "Ann" }
    try await hamlet.roles.create {
      $0.name = "Hamlet"; $0.$player.set(ann)
    }
    try await hamlet.roles.create { $0.name = "Ghost" }
    return (try await Theatre.find(globe.id!), try await Theatre.find(rose.id!))
  }

  private func eachPlay() async throws -> [Play] {
    var plays: [Play] = []
    for id in 1...3 { plays.append(try await Play.find(id)) }
    return plays
  }

  @Test(arguments: Engine.allCases) func oneQueryForAnArray(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await seed().globe
      recorder.clear()
      try await [globe].preload(\.plays)
      #expect(recorder.queries.count == 1)
      #expect(try globe.plays.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func twoQueriesForARelation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await seed().globe
      recorder.clear()
      let found = try await Theatre.where { $0.id == globe.id! }.preload(\.plays).load()
      #expect(recorder.queries.count == 2)
      #expect(try found[0].plays.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func membersInMemoryAreNotDoubled(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await seed().globe
      let made = try await globe.plays.create { $0.title = "New" }
      try await [globe].preload(\.plays)
      #expect(try globe.plays.loaded.count == 3)
      #expect(try await globe.plays.count() == 3)
      #expect(try globe.plays.loaded.contains { $0 === made })
      #expect(try await Set(globe.plays.relation.load()) == Set(globe.plays.load()))
    }
  }

  @Test(arguments: Engine.allCases) func aThroughWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1)
      recorder.clear()
      try await [ada].preload(\.loudLetters)
      #expect(try ada.loudLetters.loaded.map(\.text) == ["loud"])
      #expect(try await ada.loudLetters.size() == 1)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aThroughWhoseWayIsLoaded(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      let ann = try await Lyceum.Fellow.find(1)
      let expected = try await ann.dossiersOfAcademy.ids()
      try await ann.reload()
      #expect(try await ann.academy?.name == "Arts")
      recorder.clear()
      try await [ann].preload(\.dossiersOfAcademy)
      #expect(recorder.queries.count == 1)
      #expect(try await ann.dossiersOfAcademy.ids().sorted() == expected.sorted())
      #expect(recorder.queries.count == 1 && expected.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsLoadedIsNotLoadedAgain(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await seed().globe
      let office = try await Office.create { $0.city = "London" }
      try await globe.$license.create {
        $0.number = "1"; $0.$office.set(office)
      }
      try await globe.reload()
      recorder.clear()
      try await [globe].preload(\.plays.roles.player, \.license.office)
      #expect(recorder.queries.count == 5)
      try await globe.reload()
      for play in try await globe.plays.load() { _ = try await play.roles.load() }
      recorder.clear()
      // The plays and their roles are there.
      try await [globe].preload(\.plays.roles.player, \.license.office)
      #expect(recorder.queries.count == 3)
      #expect(try globe.plays.loaded[0].roles.loaded.compactMap { try $0.$player.loaded?.name } == ["Ann"])
      #expect(try globe.$license.loaded?.$office.loaded == office)
      #expect(recorder.queries.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func aThroughAndWhatItGoesThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let letters = try await Letter.order(\.id).load()
      recorder.clear()
      try await letters.preload(\.writer, \.article)
      #expect(recorder.queries.count == 2)
      #expect(try letters.map { try $0.$writer.loaded?.name } == ["Ada", "Ada", "Ben"])
      #expect(try letters.map { try $0.$article.loaded?.title } == ["Rain", "Rain", "Snow"])
    }
  }

  @Test(arguments: Engine.allCases) func associationsOfOneClassWithDifferentScopes(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await Maker.create { $0.name = "Ann" }
      let gadget = try await Gadget.create { $0.makerID = ann.id }
      recorder.clear()
      try await [gadget].preload(\.plain, \.bob)
      #expect(recorder.queries.count == 2)
      #expect(try gadget.$plain.loaded == ann)
      #expect(try gadget.$bob.loaded == nil)
    }
  }

  @Test(arguments: Engine.allCases) func aScopeThatLoadsMoreSharesNoQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await Maker.create { $0.name = "Ann" }
      try await ann.$seal.create()
      let gadget = try await SealedGadget.find(try await Gadget.create { $0.makerID = ann.id }.id!)
      recorder.clear()
      // The two say the same in SQL; one of them brings the seals along.
      try await [gadget].preload(\.plain, \.sealed)
      #expect(recorder.queries.count == 3)
      #expect(try gadget.$plain.loaded == ann)
      let maker = try #require(try gadget.$sealed.loaded)
      #expect(maker == ann && maker.$seal.isLoaded)
      #expect(recorder.queries.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func associationsOfOneClassByDifferentKeys(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await Maker.create { $0.name = "Ann" }, bob = try await Maker.create { $0.name = "Bob" }
      let gadget = try await Gadget.find(
        try await Gadget.create {
          $0.makerID = bob.id; $0.makerName = "Ann"
        }.id!)
      recorder.clear()
      try await [gadget].preload(\.maker, \.plain)
      #expect(recorder.queries.count == 2)
      #expect(try gadget.$maker.loaded == ann)
      #expect(try gadget.$plain.loaded == bob)
    }
  }

  @Test(arguments: Engine.allCases) func someThatAreLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await seed()
      let plays = try await eachPlay(), globe = try await plays[0].theatre
      recorder.clear()
      #expect(plays[0].$theatre.isLoaded && !plays[2].$theatre.isLoaded)
      try await [plays[0], plays[2]].preload(\.theatre)
      #expect(recorder.queries.count == 1)
      #expect(try plays[0].$theatre.loaded === globe)
      #expect(try plays[2].$theatre.loaded?.name == "Rose")
    }
  }

  @Test(arguments: Engine.allCases) func targetsThatOthersKnowAreTaken(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await seed()
      let plays = try await eachPlay(), globe = try await plays[0].theatre
      recorder.clear()
      try await [plays[0], plays[1]].preload(\.theatre)
      #expect(try plays[1].$theatre.loaded === globe)
      #expect(recorder.events.isEmpty)
      // One that points elsewhere is asked for.
      try await plays.preload(\.theatre)
      #expect(try plays[2].$theatre.loaded?.name == "Rose")
      #expect(recorder.queries.count == 1)
    }
  }
}
