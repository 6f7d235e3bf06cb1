import ActiveRecord
import ActiveRecordTesting
import Testing

/// Words of collections that ask, compute, find or make, within their owner.
@Suite struct CollectionWordsTests {
  @Test(arguments: Engine.allCases) func calculationsKeepToTheOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let almanac = try await filled()
      recorder.clear()
      #expect(try await almanac.entries.sum(\.stars) == 6)
      #expect(try await almanac.entries.average(\.stars) == 2)
      #expect(try await almanac.entries.minimum(\.stars) == 1)
      #expect(try await almanac.entries.maximum(\.stars) == 3)
      #expect(try await almanac.entries.sum { $0.stars * 2 } == 12)
      #expect(recorder.queries.count == 5 && recorder.sql.allSatisfy { $0.contains(#"WHERE "almanac_entries"."almanac_id" = ?"#) })
      #expect(!almanac.entries.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func findersKeepToTheOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let almanac = try await filled()
      let other = try await AlmanacEntry.create { $0.text = "a" }
      recorder.clear()
      #expect(try await almanac.entries.find(2).text == "b")
      #expect(try await almanac.entries.find([3, 1]).map(\.text) == ["c", "a"])
      #expect(try await almanac.entries.findBy { $0.text == "a" }?.id == 1)
      #expect(try await almanac.entries.first()?.text == "a")
      #expect(try await almanac.entries.last()?.text == "c")
      #expect(try await almanac.entries.take() != nil)
      #expect(try await almanac.entries.exists { $0.text == "c" })
      #expect(try await !almanac.entries.exists(other.id!))
      #expect(try await !almanac.entries.contains(other))
      #expect(recorder.sql.allSatisfy { $0.contains(#""almanac_entries"."almanac_id" = ?"#) })
      await #expect(throws: RecordNotFound.self) { _ = try await almanac.entries.find(other.id!) }
    }
  }

  @Test(arguments: Engine.allCases) func foundOrMadeWithinTheOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let almanac = try await filled()
      try await AlmanacEntry.create { $0.text = "d" }
      let made = try await almanac.entries.findOrCreateBy { $0.text == "d" }
      #expect(made.almanacID == almanac.id)
      #expect(try await almanac.entries.findOrCreateBy { $0.text == "d" } == made)
      let built = try await almanac.entries.findOrBuildBy({ $0.text == "e" }) { $0.stars = 5 }
      #expect(built.isNew && built.text == "e" && built.stars == 5 && built.almanacID == almanac.id)
      #expect(try await almanac.entries.findOrBuildBy { $0.text == "a" }.id == 1)
      #expect(try await almanac.entries.count() == 4)
      let country = try await Country.create {
        $0.code = "DE"; $0.name = "Germany"
      }
      #expect(try await country.cities.createOrFindBy { $0.name == "Ulm" }.countryID == "DE")
    }
  }

  @Test(arguments: Engine.allCases) func valuesOfMembersAreTyped(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let almanac = try await filled()
      recorder.clear()
      let pairs = try await almanac.entries.order(\.id).select(\.text, \.stars)
      #expect(pairs.map(\.0) == ["a", "b", "c"] && pairs.map(\.1) == [1, 2, 3])
      #expect(
        recorder.sql.last
          == #"SELECT "almanac_entries"."text", "almanac_entries"."stars" FROM "almanac_entries" "#
          + #"WHERE "almanac_entries"."almanac_id" = ? ORDER BY "almanac_entries"."id" ASC"#)
      let shouted = try await almanac.entries.order(\.id).select { ($0.text.uppercased, $0.stars * 10) }
      #expect(shouted.map(\.0) == ["A", "B", "C"] && shouted.map(\.1) == [10, 20, 30])
      for entry in try await almanac.entries.load() { for _ in 0..<entry.stars { try await entry.notes.create() } }
      let counted = try await almanac.entries.joins(\.notes).group(\.id).order(\.id).load(with: { $0.notes.id.count })
      #expect(counted.map(\.0.text) == ["a", "b", "c"] && counted.map(\.1) == [1, 2, 3])
      #expect(counted.allSatisfy { !$0.0.isReadonly && $0.0.almanacID == almanac.id })
    }
  }

  @Test(arguments: Engine.allCases) func scopesSkipGroupAndTakeEachOnce(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let almanac = try await filled()
      for entry in try await almanac.entries.load() { for _ in 0..<entry.stars { try await entry.notes.create() } }
      let found = try await Almanac.find(almanac.id!)
      #expect(try await found.middle.map(\.text) == ["b", "c"])
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "almanac_entries"."id" ASC LIMIT ? OFFSET ?"#) == true)
      #expect(try await Set(found.grouped.map(\.text)) == ["a", "b", "c"])
      #expect(recorder.sql.last?.hasSuffix(#"GROUP BY "almanac_entries"."id""#) == true)
      #expect(found.grouped.target.count == 3)
      #expect(try await Set(found.distinctOnes.map(\.text)) == ["a", "b", "c"])
      #expect(try await found.distinctOnes.count() == 3)
      #expect(recorder.sql.contains { $0.hasPrefix("SELECT DISTINCT ") })
      let frozen = try await found.frozenOnes.load()
      await #expect(throws: ModelError.self) { try await frozen[0].update { $0.stars = 9 } }
    }
  }

  @Test(arguments: Engine.allCases) func loadedOwnersLoadAnAssociationLater(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      for _ in 1...3 { _ = try await filled() }
      let almanacs = try await Almanac.order(\.id).load()
      recorder.clear()
      try await almanacs.preload(\.entries.notes)
      #expect(recorder.queries.count == 2)
      #expect(try almanacs.map { try $0.entries.loaded.count } == [3, 3, 3])
      #expect(try almanacs[0].entries.loaded.allSatisfy { try $0.notes.loaded.isEmpty })
      #expect(recorder.queries.count == 2)
    }
  }

  /// An almanac with three entries of one, two and three stars.
  private func filled() async throws -> Almanac {
    let almanac = try await Almanac.create { $0.name = "A" }
    for (index, text) in ["a", "b", "c"].enumerated() {
      try await almanac.entries.create {
        $0.text = text; $0.stars = index + 1
      }
    }
    return try await Almanac.find(almanac.id!)
  }
}
