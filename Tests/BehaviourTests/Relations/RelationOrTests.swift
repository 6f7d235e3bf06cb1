import ActiveRecord
import ActiveRecordTesting
import Testing

/// Alternatives of whole relations.
@Suite struct RelationOrTests {
  @Test(arguments: Engine.allCases) func notAndOr(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for (index, title) in ["A", "B", "C", "D"].enumerated() {
        try await Play.create { play in
          play.title = title
          play.seats = (index + 1) * 10
          play.isHit = index.isMultiple(of: 2)
        }
      }
      #expect(try await titles(Play.not { $0.seats > 20 }) == ["A", "B"])
      let hits = Play.where { $0.isHit == true }, big = Play.where { $0.seats >= 40 }
      let either = try await titles(hits.or(big))
      #expect(either == ["A", "C", "D"])
      #expect(try await titles(Play.none().or(big)) == ["D"])
      #expect(try await titles(big.or(Play.none())) == ["D"])
      #expect(try await titles(big.or(Play.all())) == ["A", "B", "C", "D"])
    }
  }

  private func titles(_ relation: Relation<Play>) async throws -> [String] {
    try await relation.order(\.title).load().map(\.title)
  }
}
