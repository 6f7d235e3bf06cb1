import ActiveRecord
import ActiveRecordTesting
import Testing

/// Associations below polymorphic ones: each class has its own.
@Suite struct PolymorphicPreloadTests {
  private func seed() async throws {
    let hamlet = try await Hamlet.create { $0.name = "Ham" }
    let borough = try await Borough.create { $0.name = "Bor" }
    let alba = try await Vineyard.create { $0.name = "Alba" }
    let wine = try await alba.wines.create { $0.name = "Red" }
    try await wine.casks.create { $0.litres = 100 }
    let critic = try await Critic.create {
      $0.name = "Cy"; $0.$home.set(hamlet)
    }
    let tavern = try await Tavern.create {
      $0.name = "Tap"; $0.$home.set(borough)
    }
    for (tasted, judge) in [(Tasted.wine(wine), Judge.critic(critic)), (.vineyard(alba), .tavern(tavern)), (.wine(wine), .tavern(tavern))] {
      try await Verdict.create {
        $0.$tasted.set(tasted); $0.$judge.set(judge)
      }
    }
    try await Verdict.create { $0.stars = 1 }
  }

  private func homes(_ verdicts: [Verdict]) throws -> [String?] {
    try verdicts.map { verdict in
      switch try verdict.$judge.loaded {
      case .critic(let critic): try critic.$home.loaded?.name
      case .tavern(let tavern): try tavern.$home.loaded?.name
      case nil: nil
      }
    }
  }

  /// The classes call another association by the same name, with another key and another class.
  @Test(arguments: Engine.allCases) func aNameThatMeansAnotherAssociationInEachClass(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let verdicts = try await Verdict.order(\.id).includes(\.tasted).preload(\.judge, of: Critic.self, \.home)
        .preload(\.judge, of: Tavern.self, \.home).load()
      #expect(recorder.queries.count == 7)
      recorder.clear()
      #expect(try homes(verdicts) == ["Ham", "Bor", "Bor", nil])
      #expect(try verdicts.map { try $0.$tasted.loaded == nil } == [false, false, false, true])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func anAssociationThatOnlyOneOfTheClassesHas(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let verdicts = try await Verdict.preload(\.tasted, of: Wine.self, \.vineyard).preload(\.tasted, of: Vineyard.self, \.casks)
        .order(\.id).load()
      #expect(
        recorder.causes.filter { $0.contains("preloaded") } == [
          "Verdict.tasted, preloaded, for 4 records", "Verdict.tasted, preloaded, for 4 records", "Wine.vineyard, preloaded, for 1 record",
          "Vineyard.casks, preloaded, for 1 record",
        ])
      recorder.clear()
      guard case .wine(let wine) = try verdicts[0].$tasted.loaded, case .vineyard(let vineyard) = try verdicts[1].$tasted.loaded else {
        Issue.record("not loaded")
        return
      }
      #expect(try wine.$vineyard.loaded?.name == "Alba")
      #expect(try vineyard.casks.loaded.map(\.litres) == [100])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func chainsBelowOneOfTheClasses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let verdicts = try await Verdict.preload(\.tasted, of: Wine.self, \.casks, \.vineyard.wines).preload(\.judge, of: Tavern.self, \.home)
        .order(\.id).load()
      #expect(recorder.queries.count == 9)
      recorder.clear()
      guard case .wine(let wine) = try verdicts[2].$tasted.loaded else {
        Issue.record("not loaded")
        return
      }
      #expect(try wine.casks.loaded.count == 1)
      #expect(try wine.$vineyard.loaded?.wines.loaded.map(\.name) == ["Red"])
      #expect(try homes(Array(verdicts[1...])) == ["Bor", "Bor", nil])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func belowAnAssociationToAnyModel(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self, Player.self]) { _, recorder async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      let play = try await globe.plays.create { $0.title = "A" }
      try await Note.create { $0.$about.set(play) }
      let player = try await Player.create { $0.name = "P" }
      try await Note.create { $0.$about.set(player) }
      recorder.clear()
      let notes = try await Note.preload(\.about, of: Play.self, \.theatre).order(\.id).load()
      #expect(recorder.queries.count == 4)
      recorder.clear()
      let found = try notes[0].$about.loaded as? Play
      #expect(try found?.$theatre.loaded?.name == "Globe")
      #expect(recorder.events.isEmpty)
    }
  }
}
