import ActiveRecord
import ActiveRecordTesting
import Testing

/// Records that point at each other go when the user lets them go, and nothing unsaved goes silently.
@Suite struct LifetimeTests {
  @Test(arguments: Engine.allCases) func loadedGraphGoes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let weak = try await loaded()
      #expect(weak.count == 6)
      #expect(weak.allSatisfy { $0.record == nil })
    }
  }

  @Test(arguments: Engine.allCases) func preloadedGraphGoes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let weak = try await preloaded()
      #expect(weak.count == 6)
      #expect(weak.allSatisfy { $0.record == nil })
    }
  }

  @Test(arguments: Engine.allCases) func builtGraphGoes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let weak = try await built()
      #expect(weak.count == 4)
      #expect(weak.allSatisfy { $0.record == nil })
    }
  }

  @Test(arguments: Engine.allCases) func savedGraphGoesAfterItsTransaction(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let weak = try await database.transaction { try await built() }
      #expect(weak.count == 4)
      #expect(weak.allSatisfy { $0.record == nil })
    }
  }

  @Test(arguments: Engine.allCases) func ownerIsLoadedAgainWhenItIsGone(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let play = try await orphan()
      recorder.clear()
      let theatre = try await play.theatre
      #expect(theatre?.name == "Globe")
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func unsavedOwnerThatIsGoneIsTold(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Self.lost()
      let read = await failure { _ = try await play.theatre }
      #expect(read?.contains("Play.theatre") == true)
      #expect(read?.contains("never saved and is gone") == true)
      let saved = await failure { try await play.save() }
      #expect(saved?.contains("never saved and is gone") == true)
      #expect(try await Play.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func assignedOwnerIsKeptAlive(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A", theatre: Theatre(name: "Globe"))
      try await play.save()
      #expect(try await play.theatre?.name == "Globe")
      #expect(try await Theatre.count() == 1)
    }
  }

  private func seed() async throws {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    try await theatre.$license.create { $0.number = "7" }
    for title in ["A", "B"] {
      let play = try await theatre.plays.create { $0.title = title }
      try await play.roles.create { $0.name = "King of \(title)" }
    }
  }

  private func loaded() async throws -> [Weak] {
    let theatre = try #require(try await Theatre.first())
    var weak = [Weak(theatre), Weak(try await theatre.license)]
    for play in try await theatre.plays.load() {
      weak.append(Weak(play))
      for role in try await play.roles.load() {
        #expect(try await role.play === play)
        weak.append(Weak(role))
      }
    }
    return weak
  }

  private func preloaded() async throws -> [Weak] {
    let theatres = try await Theatre.preload(\.license, \.plays.roles).load()
    var weak: [Weak] = []
    for theatre in theatres {
      weak += [Weak(theatre), Weak(try theatre.$license.loaded)]
      for play in try theatre.plays.loaded { weak += [Weak(play)] + (try play.roles.loaded.map { Weak($0) }) }
    }
    return weak
  }

  private func built() async throws -> [Weak] {
    let theatre = Theatre(name: "Rose")
    let play = theatre.plays.build { $0.title = "C" }
    let role = play.roles.build { $0.name = "Fool" }
    let license = theatre.$license.build { $0.number = "8" }
    try await theatre.save()
    #expect(role.playID == play.id)
    #expect(license.theatreID == theatre.id)
    return [Weak(theatre), Weak(play), Weak(role), Weak(license)]
  }

  private func orphan() async throws -> Play {
    let theatre = try #require(try await Theatre.first())
    let play = try #require(try await theatre.plays.load().first)
    return play
  }

  private static func lost() -> Play {
    let theatre = Theatre(name: "Nowhere")
    return theatre.plays.build { $0.title = "A" }
  }
}
