import ActiveRecord
import ActiveRecordTesting
import Testing

/// Members know the owner whose collection was asked only where the query is still about that owner.
@Suite struct InverseAfterClausesTests {
  @Test(arguments: Engine.allCases) func orDoesNotSetInverseWhenIncorrect(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let wrong = try await Theatre.create { $0.name = "wrong" }, right = try await Theatre.create { $0.name = "right" }
      try await right.plays.create { $0.title = "A" }
      let play = try #require(try await wrong.plays.or(right.plays.relation).first())
      #expect(play.theatreID == right.id)
      #expect(try await play.theatre == right)
      // A condition that both sides share keeps the owner known.
      recorder.clear()
      let own = try #require(try await right.plays.where { $0.title == "A" }.or(right.plays.where { $0.title == "B" }).first())
      #expect(try await own.theatre === right)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func unscopeDoesNotSetInverseWhenIncorrect(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let wrong = try await Theatre.create { $0.name = "wrong" }, right = try await Theatre.create { $0.name = "right" }
      try await right.plays.create { $0.title = "A" }
      try await wrong.plays.create { $0.title = "B" }
      // The owner's own condition is no clause of the query's, so it stays.
      let plays = try await wrong.plays.unscope(where: \.theatreID).load()
      #expect(plays.map(\.title) == ["B"])
      #expect(try await plays[0].theatre == wrong)
    }
  }
}
