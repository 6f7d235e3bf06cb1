import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of has_many whose members are counted on the owner, or held by a key that is not the primary one.
extension HasManyAssociationsTests {
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

  @Test(arguments: Engine.allCases) func idsOnUnloadedAssociationWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await made()
      #expect(try await maker.gadgets.ids() == Gadget.where { $0.makerName == "Ann" }.ids())
      #expect(!maker.gadgets.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func idsOnLoadedAssociationWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let maker = try await made()
      _ = try await maker.gadgets.load()
      recorder.clear()
      #expect(try await maker.gadgets.ids() == [1, 2])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssignmentWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await made()
      try await maker.gadgets.replace(with: [Gadget.create { $0.label = "remote" }])
      #expect(try await maker.gadgets.map(\.label) == ["remote"])
      #expect(try await Gadget.order(\.id).pluck(\.makerName) == [nil, nil, "Ann"])
      #expect(try await maker.reload().gadgetsCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func customPrimaryKeyOnNewRecordShouldFetchWithQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await made()
      let maker = Studio(name: "Ann")
      #expect(!maker.all.isLoaded)
      recorder.clear()
      #expect(try await maker.all.size() == 2)
      #expect(recorder.queries.count == 1)
      #expect(try await maker.all.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func addRecordToCollectionShouldChangeItsUpdatedAt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let discussion = try await Discussion.create { $0.title = "D" }
      let utterance = try await Utterance.create { $0.text = "U" }
      let before = try #require(utterance.updatedAt)
      try await RecordClock.set(to: before.addingTimeInterval(60)) { try await discussion.utterances.append(utterance) }
      #expect(try await utterance.discussion === discussion)
      #expect(utterance.updatedAt != before)
    }
  }

  @Test(arguments: Engine.allCases) func clearCollectionShouldNotChangeUpdatedAt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let discussion = try await Discussion.create { $0.title = "D" }
      let utterance = try await discussion.utterances.create { $0.text = "U" }
      let before = try await utterance.reload().updatedAt
      try await RecordClock.set(to: before!.addingTimeInterval(60)) { try await discussion.utterances.clear() }
      #expect(try await utterance.reload().discussionID == nil)
      #expect(utterance.updatedAt == before)
    }
  }
}
