import ActiveRecord
import ActiveRecordTesting
import Testing

/// Counters that are `NULL` until there is something to count, and counters that are full.
@Suite struct NullableCounterTests {
  private func counts(_ binder: Binder, _ rack: LeafletRack) -> [Int?] {
    [binder.leafletsCount, binder.lentCount, binder.guestsCount, rack.leafletsCount]
  }

  @Test(arguments: Engine.allCases) func countsFromNothingHoweverItIsDeclared(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let binder = try await Binder.create { $0.name = "a" }
      let rack = LeafletRack(room: 1, place: 2)
      try await rack.save()
      #expect(counts(binder, rack) == [nil, nil, nil, nil])
      recorder.clear()
      let leaflet = try await Leaflet.create {
        $0.name = "x"
        $0.$binder.set(binder)
        $0.$lender.set(binder)
        $0.$guest.set(binder)
        $0.$rack.set(rack)
      }
      let counting = recorder.sql.filter { $0.hasPrefix("UPDATE") }
      #expect(counting.count == 4)
      #expect(counting[0] == #"UPDATE "binders" SET "leaflets_count" = COALESCE("leaflets_count", 0) + ? WHERE "binders"."id" = ?"#)
      #expect(
        counting[1] == #"UPDATE "binders" SET "lent_count" = COALESCE("lent_count", 0) + ?, "updated_at" = ? WHERE "binders"."id" = ?"#)
      #expect(counts(binder, rack) == [1, 1, 1, 1])
      #expect(try await counts(Binder.find(1), LeafletRack.find((1, 2))) == [1, 1, 1, 1])
      try await leaflet.destroy()
      #expect(counts(binder, rack) == [0, 0, 0, 0])
      #expect(try await counts(Binder.find(1), LeafletRack.find((1, 2))) == [0, 0, 0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func onlyWhatItCountsChangesIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let binder = try await Binder.create { $0.name = "a" }
      let error = await #expect(throws: ModelError.self) { try await binder.update { $0.leafletsCount = 5 } }
      #expect(error?.code == .readonlyAttribute)
      #expect(try await Binder.pluck(\.leafletsCount) == [nil])
    }
  }

  @Test(arguments: Engine.allCases) func membersAreAskedForWhereNothingIsCounted(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let binder = try await Binder.create { $0.name = "a" }
      for name in ["x", "y"] { try await binder.leaflets.create { $0.name = name } }
      try await Binder.updateAll { [$0.leafletsCount.set(nil)] }
      let old = try await Binder.find(1)
      #expect(try await old.leaflets.size() == 2)
      #expect(try await !old.leaflets.isEmpty())
      let drift = try await Leaflet.counterCacheDrift()
      #expect(drift.map(\.counter) == ["Binder.leafletsCount"] && drift.map(\.stored) == [0] && drift.map(\.actual) == [2])
      try await old.resetCounter(of: \.leaflets)
      #expect(old.leafletsCount == 2)
      let found = try await Binder.find(1)
      recorder.clear()
      #expect(try await found.leaflets.size() == 2 && recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aCounterThatIsFullRefusesAnotherMember(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Binder.create { $0.name = "a" }
      try await Binder.updateAll { [$0.leafletsCount.set(Int.max)] }
      let binder = try await Binder.find(1)
      let error = await #expect(throws: DatabaseError.self) { _ = try await binder.leaflets.create { $0.name = "x" } }
      #expect(error?.code == .valueOutOfRange)
      #expect(binder.leafletsCount == Int.max)
      #expect(try await Binder.pluck(\.leafletsCount) == [Int.max])
      #expect(try await Leaflet.count() == 0)
      let another = try await Binder.find(1)
      another.leaflets.build { $0.name = "y" }
      #expect(try await another.leaflets.size() == Int.max)
    }
  }

  @Test(arguments: Engine.allCases) func aNumberThatIsFullIsNotIncremented(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let turnstile = try await Turnstile.create { $0.passes = 3 }
      recorder.clear()
      let told = await failure { try await turnstile.increment(\.passes, by: .max) }
      #expect(
        told == "value out of range: Turnstile.passes: the sum is beyond what its type can hold. "
          + "Nothing was written: add less, or give the column a larger type")
      #expect(recorder.queries.isEmpty && turnstile.passes == 3)
    }
  }
}
