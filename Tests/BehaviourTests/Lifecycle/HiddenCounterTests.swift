import ActiveRecord
import Testing

/// Counters of rows that queries do not see, and counters that rows do not have yet.
@Suite struct HiddenCounterTests {
  private func counts() async throws -> [Int] { try await Lantern.unscoped().pluck(\.wicksCount) }

  @Test(arguments: Engine.allCases) func whatADefaultScopeHidesIsCounted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let dark = try await Lantern.create { $0.isLit = false }
      #expect(try await Lantern.count() == 0)
      let wick = try await Wick.create { $0.lanternID = dark.id }
      #expect(try await counts() == [1])
      try await wick.destroy()
      #expect(try await counts() == [0])
    }
  }

  @Test(arguments: Engine.allCases) func whatADefaultScopeHidesIsCountedAnew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let dark = try await Lantern.create { $0.isLit = false }
      try await Wick.create { $0.lanternID = dark.id }
      try await Lantern.unscoped().updateAll { [$0.wicksCount.set(0)] }
      try await dark.resetCounter(of: \.wicks)
      #expect(try await counts() == [1] && dark.wicksCount == 1)
      try await Lantern.unscoped().updateAll { [$0.wicksCount.set(9)] }
      #expect(try await Wick.counterCacheDrift().map(\.stored) == [9])
      try await Wick.mendCounterCaches()
      #expect(try await counts() == [1])
    }
  }

  @Test(arguments: Engine.allCases) func aCounterThatIsNilCountsFromNothing(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let dresser = Dresser()
      #expect(dresser.knobsCount == nil)
      try await dresser.knobs.replace(with: [Knob(), Knob()])
      try await dresser.save()
      #expect(dresser.knobsCount == 2)
      #expect(try await dresser.reload().knobsCount == 2)
      // A row from before the counter: its members are asked.
      try await Dresser.updateAll { [$0.knobsCount.set(nil)] }
      let old = try #require(try await Dresser.first())
      #expect(try await old.knobs.size() == 2 && old.knobsCount == nil)
      try await old.knobs.create()
      #expect(try await Dresser.pluck(\.knobsCount) == [1])
    }
  }
}
