import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: the counter of the owner as members come, go and change their owner.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func hasManyWithoutCounterCacheOption(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create {
        $0.title = "D"; $0.remarksCount = 10
      }
      #expect(try await debate.remarks.size() == 0)
      try await debate.remarks.create()
      #expect(try await debate.reload().remarksCount == 10)
      try await debate.remarks.destroyAll()
      #expect(try await debate.reload().remarksCount == 10)
    }
  }

  @Test(arguments: Engine.allCases) func deletingUpdatesCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.remove(debate.answers.load()[0])
      try await debate.reload()
      #expect(try await debate.answers.load().count == 1)
      #expect(debate.answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterConcat(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.append(try await Answer.create())
      #expect(debate.answersCount == 1)
      #expect(try await debate.answers.size() == 1)
      #expect(try await debate.reload().answers.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterCreate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.create()
      #expect(debate.answersCount == 1)
      #expect(try await debate.answers.size() == 1)
      #expect(try await debate.reload().answers.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterUpdateWithInverseOfEnabled(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let binder = try await Binder.create { $0.name = "B" }
      #expect(binder.leafletsCount == nil)
      let one = try await Leaflet.create { $0.name = "one" }, two = try await Leaflet.create { $0.name = "two" }
      #expect(try await recorder.statements { try await binder.leaflets.append([one, two]) } == 6)
      #expect(binder.leafletsCount == 2)
      #expect(try await binder.reload().leafletsCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func pushingAssociationUpdatesCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.append(try await Answer.create())
      #expect(try await debate.reload().answersCount == 3)
    }
  }

  @Test(arguments: Engine.allCases) func deletingUpdatesCounterCacheWithDependentDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.remove(debate.answers.load()[0])
      #expect(try await Answer.count() == 1)
      #expect(try await debate.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func customNamedCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await Answer.where { $0.id == 1 }.updateAll { [$0.approved.set(false)] }
      try await debate.approved.clear()
      #expect(try await debate.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func callingUpdateOnIdChangesTheCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      let answer = try await debate.answers.load()[0]
      try await answer.update { $0.debateID = nil }
      #expect(try await debate.reload().answersCount == 1)
      try await answer.update { $0.debateID = debate.id }
      #expect(try await debate.reload().answersCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingUpdateChangingIdsChangesTheCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await debated(), two = try await debated()
      let first = try #require(try await one.answers.first()), second = try #require(try await two.answers.first())
      try await first.update { $0.debateID = two.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [1, 3])
      try await second.update { $0.debateID = one.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [2, 2])
    }
  }

  @Test(arguments: Engine.allCases) func callingUpdateChangingIdsOfInversedAssociationChangesTheCounterCache(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      let one = try await debated(), two = try await debated()
      #expect(Debate.reflection("answers")?.inverseName == "debate")
      try await one.answers.load()[0].update { $0.debateID = two.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [1, 3])
      try await two.answers.reload()[0].update { $0.debateID = one.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [2, 2])
    }
  }

  @Test(arguments: Engine.allCases) func clearingUpdatesCounterCacheWhenInverseCounterCacheIsASymbolWithDependentDestroy(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.clear()
      #expect(try await debate.reload().answersCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func clearingUpdatesCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.clear()
      #expect(debate.answersCount == 0)
      #expect(try await debate.reload().answersCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func clearingByAnotherKeyCountsOnTheRowOfThatKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Maker.create { $0.name = "first" }
      let maker = try await made()
      try await maker.gadgets.append(Gadget())
      #expect(try await Maker.order(\.id).pluck(\.gadgetsCount) == [0, 3])
      try await maker.gadgets.remove(try await maker.gadgets.first()!)
      #expect(try await Maker.order(\.id).pluck(\.gadgetsCount) == [0, 2])
      try await maker.gadgets.clear()
      #expect(try await Maker.order(\.id).pluck(\.gadgetsCount) == [0, 0])
      #expect(maker.gadgetsCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deletingUpdatesCounterCacheWithoutDependentOption(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await made()
      try await maker.gadgets.remove(try await maker.gadgets.first()!)
      #expect(maker.gadgetsCount == 1)
      #expect(try await maker.reload().gadgetsCount == 1)
      #expect(try await Gadget.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterCreateWithArray(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.create(forEach: ["a", "b"]) { $0.text = $1 }
      #expect(debate.answersCount == 2)
      #expect(try await debate.answers.size() == 2)
      #expect(try await debate.reload().answers.size() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingEmptyWithCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await debated()
      recorder.clear()
      #expect(try await debate.answers.isEmpty() == false)
      #expect(recorder.events.isEmpty)
    }
  }
}
