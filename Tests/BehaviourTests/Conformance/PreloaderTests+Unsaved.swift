import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of preloading for records without rows, and beside members that were built.
extension PreloaderTests {
  @Test(arguments: Engine.allCases) func recordsWithoutRowsAreLeftAlone(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe"), with = Play(title: "A", theatre: theatre), without = Play(title: "B")
      try await [with, without].preload(\.theatre)
      #expect(try await with.theatre === theatre)
      #expect(try await without.theatre == nil)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func recordsWithoutRowsWithKeysOfSeveralColumns(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let deal = Shards.Deal(), with = Shards.Offer(body: "A", deal: deal), without = Shards.Offer(body: "B")
      try await [with, without].preload(\.deal)
      #expect(try await with.deal === deal)
      #expect(try await without.deal == nil)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func builtMembersOfNewOwnersAreKept(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe"), play = theatre.plays.build()
      try await [theatre].preload(\.plays)
      #expect(try await theatre.plays.load() == [play])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func builtMembersWithKeysOfSeveralColumnsAreKept(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let deal = Shards.Deal(), offer = deal.offers.build()
      try await [deal].preload(\.offers)
      #expect(try await deal.offers.load() == [offer])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func builtMembersAreKeptAcrossAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let globe = try await seed().globe
      let play = globe.plays.build()
      recorder.clear()
      try await [globe].preload(\.plays)
      #expect(try await globe.plays.load().contains { $0 === play })
      #expect(try globe.plays.loaded.count == 3)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases, [true, false]) func builtTargetsAreKept(_ engine: Engine, _ isPersisted: Bool) async throws {
    try await engine.database { _, recorder async throws in
      let play = isPersisted ? try await Play.create { $0.title = "A" } : Play(title: "A")
      let theatre = play.$theatre.build()
      recorder.clear()
      try await [play].preload(\.theatre)
      #expect(try await play.theatre === theatre)
      #expect(recorder.events.isEmpty)
    }
  }
}
