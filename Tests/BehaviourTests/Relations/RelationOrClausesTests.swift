import ActiveRecord
import ActiveRecordTesting
import Testing

/// Of the other query of an alternative the conditions are taken; what else it says is not lost without a word.
@Suite struct RelationOrClausesTests {
  @Test(arguments: Engine.allCases) func whatOnlyTheOtherOneSaysIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let hits = Play.where { $0.isHit == true }, big = Play.where { $0.seats >= 40 }
      let lost: [(other: Relation<Play>, clause: String)] = [
        (big.limit(1), "a limit"), (big.offset(1), "an offset"), (big.distinct(), "'distinct'"), (big.joins(\.theatre), "joins"),
      ]
      recorder.clear()
      for (other, clause) in lost {
        let told = await failure { _ = try await hits.or(other).load() }
        #expect(told?.contains("the other query has \(clause), which would be lost") == true)
      }
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func whatBothSayCountsAndWhatOnlyThisOneSaysToo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for (index, title) in ["A", "B", "C", "D"].enumerated() {
        try await theatre.plays.create { play in
          play.title = title
          play.seats = (index + 1) * 10
          play.isHit = index.isMultiple(of: 2)
        }
      }
      let hits = Play.where { $0.isHit == true }, big = Play.where { $0.seats >= 40 }
      #expect(try await hits.limit(2).or(big.limit(2)).order(\.title).pluck(\.title) == ["A", "C"])
      #expect(try await hits.joins(\.theatre).or(big.joins(\.theatre)).order(\.title).pluck(\.title) == ["A", "C", "D"])
      #expect(try await hits.distinct().or(big).order(\.title).pluck(\.title) == ["A", "C", "D"])
      // An order changes nothing about which are found; the one of this query stays.
      #expect(try await hits.order(\.title).or(big.order { $0.title.desc }).pluck(\.title) == ["A", "C", "D"])
      #expect(try await theatre.plays.where { $0.title == "A" }.or(theatre.plays.where { $0.title == "B" }).count() == 2)
    }
  }
}
