import ActiveRecord
import ActiveRecordTesting
import Testing

/// A has_one, and a has_one through.
@Suite struct HasOneTests {
  @Test(arguments: Engine.allCases) func readsOnceThenFromMemory(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await License(number: "7", theatre: theatre).save()
      let found = try await Theatre.find(theatre.id!)
      recorder.clear()
      #expect(try await found.license?.number == "7")
      #expect(try await found.license?.number == "7")
      #expect(recorder.queries.count == 1)
      #expect(recorder.sql.first?.hasSuffix(#"WHERE "licenses"."theatre_id" = ? LIMIT ?"#) == true)
      #expect(try found.$license.loaded?.number == "7")
      found.$license.reset()
      #expect(throws: AssociationError.self) { try found.$license.loaded }
      #expect(try await found.$license.reload()?.number == "7")
    }
  }

  @Test(arguments: Engine.allCases) func newOwnerAsksNothing(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await theatre.license == nil)
      #expect(try await theatre.plays.load().isEmpty)
      #expect(try await theatre.plays.count() == 0)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func setSavesTheNewAndDetachesTheOld(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let old = try await theatre.$license.create { $0.number = "1" }
      let new = License(number: "2")
      recorder.clear()
      try await theatre.$license.set(new)
      #expect(recorder.queries.map { String($0.sql.prefix(6)) } == ["UPDATE", "INSERT"])
      #expect(new.theatreID == theatre.id)
      #expect(old.theatreID == nil && old.isPersisted)
      #expect(try await theatre.license === new)
      try await theatre.$license.set(nil)
      #expect(try await License.where { $0.theatreID.isNil }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func dependentDecidesWhatBecomesOfTheOld(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let anchor = try await ship.$anchor.create(), compass = try await ship.$compass.create(), bell = try await ship.$bell.create()
      try await ship.$anchor.set(nil)
      try await ship.$compass.set(nil)
      try await ship.$bell.set(nil)
      #expect(anchor.isDestroyed && compass.isDestroyed && bell.isPersisted)
      #expect(try await Anchor.count() == 0)
      #expect(try await Compass.count() == 0)
      #expect(try await Bell.first()?.shipID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func unsavedOwnerKeepsItsTarget(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe", license: License(number: "1"))
      #expect(recorder.queries.isEmpty)
      try await theatre.save()
      #expect(try await License.first()?.theatreID == theatre.id)
      let other = Theatre(name: "Rose")
      try await other.$license.set(License(number: "2"))
      #expect(try await License.count() == 1)
      try await other.save()
      #expect(try await License.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func createOnAnUnsavedOwnerIsRefused(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let told = await failure { try await theatre.$license.create { $0.number = "1" } }
      #expect(told?.contains("Theatre.license") == true)
      #expect(try await License.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func invalidTargetCancelsTheChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let player = try await Player.create { $0.name = "P" }
      let old = try await player.$contract.create { $0.salary = 1 }
      let bad = Contract { $0.salary = -1 }
      await #expect(throws: RecordNotSaved.self) { try await player.$contract.set(bad) }
      #expect(old.isPersisted && !old.isDestroyed)
      #expect(try await Contract.count() == 1)
      #expect(try await player.contract === old)
      #expect(bad.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func throughReadsAndWrites(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.$license.create { $0.number = "1" }
      try await theatre.$office.set(Office(city: "London"))
      #expect(try await Theatre.find(1).office?.city == "London")
      #expect(try await License.first()?.office?.city == "London")
      recorder.clear()
      let found = try #require(try await Theatre.preload(\.office).first())
      #expect(try found.$office.loaded?.city == "London")
      #expect(recorder.queries.count == 3)
      #expect(try await Theatre.joins(\.office).where { $0.office.city == "London" }.count() == 1)
    }
  }
}
