import ActiveRecord
import ActiveRecordTesting
import Testing

/// Associations that are loaded with their owners.
@Suite struct PreloadTests {
  @Test(arguments: Engine.allCases) func oneQueryAnAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let theatres = try await Theatre.preload(\.license, \.plays).order(\.id).load()
      #expect(recorder.queries.count == 3)
      recorder.clear()
      #expect(try theatres.map { try $0.$license.loaded?.number } == ["1", "2", nil])
      #expect(try theatres.map { try $0.plays.loaded.map(\.title) } == [["G1", "G2"], ["R1"], []])
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func nestedPathsShareTheirSteps(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let roles = try await Role.preload(\.play.theatre, \.play.theatre.license, \.player).order(\.id).load()
      #expect(recorder.queries.count == 5)
      #expect(try roles.map { try $0.$play.loaded?.$theatre.loaded?.$license.loaded?.number } == ["1", "1", "2"])
    }
  }

  @Test(arguments: Engine.allCases) func includesUsesAJoinForConditionsOnTheTable(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await Theatre.includes(\.plays).order(\.id).load().count == 3)
      #expect(recorder.queries.count == 2)
      recorder.clear()
      let some = try await Theatre.includes(\.plays).where { $0.plays.title == "G2" }.load()
      #expect(recorder.queries.count == 1)
      #expect(recorder.sql[0].contains("LEFT OUTER JOIN"))
      #expect(try some.map { try $0.plays.loaded.map(\.title) } == [["G2"]])
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadTakesOneQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let theatres = try await Theatre.eagerLoad(\.license, \.plays.roles).order(\.id).load()
      #expect(recorder.queries.count == 1)
      #expect(try theatres.map { try $0.plays.loaded.map(\.title) } == [["G1", "G2"], ["R1"], []])
      #expect(try theatres[0].plays.loaded.map { try $0.roles.loaded.count } == [2, 0])
      #expect(try theatres[2].$license.loaded == nil)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func limitCountsOwnersUnderEagerLoading(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.eagerLoad(\.plays).order(\.id).limit(2).load()
      #expect(theatres.map(\.name) == ["Globe", "Rose"])
      #expect(try theatres.map { try $0.plays.loaded.map(\.title) } == [["G1", "G2"], ["R1"]])
      #expect(try await Theatre.eagerLoad(\.plays).order(\.id).first()?.plays.loaded.count == 2)
      #expect(try await Theatre.eagerLoad(\.plays).count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func limitInAScopeCountsPerOwnerUnderEagerLoading(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for name in ["A", "B", "C"] {
        let theatre = try await Theatre.create { $0.name = name }
        for index in 0..<(name == "C" ? 1 : 4) { try await theatre.plays.create { $0.title = "\(name)\(index)" } }
      }
      recorder.clear()
      let theatres = try await Theatre.eagerLoad(\.latest).order(\.id).load()
      #expect(recorder.queries.count == 2)
      #expect(try theatres.map { try $0.latest.loaded.map(\.title) } == [["A3", "A2"], ["B3", "B2"], ["C0"]])
      let lazy = try await Theatre.order(\.id).load()
      for (theatre, other) in zip(theatres, lazy) { #expect(try await other.latest.map(\.title) == theatre.latest.loaded.map(\.title)) }
    }
  }

  @Test(arguments: Engine.allCases) func sameRowIsOneInstance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = try await Play.preload(\.theatre).order(\.id).load()
      #expect(try plays[0].$theatre.loaded === plays[1].$theatre.loaded)
      let joined = try await Play.eagerLoad(\.theatre).order(\.id).load()
      #expect(try joined[0].$theatre.loaded === joined[1].$theatre.loaded)
    }
  }

  @Test(arguments: Engine.allCases) func noOwnersNoQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      #expect(try await Theatre.preload(\.plays.roles).load().isEmpty)
      #expect(recorder.queries.count == 1)
      #expect(try await Theatre.none().preload(\.plays).load().isEmpty)
      #expect(recorder.queries.count == 1)
    }
  }

  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
    try await Theatre.create { $0.name = "Swan" }
    try await globe.$license.create { $0.number = "1" }
    try await rose.$license.create { $0.number = "2" }
    let first = try await globe.plays.create { $0.title = "G1" }
    try await globe.plays.create { $0.title = "G2" }
    let second = try await rose.plays.create { $0.title = "R1" }
    try await first.players.append(Player(name: "Ann"), Player(name: "Bob"))
    try await second.players.append(Player(name: "Cid"))
  }
}
