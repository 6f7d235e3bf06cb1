import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of belongs_to: targets that count and are touched.
extension BelongsToAssociationsTests {
  @Test(arguments: Engine.allCases) func belongsToWithoutCounterCacheOption(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      let remark = Remark(debate: debate)
      try await remark.save()
      #expect(try await debate.reload().remarksCount == 0)
      try await remark.destroy()
      #expect(try await debate.reload().remarksCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounter(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      #expect(debate.answersCount == 0)
      let answer = try await debate.answers.create { $0.text = "x" }
      #expect(try await Debate.find(1).answersCount == 1)
      try await answer.destroy()
      #expect(try await Debate.find(1).answersCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterWithAssigningNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      let answer = Answer(debate: debate)
      try await answer.save()
      #expect(try await debate.reload().answers.size() == 1)
      answer.$debate.set(nil)
      try await answer.reload()
      #expect(answer.debateID == debate.id)
      #expect(try await debate.reload().answers.size() == 1)
      answer.$debate.set(nil)
      try await answer.save()
      #expect(try await debate.reload().answers.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterWithAssigningNewObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      let answer = Answer(debate: debate)
      try await answer.save()
      #expect(try await debate.reload().answersCount == 1)
      let other = answer.$debate.build { $0.title = "E" }
      try await answer.save()
      #expect(answer.debateID == other.id && other.id != debate.id)
      #expect(try await counts() == [0, 1])
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithPrimaryKeyCounter(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (ann, bob) = try await makers()
      let gadget = try await Gadget.create { $0.makerName = "Bob" }
      #expect(try await gadgetCounts() == [0, 1])
      gadget.makerName = "Ann"
      try await gadget.save()
      #expect(try await gadgetCounts() == [1, 0])
      #expect(try await recorder.statements { gadget.$maker.set(ann) } == 0)
      #expect(try await gadgetCounts() == [1, 0])
      gadget.$maker.set(bob)
      try await gadget.save()
      #expect(try await gadgetCounts() == [0, 1])
      gadget.$maker.set(nil)
      try await gadget.save()
      #expect(try await gadgetCounts() == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterWithReassigning(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let one = try await Debate.create { $0.title = "1" }, two = try await Debate.create { $0.title = "2" }
      let answer = Answer(debate: one)
      try await answer.save()
      #expect(try await sizes() == [1, 0])
      answer.$debate.set(try await Debate.find(two.id!))
      #expect(try await recorder.statements { answer.$debate.set(two) } == 0)
      try await answer.save()
      #expect(try await sizes() == [0, 1])
      answer.$debate.set(nil)
      try await answer.save()
      #expect(try await sizes() == [0, 0])
      answer.$debate.set(one)
      try await answer.save()
      #expect(try await sizes() == [1, 0])
      try await answer.destroy()
      #expect(try await sizes() == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterAfterSave(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await Debate.create { $0.title = "D" }
      #expect(try await recorder.statements { try await debate.answers.create { $0.text = "x" } } == 4)
      #expect(try await Debate.find(1).answersCount == 1)
      try await debate.save()
      #expect(try await Debate.find(1).answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToTouchWithReassigning(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (_, bob) = try await makers()
      let gadget = try await Gadget.create { $0.makerName = "Bob" }
      try await Maker.updateAll { [$0.updatedAt.set(longAgo)] }
      gadget.makerName = "Ann"
      try await gadget.save()
      #expect(try await Maker.where { $0.updatedAt > longAgo }.count() == 2)
      try await Maker.updateAll { [$0.updatedAt.set(longAgo)] }
      gadget.$maker.set(bob)
      try await gadget.save()
      #expect(try await Maker.where { $0.updatedAt > longAgo }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithTouchOptionOnUpdate(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let line = try await billed()
      #expect(try await recorder.statements { try await line.update { $0.amount = 10 } } == 4)
      #expect(try await Bill.where { $0.updatedAt > longAgo }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithTouchOptionOnEmptyUpdate(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let line = try await billed()
      _ = try await recorder.statements { try await line.save() }
      #expect(recorder.queries.isEmpty)
      #expect(try await Bill.where { $0.updatedAt > longAgo }.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithTouchOptionOnDestroy(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let line = try await billed()
      #expect(try await recorder.statements { try await line.destroy() } == 4)
      #expect(try await Bill.where { $0.updatedAt > longAgo }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterAfterUpdate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.create { $0.text = "x" }
      try await debate.update { $0.title = "E" }
      #expect(try await Debate.find(1).answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentBeforeChildSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }, play = Play(title: "A")
      play.$theatre.set(globe)
      #expect(!play.isPersisted)
      try await play.save()
      #expect(play.isPersisted && globe.isPersisted)
      #expect(try await play.theatre == globe)
      #expect(try await play.$theatre.reload() == globe)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentBeforeChildSavedWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, _) = try await makers()
      let gadget = Gadget(label: "x")
      gadget.$maker.set(ann)
      #expect(!gadget.isPersisted)
      try await gadget.save()
      #expect(gadget.isPersisted && ann.isPersisted)
      #expect(try await gadget.maker == ann)
      #expect(try await gadget.$maker.reload() == ann)
    }
  }
}
