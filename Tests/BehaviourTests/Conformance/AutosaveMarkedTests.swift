import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of records that are marked, and destroyed with the save of the record that they hang on: `hasOne` saves the
/// circus and destroys its tent, `belongsTo` saves the tent and destroys its circus.
@Suite struct AutosaveMarkedTests {
  @Test(arguments: Engine.allCases, Side.allCases) func theTargetIsDestroyedWithTheSave(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      #expect(!pair.target.isMarkedForDestruction)
      pair.target.markForDestruction()
      #expect(pair.target.isMarkedForDestruction)
      #expect(try await pair.storedTargets() == 1)
      try await pair.owner.save()
      #expect(try await pair.storedTargets() == 0)
      #expect(try await pair.isKept() == false)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aMarkedTargetIsNotValidated(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("")
      #expect(try await pair.owner.isValid() == false)
      pair.target.markForDestruction()
      pair.target.log = []
      try await pair.owner.save()
      #expect(pair.target.log == ["destroyed"])
      #expect(try await pair.storedTargets() == 0)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aMarkedTargetIsDestroyedOnce(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, recorder async throws in
      let pair = try await CircusPair(side)
      pair.target.markForDestruction()
      try await pair.owner.save()
      recorder.clear()
      try await pair.owner.save()
      #expect(pair.target.log.count { $0 == "destroyed" } == 1 && recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aFailureGivesTheTargetBack(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(side)
      pair.setTarget("New")
      pair.target.vanishes = true
      await #expect(throws: Mishap.self) { try await pair.owner.save() }
      #expect(try await pair.storedTargets() == 1)
      #expect(try await pair.isKept())
    }
  }

  @Test(arguments: Engine.allCases) func reloadingTakesTheMarkAway(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(.hasOne)
      pair.circus.markForDestruction()
      pair.tent.markForDestruction()
      #expect(try await !pair.circus.reload().isMarkedForDestruction)
      #expect(try await !pair.tent.reload().isMarkedForDestruction)
    }
  }

  @Test(arguments: Engine.allCases) func onlyAChangedTargetIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(.hasOne)
      try await pair.circus.save()
      #expect(pair.tent.log.isEmpty)
      pair.tent.name = "New"
      try await pair.circus.save()
      #expect(try await pair.tent.reload().name == "New")
    }
  }

  @Test(arguments: Engine.allCases) func whatATargetHasIsSavedThroughIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await CircusPair(.belongsTo)
      let trick = try await pair.circus.tricks.create { $0.name = "Flip" }
      trick.name = "Jump"
      try await pair.tent.save()
      #expect(try await trick.reload().name == "Jump")
    }
  }

  @Test(arguments: Engine.allCases) func aMarkMeansNothingWithoutAutosave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      circus.trailers.build { $0.name = "" }.markForDestruction()
      #expect(try await circus.isValid() == false)
      let other = try await Circus.create { $0.motto = "Hi" }
      let trailer = try await other.trailers.create { $0.name = "T" }
      trailer.markForDestruction()
      try await other.save()
      #expect(try await Trailer.count() == 1)
    }
  }
}
