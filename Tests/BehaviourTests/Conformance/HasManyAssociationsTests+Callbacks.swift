import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of has_many: members with callbacks, saved with their owner, those that refuse to go,
/// and those that count as updated.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func dontCallSaveCallbacksTwiceOnHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let deed = try await Hero.create().deeds.create()
      #expect(deed.before == 1 && deed.after == 1)
    }
  }

  @Test(arguments: Engine.allCases) func loadingAssociationInValidateCallbackDoesntAffectPersistence(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create()
      let deed = try await hero.deeds.create { $0.loadsPeers = true }
      #expect(try await hero.deeds.load() == [deed])
      #expect(try await Deed.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preventDoubleInsertionOfNewObjectWhenTheParentAssociationLoadedInTheAfterSaveCallback(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create()
      try await hero.deeds.append(Deed { $0.loadsPeers = true })
      #expect(try await hero.deeds.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associationsAutosavesWhenObjectIsAlreadyPersisted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.append(play)
      try await theatre.save()
      #expect(theatre.previousChanges["name"]?.new == .text("Globe"))
      #expect(try await theatre.plays.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func raisesRecordNotDestroyedWhenReplacedChildCantBeDestroyed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      let till = try await counter.tills.create()
      let error = await #expect(throws: RecordNotDestroyed.self) { try await counter.tills.replace(with: [Till()]) }
      #expect(try await counter.reload().tills.load() == [till])
      #expect(error?.description.contains("Till") == true)
    }
  }

  @Test(arguments: Engine.allCases) func destroyDoesNotRaiseWhenAssociationErrorsOnDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      try await counter.tills.create()
      #expect(try await Counter.find(1).destroyIfAllowed() == false)
      #expect(try await Counter.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func destroyWithBangBubblesErrorsFromAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Counter.create().tills.create()
      let error = await #expect(throws: RecordNotDestroyed.self) { try await Counter.find(1).destroy() }
      #expect(error?.model == "Till")
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
