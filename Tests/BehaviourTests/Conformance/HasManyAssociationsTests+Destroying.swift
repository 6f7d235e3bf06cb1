import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: members that are destroyed, and what depends on the owner.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func destroying(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.destroy(theatre.plays.load()[0])
      #expect(try await Play.count() == 2)
      #expect(try await theatre.reload().plays.size() == 2)
      #expect(try await theatre.plays.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func destroyingACollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let plays = try await theatre.plays.load()
      try await theatre.plays.destroy([plays[0], plays[1]])
      #expect(try await Play.count() == 1)
      #expect(try await theatre.reload().plays.size() == 1)
      #expect(try await theatre.plays.reload().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let plays = try await theatre.plays.load()
      #expect(try await Set(theatre.plays.destroyAll()) == Set(plays))
      #expect(plays.count == 3 && plays.allSatisfy(\.isDestroyed))
      #expect(try await theatre.plays.isEmpty())
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.destroyAll()
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAllOnDesyncedCounterCacheAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await Debate.updateAll { [$0.answersCount.set(0)] }
      let found = try await Debate.find(1)
      #expect(try await found.answers.count() == 2)
      try await found.answers.destroyAll()
      #expect(try await found.answers.count() == 0)
      #expect(debate.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func destroyOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.destroy(play)
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.remove(play)
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func dependence(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      #expect(try await debate.answers.size() == 2)
      try await debate.destroy()
      #expect(try await Answer.where { $0.debateID == debate.id }.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceForAssociationsWithHashCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Studio.create { $0.name = "Ann" }
      for label in ["prototype", "other"] {
        try await Gadget.create {
          $0.makerName = "Ann"; $0.label = label
        }
      }
      #expect(try await Studio.find(1).destroyIfAllowed())
      #expect(try await Gadget.pluck(\.label) == ["other"])
    }
  }

  @Test(arguments: Engine.allCases) func destroyDependentWhenDeletedFromAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      let answer = try #require(try await debate.answers.first())
      try await debate.answers.remove(answer)
      await #expect(throws: RecordNotFound.self) { _ = try await Answer.find(answer.id!) }
      await #expect(throws: RecordNotFound.self) { _ = try await debate.answers.find(answer.id!) }
      #expect(try await debate.answers.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func threeLevelsOfDependence(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      let answer = try await debate.answers.create()
      try await answer.answers.create()
      try await debate.destroy()
      #expect(try await Answer.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceWithTransactionSupportOnFailure(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      for _ in 1...3 { try await counter.tills.create() }
      #expect(try await counter.tills.load().count == 3)
      #expect(try await counter.destroyIfAllowed() == false)
      #expect(try await Till.where { $0.counterID == counter.id }.count() == 3)
      #expect(try await Counter.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceOnAccount(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.$anchor.create()
      try await Anchor.create()
      try await Ship.find(1).destroy()
      #expect(try await Anchor.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func dependsAndNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.$bell.create()
      for _ in 1...2 { try await ship.flags.create() }
      try await Ship.find(1).destroy()
      #expect(try await Bell.pluck(\.shipID) == [nil])
      #expect(try await Flag.pluck(\.shipID) == [nil, nil])
    }
  }

  @Test(arguments: Engine.allCases) func dependsAndNullifyOnPolymorphicAssoc(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let paper = try await ship.papers.create()
      #expect(paper.holderID == ship.id && paper.$holder.type == "Ship")
      try await ship.destroy()
      try await paper.reload()
      #expect(paper.holderID == nil && paper.$holder.type == nil)
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithException(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let depot = try await Depot.create { $0.name = "D" }
      try await depot.boxes.create()
      #expect(try await depot.boxes.isEmpty() == false)
      await #expect(throws: DeleteRestricted.self) { try await depot.destroy() }
      #expect(try await Depot.exists { $0.name == "D" })
      #expect(try await depot.boxes.exists())
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithErrorWithLocale(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pier = try await Pier.create { $0.name = "P" }
      try await pier.berths.create()
      let words = ErrorMessages(messages: [:], attributes: ["Pier.berths": "Landing Places"])
      let isGone = try await words.use { try await pier.destroyIfAllowed() }
      #expect(!isGone)
      #expect(pier.errors["base"] == ["Cannot delete record because dependent landing places exist"])
      #expect(pier.errors.entries.first?.kind == "restrict_dependent_destroy.has_many")
      #expect(pier.errors.entries.first?.options == ["record": "berths"])
      // In another language, when they are looked at.
      let german = ErrorMessages(
        messages: ["restrict_dependent_destroy.has_many": "Es gibt noch: %{record}"], attributes: ["berths": "liegeplätze"])
      #expect(pier.errors.fullMessages(in: german) == ["Es gibt noch: liegeplätze"])
      #expect(try await Pier.exists { $0.name == "P" })
      #expect(try await pier.berths.exists())
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pier = try await Pier.create { $0.name = "P" }
      try await pier.berths.create()
      #expect(try await pier.destroyIfAllowed() == false)
      #expect(pier.errors["base"].first == "Cannot delete record because dependent berths exist")
      #expect(try await Pier.exists { $0.name == "P" })
      #expect(try await pier.berths.exists())
    }
  }
}
