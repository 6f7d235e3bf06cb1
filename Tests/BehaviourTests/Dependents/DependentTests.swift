import ActiveRecord
import ActiveRecordTesting
import Testing

/// What becomes of members when their owner is destroyed.
@Suite struct DependentTests {
  @Test(arguments: Engine.allCases) func eachStrategyDoesItsPart(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ship = try await Ship.create { $0.name = "S" }, other = try await Ship.create { $0.name = "T" }
      for owner in [ship, other] {
        let sailor = try await owner.sailors.create { $0.name = "Ann" }
        try await sailor.knives.create()
        try await owner.crates.create()
        try await owner.flags.create()
        try await owner.papers.create()
        try await owner.$anchor.create()
        try await owner.$compass.create()
        try await owner.$bell.create()
      }
      try await ship.destroy()
      #expect(try await Sailor.pluck(\.shipID) == [other.id])
      #expect(try await Knife.count() == 1)
      #expect(try await Crate.pluck(\.shipID) == [other.id])
      #expect(try await Flag.order(\.id).pluck(\.shipID) == [nil, other.id])
      #expect(try await Paper.order(\.id).pluck(\.holderID) == [nil, other.id])
      #expect(try await Paper.first()?.$holder.type == nil)
      #expect(try await Anchor.pluck(\.shipID) == [other.id])
      #expect(try await Compass.pluck(\.shipID) == [other.id])
      #expect(try await Bell.order(\.id).pluck(\.shipID) == [nil, other.id])
      #expect(ship.isDestroyed)
      #expect(recorder.events.filter { $0.sql == "COMMIT" }.count > 0)
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithErrorTells(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pier = try await Pier.create { $0.name = "P" }
      try await pier.berths.create()
      #expect(try await pier.destroyIfAllowed() == false)
      #expect(pier.errors["base"] == ["Cannot delete record because dependent berths exist"])
      #expect(pier.isPersisted && !pier.isDestroyed)
      await #expect(throws: RecordNotDestroyed.self) { try await pier.destroy() }
      try await pier.berths.destroyAll()
      #expect(try await pier.destroyIfAllowed())
      #expect(try await Pier.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithExceptionThrows(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pier = try await Pier.create { $0.name = "P" }
      try await pier.$warden.create()
      let told = await failure { try await pier.destroy() }
      #expect(told == "Cannot delete record because of dependent warden")
      #expect(try await Pier.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToTakesItsTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let warden = Warden(cabin: Cabin(name: "C"))
      try await warden.save()
      #expect(try await Cabin.count() == 1)
      try await warden.destroy()
      #expect(try await Cabin.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func withoutADependentNothingHappens(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await theatre.destroy()
      #expect(try await Play.find(play.id!).theatreID == 1)
    }
  }

  @Test(arguments: Engine.allCases) func deleteSkipsDependents(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.crates.create()
      try await ship.delete()
      #expect(ship.isDestroyed)
      #expect(try await Ship.count() == 0)
      #expect(try await Crate.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func failureInsideTakesEverythingBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let sailor = try await ship.sailors.create { $0.name = "Ann" }
      try await ship.flags.create()
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await ship.destroy()
          throw Refused()
        }
      }
      #expect(ship.isPersisted && sailor.isPersisted && !sailor.isDestroyed)
      #expect(try await Flag.pluck(\.shipID) == [ship.id])
      #expect(try await Sailor.count() == 1)
    }
  }
}
