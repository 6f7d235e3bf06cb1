import ActiveRecord
import ActiveRecordTesting
import Testing

/// The first touch of an association loads it for all records that were loaded together.
@Suite struct BatchLoadingTests {
  @Test(arguments: Engine.allCases, Engine.Storage.allCases)
  func ownersNeverSendAQueryEach(_ engine: Engine, _ storage: Engine.Storage) async throws {
    try await engine.database(in: storage) { _, recorder async throws in
      try await seed()
      recorder.clear()
      let theatres = try await Theatre.order(\.id).load()
      for theatre in theatres {
        #expect(try await theatre.license?.number == theatre.name)
        for play in try await theatre.plays.load() {
          for role in try await play.roles.load() {
            #expect(try await role.player?.name == "\(play.title) player")
          }
          #expect(try await play.genres.load().count == 1)
        }
      }
      #expect(theatres.count == 4)
      let counts = recorder.queries.filter { $0.sql.contains("COUNT(") }.count
      #expect(recorder.queries.count - counts <= 8)
      #expect(recorder.causes.contains("Theatre.plays, lazy, for 4 records"))
    }
  }

  @Test(arguments: Engine.allCases) func changedKeyIsNotAnsweredFromThePeersLoad(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let plays = try await Play.order(\.id).limit(6).load()
      #expect(try await plays[0].theatre?.name == "W")
      recorder.clear()
      plays[1].theatreID = 2
      #expect(!plays[1].$theatre.isLoaded)
      #expect(try await plays[1].theatre?.name == "X")
      #expect(try await plays[2].theatre?.name == "W")
      #expect(recorder.queries.count == 1)
      plays[2].theatreID = nil
      #expect(try await plays[2].theatre == nil)
      plays[1].theatreID = 1
      #expect(try await plays[1].theatre?.name == "W")
      let others = try await Play.order(\.id).limit(6).load()
      others[5].theatreID = 4
      #expect(try await others[0].theatre?.name == "W")
      #expect(try await others[5].theatre?.name == "Z")
    }
  }

  @Test(arguments: Engine.allCases) func oneRecordAsksForItself(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatre = try await Theatre.find(1)
      recorder.clear()
      _ = try await theatre.plays.load()
      #expect(recorder.causes == ["Theatre.plays, lazy, for 1 record"])
    }
  }

  @Test(arguments: Engine.allCases) func relationCanTurnItOff(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.loadsTogether(false).load()
      recorder.clear()
      for theatre in theatres { _ = try await theatre.plays.load() }
      #expect(recorder.queries.count == 4)
    }
  }

  @Test(arguments: Engine.allCases) func configurationCanTurnItOff(_ engine: Engine) async throws {
    var configuration = DatabaseConfiguration()
    configuration.loadsTogether = false
    try await engine.database(configuration: configuration) { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.all().load()
      recorder.clear()
      for theatre in theatres { _ = try await theatre.license }
      #expect(recorder.queries.count == 4)
      let together = try await Theatre.loadsTogether(true).load()
      recorder.clear()
      for theatre in together { _ = try await theatre.license }
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func limitInAScopeCountsForEachOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      for theatre in theatres { #expect(try await theatre.latest.map(\.title) == ["\(theatre.name) 3", "\(theatre.name) 2"]) }
      #expect(recorder.queries.count == 1)
      let preloaded = try await Theatre.preload(\.latest).order(\.id).load()
      #expect(try preloaded.map { try $0.latest.loaded.map(\.title) }.allSatisfy { $0.count == 2 })
    }
  }

  @Test(arguments: Engine.allCases) func scopeThatTakesTheOwnerIsRight(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      for theatre in try await Theatre.all().load() { try await theatre.plays.create { $0.title = theatre.name } }
      for theatre in try await Theatre.all().load() { #expect(try await theatre.namesakes.map(\.title) == [theatre.name]) }
      let preloaded = try await Theatre.preload(\.namesakes).load()
      #expect(try preloaded.allSatisfy { try $0.namesakes.loaded.map(\.title) == [$0.name] })
    }
  }

  private func seed() async throws {
    for name in ["W", "X", "Y", "Z"] {
      let theatre = try await Theatre.create { $0.name = name }
      try await theatre.$license.create { $0.number = name }
      for index in 1...3 {
        let play = try await theatre.plays.create { $0.title = "\(name) \(index)" }
        try await play.players.create { $0.name = "\(play.title) player" }
        try await play.genres.create { $0.name = "\(play.title) genre" }
      }
    }
  }
}
