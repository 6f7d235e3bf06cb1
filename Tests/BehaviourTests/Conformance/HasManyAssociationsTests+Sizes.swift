import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: whether there is one, whether there is none, how many there are, and what is asked for that.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func callingOneShouldCountInsteadOfLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = try await theatre.plays.one()
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneOnLoadedAssociationShouldNotUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.one() == false)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func subsequentCallsToOneShouldUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = (try await theatre.plays.one(), try await theatre.plays.one())
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneShouldReturnFalseIfZero(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.one() == false)
      #expect(try await theatre.plays.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneShouldReturnTrueIfOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "A" }
      #expect(try await theatre.plays.one())
      #expect(try await theatre.plays.size() == 1)
      // A limit of the association's own counts.
      let bough = try await Bough.create { $0.name = "low" }
      try await bough.boughs.create(forEach: ["b", "a"]) { $0.name = $1 }
      #expect(try await bough.firstBoughs.one())
      #expect(try await bough.firstBoughs.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneShouldReturnFalseIfMoreThanOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.one() == false)
      #expect(try await theatre.plays.size() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneShouldCountInsteadOfLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = try await theatre.plays.none()
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneOnLoadedAssociationShouldNotUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.none() == false)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneShouldReturnTrueIfNone(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.none())
      #expect(try await theatre.plays.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneShouldReturnFalseIfAny(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.none() == false)
      #expect(try await theatre.latest.none() == false)
      #expect(try await theatre.latest.size() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingSizeOnAnAssociationThatHasNotBeenLoadedPerformsAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      recorder.clear()
      #expect(try await theatre.plays.size() == 3)
      #expect(recorder.events.count == 1)
      #expect(try await rose.plays.size() == 0)
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingSizeOnAnAssociationThatHasBeenLoadedDoesNotPerformQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      for owner in [theatre, rose] { try await owner.plays.load() }
      recorder.clear()
      #expect(try await theatre.plays.size() == 3)
      #expect(try await rose.plays.size() == 0)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func callingEmptyOnAnAssociationThatHasNotBeenLoadedPerformsAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      recorder.clear()
      #expect(try await theatre.plays.isEmpty() == false)
      #expect(recorder.events.count == 1)
      #expect(try await rose.plays.isEmpty())
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingEmptyOnAnAssociationThatHasBeenLoadedDoesNotPerformsQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      for owner in [theatre, rose] { try await owner.plays.load() }
      recorder.clear()
      #expect(try await theatre.plays.isEmpty() == false)
      #expect(try await rose.plays.isEmpty())
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssociationsOnNewRecordsUseNullRelations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      recorder.clear()
      #expect(try await theatre.plays.load().isEmpty)
      #expect(try await theatre.plays.where { $0.title == "A" }.load().isEmpty)
      #expect(try await theatre.plays.pluck(\.title).isEmpty)
      #expect(try await theatre.plays.sum(\.seats) == 0)
      #expect(try await theatre.plays.count() == 0)
      #expect(recorder.events.isEmpty)
    }
  }
}
