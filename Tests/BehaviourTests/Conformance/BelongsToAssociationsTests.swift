import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of belongs_to, name by name.
@Suite struct BelongsToAssociationsTests {
  @Test(arguments: Engine.allCases) func whereWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, _) = try await makers()
      try await Gadget.create { $0.makerName = "Ann" }
      try await Gadget.create { $0.makerName = "Bob" }
      #expect(try await Gadget.where { $0.maker == ann }.ids() == [1])
    }
  }

  @Test(arguments: Engine.allCases) func findByWithCustomPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, bob) = try await makers()
      try await Gadget.create { $0.makerName = "Ann" }
      try await Gadget.create { $0.makerName = "Bob" }
      #expect(try await Gadget.findBy { $0.maker == bob }?.id == 2)
    }
  }

  @Test(arguments: Engine.allCases) func whereOnPolymorphicAssociationWithNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      try await Photo(file: "with", subject: .play(play)).save()
      try await Photo(file: "without").save()
      #expect(try await Photo.where { $0.subject == nil }.pluck(\.file) == ["without"])
    }
  }

  @Test(arguments: Engine.allCases) func whereOnPolymorphicAssociationWithEmptyArray(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Photo(file: "without").save()
      #expect(try await Photo.where { $0.subject.isIn([]) }.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingWontMutateOwnerRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Play(title: "A", theatre: Theatre(name: "Globe")).save()
      for relation in [Play.eagerLoad(\.theatre), Play.preload(\.theatre)] {
        let play = try #require(try await relation.first())
        #expect(!play.isChanged && !play.$theatre.isChanged && play.changedColumns.isEmpty)
      }
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await makers()
      let gadget = try await Gadget.create { $0.makerName = "Bob" }
      #expect(try await gadget.maker?.name == "Bob")
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithAliasAttributeForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await Answer(debate: debate).save()
      #expect(try await AliasedAnswer.find(1).topic == debate)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithAliasAttributeForeignKeyChangeTracking(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await Debate.create { $0.title = "1" }, two = try await Debate.create { $0.title = "2" }
      try await Answer(debate: one).save()
      let answer = try await AliasedAnswer.find(1)
      answer.topicID = two.id
      #expect(answer.$topic.isChanged)
      try await answer.save()
      #expect(!answer.$topic.isChanged && answer.$topic.wasChanged)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToCounterWithAliasAttributeForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await Debate.create { $0.title = "1" }, two = try await Debate.create { $0.title = "2" }
      let answer = AliasedAnswer(text: "x", topic: one)
      try await answer.save()
      #expect(try await counts() == [1, 0])
      try await answer.update { $0.$topic.set(two) }
      #expect(try await counts() == [0, 1])
      try await answer.destroy()
      #expect(try await counts() == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func belongsToTouchWithAliasAttributeForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await Debate.create { $0.title = "1" }, two = try await Debate.create { $0.title = "2" }
      let answer = AliasedAnswer(text: "x", topic: one)
      try await answer.save()
      try await Debate.updateAll { [$0.updatedAt.set(longAgo)] }
      try await answer.update { $0.$topic.set(two) }
      #expect(try await Debate.where { $0.updatedAt > longAgo }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToRequiredValidationWithAliasAttributeForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "1" }
      try await AliasedRequiredAnswer(text: "x", topic: debate).save()
      let answer = try await AliasedRequiredAnswer.find(1)
      answer.topicID = 987_654_321
      #expect(try await answer.isValid() == false)
      #expect(answer.errors.fullMessages.contains("Topic must exist"))
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithPrimaryKeyJoinsOnCorrectColumn(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await makers()
      try await Gadget.create { $0.makerName = "Bob" }
      recorder.clear()
      #expect(try await Gadget.joins(\.maker).where { $0.maker.name == "Bob" }.count() == 1)
      #expect(recorder.sql[0].contains(#""makers"."name" = "gadgets"."maker_name""#) && !recorder.sql[0].contains(#""makers"."id""#))
    }
  }

  @Test(arguments: Engine.allCases) func optionalRelation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Play(title: "A").isValid())
    }
  }

  @Test(arguments: Engine.allCases) func notOptionalRelation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let contract = Contract { $0.salary = 1 }
      #expect(try await contract.isValid() == false)
      #expect(contract.errors["player"] == ["must exist"])
    }
  }

  @Test(arguments: Engine.allCases) func proxyAssignment(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Play(title: "A", theatre: Theatre(name: "Globe")).save()
      let play = try await Play.find(1)
      play.$theatre.set(try await play.theatre)
      #expect(!play.isChanged)
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignment(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }, play = try await Play.create { $0.title = "A" }
      play.$theatre.set(globe)
      #expect(play.theatreID == globe.id && globe.id != nil)
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, _) = try await makers()
      let gadget = try await Gadget.create()
      gadget.$maker.set(ann)
      #expect(gadget.makerName == "Ann")
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await makers()
      try await Gadget.create { $0.makerName = "Ann" }
      recorder.clear()
      for relation in [Gadget.includes(\.maker), Gadget.eagerLoad(\.maker)] {
        let gadget = try #require(try await relation.where { $0.makerName == "Ann" }.first())
        #expect(gadget.$maker.isLoaded)
        #expect(try gadget.$maker.loaded?.name == "Ann")
      }
      #expect(recorder.queries.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func creatingTheBelongingObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let globe = try await play.$theatre.create { $0.name = "Globe" }
      #expect(try await play.theatre == globe)
      try await play.save()
      try await play.reload()
      #expect(try await play.theatre == globe)
    }
  }

  @Test(arguments: Engine.allCases) func creatingTheBelongingObjectFromNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A")
      let globe = try await play.$theatre.create { $0.name = "Globe" }
      #expect(try await play.theatre == globe)
      try await play.save()
      try await play.reload()
      #expect(try await play.theatre == globe)
    }
  }

  @Test(arguments: Engine.allCases) func creatingTheBelongingObjectWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gadget = try await Gadget.create()
      let maker = try await gadget.$maker.create { $0.name = "Cid" }
      #expect(try await gadget.maker == maker)
      try await gadget.save()
      try await gadget.reload()
      #expect(try await gadget.maker == maker)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let globe = play.$theatre.build { $0.name = "Globe" }
      try await play.save()
      #expect(globe.isPersisted && play.theatreID == globe.id)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObjectWithImplicitStiBaseClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let worker = Tool(name: "saw").$worker.build { $0.name = "W" }
      #expect(type(of: worker) == Worker.self)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObjectWithStiSubclass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tool = Tool(name: "saw")
      tool.$worker.set(SignPainter { $0.name = "S" })
      try await tool.save()
      #expect(try await Tool.find(1).worker is SignPainter)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheBelongingObjectWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gadget = try await Gadget.create()
      gadget.$maker.build { $0.name = "Cid" }
      try await gadget.save()
      #expect(gadget.makerName == "Cid")
    }
  }

  @Test(arguments: Engine.allCases) func create(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fruit = Fruit(name: "apple")
      try await fruit.save()
      let basket = try await fruit.$basket.create { $0.name = "B" }
      #expect(try await fruit.basket == basket)
      #expect(basket.isPersisted)
      try await fruit.save()
      try await fruit.reload()
      #expect(try await fruit.basket == basket)
    }
  }

  @Test(arguments: Engine.allCases) func failingCreate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let peel = try await Peel.create()
      await #expect(throws: RecordInvalid.self) { _ = try await peel.$fruit.create { $0.name = "" } }
      #expect(try await peel.fruit?.isNew == true)
    }
  }

  @Test(arguments: Engine.allCases) func reloadingTheBelongingObject(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      #expect(try await play.theatre?.name == "Globe")
      try await Theatre.updateAll { [$0.name.set("GLOBE")] }
      #expect(try await play.theatre?.name == "Globe")
      #expect(try await recorder.statements { try await play.$theatre.reload() } == 1)
      #expect(try await recorder.statements { _ = try await play.theatre } == 0)
      #expect(try await play.theatre?.name == "GLOBE")
    }
  }

  @Test(arguments: Engine.allCases) func resettingTheAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      #expect(try await play.theatre?.name == "Globe")
      try await Theatre.updateAll { [$0.name.set("GLOBE")] }
      #expect(try await play.theatre?.name == "Globe")
      #expect(try await recorder.statements { play.$theatre.reset() } == 0)
      #expect(try await recorder.statements { _ = try await play.theatre } == 1)
      #expect(try await play.theatre?.name == "GLOBE")
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentToNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      play.$theatre.set(nil)
      try await play.save()
      #expect(try await play.$theatre.reload() == nil)
      #expect(play.theatreID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func naturalAssignmentToNilWithPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await makers()
      let gadget = try await Gadget.create { $0.makerName = "Ann" }
      gadget.$maker.set(nil)
      try await gadget.save()
      #expect(try await gadget.$maker.reload() == nil)
      #expect(gadget.makerName == nil)
    }
  }

  @Test(arguments: Engine.allCases) func withDifferentClassName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, _) = try await makers()
      let gadget = try await Gadget.create { $0.makerID = ann.id }
      #expect(try await gadget.plain?.name == "Ann")
    }
  }

  @Test(arguments: Engine.allCases) func withCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, bob) = try await makers()
      let gadgets = [try await Gadget.create { $0.makerID = bob.id }, try await Gadget.create { $0.makerID = ann.id }]
      #expect(try await gadgets[0].bob?.name == "Bob")
      #expect(try await gadgets[1].bob == nil)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssociationClass(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self]) { _, _ async throws in
      let badge = Badge()
      #expect(badge.$wearer.type == nil)
      #expect(try await badge.$wearer.reload() == nil)
      badge.wearerKind = ""
      #expect(try await badge.$wearer.reload() == nil)
      badge.$wearer.set(Play(title: "A"))
      #expect(badge.$wearer.type == "Play")
    }
  }

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

  @Test(arguments: Engine.allCases) func newRecordWithForeignKeyButNoObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      let play = Play { $0.theatreID = 1 }
      #expect(try await play.theatre == globe)
    }
  }

  @Test(arguments: Engine.allCases) func settingForeignKeyAfterNilTargetLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }, play = Play(title: "A")
      #expect(try await play.theatre == nil)
      play.theatreID = 1
      #expect(try await play.theatre == globe)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicSettingForeignKeyAfterNilTargetLoaded(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self]) { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }, badge = Badge()
      #expect(try await badge.wearer == nil)
      badge.wearerID = play.id
      badge.wearerKind = "Play"
      #expect(try await badge.wearer == play)
    }
  }

  @Test(arguments: Engine.allCases) func dontFindTargetWhenForeignKeyIsNull(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Play(title: "A").save()
      let play = try await Play.find(1)
      #expect(try await recorder.statements { _ = try await play.theatre } == 0)
      #expect(try await play.theatre == nil)
    }
  }

  @Test(arguments: Engine.allCases) func dontFindTargetWhenSavingForeignKeyAfterStaleAssociationLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await staged()
      _ = try await play.theatre
      let rose = try await Theatre.create { $0.name = "Rose" }
      play.theatreID = rose.id
      #expect(try await recorder.statements { try await play.save() } == 3)
    }
  }

  @Test(arguments: Engine.allCases) func fieldNameSameAsForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fruit = try await Fruit.create { $0.name = "apple" }
      try await Peel(fruit: fruit).save()
      #expect(try await Peel.find(1).fruit == fruit)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheDoubleDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      for _ in 1...5 { try await debate.answers.create() }
      #expect(try await debate.reload().answersCount == 5)
      let answer = try #require(try await debate.answers.first())
      try await answer.destroy()
      #expect(try await debate.reload().answersCount == 4)
      try await answer.destroy()
      #expect(try await debate.reload().answersCount == 4)
      #expect(try await debate.answers.size() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func replaceCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }, answer = try await Answer.create { $0.text = "x" }
      answer.$debate.set(debate)
      try await answer.save()
      #expect(try await debate.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associationAssignmentSticks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      let rose = try await Theatre.create { $0.name = "Rose" }
      _ = try await play.theatre
      play.theatreID = rose.id
      try await play.save()
      try await play.reload()
      #expect(play.theatreID == rose.id)
    }
  }

  @Test(arguments: Engine.allCases) func cantSaveReadonlyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, _) = try await makers()
      let gadget = try await Gadget.create { $0.makerID = ann.id }
      let frozen = try #require(try await gadget.frozen)
      #expect(frozen.isReadonly)
      frozen.name = "x"
      let told = await failure { try await frozen.save() }
      #expect(told?.contains("read-only") == true)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssignmentForeignTypeFieldUpdating(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let saved = Badge(), new = Badge()
      saved.$wearer.set(try await Play.create { $0.title = "A" })
      #expect(saved.wearerKind == "Play")
      new.$wearer.set(Play(title: "B"))
      #expect(new.wearerKind == "Play")
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssignmentUpdatesForeignIdFieldForNewAndSavedRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let badge = Badge(), play = try await Play.create { $0.title = "A" }
      badge.$wearer.set(play)
      #expect(badge.wearerID == play.id && play.id != nil)
      badge.$wearer.set(Play(title: "B"))
      #expect(badge.wearerID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func assignmentUpdatesForeignIdFieldForNewAndSavedRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A"), globe = try await Theatre.create { $0.name = "Globe" }
      play.$theatre.set(globe)
      #expect(play.theatreID == globe.id && globe.id != nil)
      play.$theatre.set(Theatre(name: "Rose"))
      #expect(play.theatreID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssignmentWithNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let badge = Badge()
      #expect(badge.wearerID == nil && badge.wearerKind == nil)
      badge.wearerID = 1
      badge.wearerKind = "Play"
      badge.$wearer.set(nil)
      #expect(badge.wearerID == nil && badge.wearerKind == nil)
    }
  }

  @Test(arguments: Engine.allCases) func saveOfRecordWithLoadedBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      try await play.save()
      try await Play.includes(\.theatre).find(1).save()
      try await play.theatre?.delete()
      try await Play.find(1).save()
      try await Play.includes(\.theatre).find(1).save()
      #expect(try await Play.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func dependencyShouldHaltParentDestruction(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let vault = Vault(bank: Bank())
      try await vault.save()
      #expect(try await vault.destroyIfAllowed() == false)
      #expect(try await [Vault.count(), Bank.count()] == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func dependencyShouldHaltParentDestructionWithCascadedThreeLevels(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let locker = Locker(vault: Vault(bank: Bank()))
      try await locker.save()
      #expect(try await locker.destroyIfAllowed() == false)
      #expect(!locker.isDestroyed)
      #expect(try await [Locker.count(), Vault.count(), Bank.count()] == [1, 1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreBeingSetWhenInitializedFromBelongsToAssociationWithWhereClause(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      #expect(Play(title: "A").$theatre.build { $0.name = "Globe" }.name == "Globe")
    }
  }

  @Test(arguments: Engine.allCases) func reassigningTheParentIdUpdatesTheObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ann, bob) = try await makers()
      let gadget = try await Gadget.create { $0.makerID = ann.id }
      #expect(try await gadget.plain == ann)
      #expect(try await gadget.bob == nil)
      gadget.makerID = bob.id
      #expect(!gadget.$plain.isLoaded && !gadget.$bob.isLoaded)
      #expect(try await gadget.plain == bob)
      #expect(try await gadget.bob == bob)
    }
  }

  @Test(arguments: Engine.allCases) func assigningNilOnAnAssociationClearsTheAssociationsInverse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      #expect(try await play.theatre === theatre)
      play.$theatre.set(nil)
      try await play.save()
      #expect(try await Play.find(1).theatreID == nil)
    }
  }

  @Test(arguments: Engine.allCases) func clearingAnAssociationClearsTheAssociationsInverse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let license = try await theatre.$license.create { $0.number = "1" }
      #expect(try await theatre.license == license)
      #expect(try await license.theatre == theatre)
      try await theatre.$license.set(nil)
      #expect(try await theatre.license == nil)
      try await license.update { $0.number = "2" }
      #expect(try await theatre.license == nil)
    }
  }

  @Test(arguments: Engine.allCases) func destroyingChildWithUnloadedParentAndForeignKeyAndTouchIsPossibleWithHasManyInversing(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let line = try await billed()
      try await BillLine.find(line.id!).destroy()
      #expect(try await BillLine.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicReassignmentOfAssociatedIdUpdatesTheObject(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self]) { _, _ async throws in
      let one = try await Play.create { $0.title = "A" }, two = try await Play.create { $0.title = "B" }
      let badge = Badge(text: "x", wearer: one)
      #expect(try await badge.wearer == one)
      badge.wearerID = two.id
      #expect(try await badge.wearer == two)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicReassignmentOfAssociatedTypeUpdatesTheObject(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self, Player.self]) { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }, player = try await Player.create { $0.name = "P" }
      #expect(play.id == player.id)
      let badge = Badge(text: "x", wearer: play)
      #expect(try await badge.wearer == play)
      badge.wearerKind = "Player"
      #expect(try await badge.wearer == player)
    }
  }

  @Test(arguments: Engine.allCases) func reloadingAssociationWithKeyChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await staged()
      let rose = try await Theatre.create { $0.name = "Rose" }
      play.$theatre.set(rose)
      #expect(try await play.$theatre.reload() == rose)
      play.theatreID = 1
      #expect(try await play.$theatre.reload()?.name == "Globe")
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicWithCustomForeignType(_ engine: Engine) async throws {
    try await engine.database(models: [Play.self]) { _, _ async throws in
      let one = try await Play.create { $0.title = "A" }, two = try await Play.create { $0.title = "B" }
      let badge = Badge(text: "x", wearer: one)
      #expect(try await badge.wearer == one)
      #expect(try await badge.holder == one)
      badge.$holder.set(two)
      #expect(try await badge.wearer == two)
      #expect(try await badge.holder == two)
      badge.$wearer.set(one)
      #expect(try await badge.wearer == one)
      #expect(try await badge.holder == one)
    }
  }

  @Test(arguments: Engine.allCases) func buildWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Gadget().$bob.build().name == "Bob")
    }
  }

  @Test(arguments: Engine.allCases) func createWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gadget = try await Gadget.create()
      #expect(try await gadget.$bob.createIfValid().name == "Bob")
    }
  }

  @Test(arguments: Engine.allCases) func createBangWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gadget = try await Gadget.create()
      #expect(try await gadget.$bob.create().name == "Bob")
    }
  }

  @Test(arguments: Engine.allCases) func createWithBlock(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(try await play.$theatre.createIfValid { $0.name = "Globe" }.name == "Globe")
    }
  }

  @Test(arguments: Engine.allCases) func shouldSetForeignKeyOnCreateAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let globe = try await play.$theatre.createIfValid { $0.name = "Globe" }
      #expect(play.theatreID == globe.id && globe.id != nil)
    }
  }

  @Test(arguments: Engine.allCases) func shouldSetForeignKeyOnCreateBangAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let globe = try await play.$theatre.create { $0.name = "Globe" }
      #expect(play.theatreID == globe.id && globe.id != nil)
    }
  }

  @Test(arguments: Engine.allCases) func shouldSetForeignKeyOnCreateAssociationWithUnpersistedOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play(title: "A")
      let globe = try await play.$theatre.create { $0.name = "Globe" }
      #expect(!play.isPersisted && globe.isPersisted && play.theatreID == globe.id)
    }
  }

  @Test(arguments: Engine.allCases) func selfReferentialBelongsToWithCounterCacheAssigningNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let first = try await Answer.create { $0.text = "x" }, answer = try await Answer.create { $0.text = "y" }
      answer.$parent.set(nil)
      try await answer.save()
      #expect(try await answer.reload().parent == nil)
      #expect(try await first.reload().answersCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithIdAssigning(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let parent = try await Answer.create { $0.text = "x" }, answer = try await Answer.create { $0.text = "y" }
      answer.parentID = parent.id
      try await answer.save()
      #expect(try await parent.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func reflectTheMostRecentChange(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
      let play = Play(title: "A")
      play.$theatre.set(globe)
      play.theatreID = rose.id
      #expect(try await play.saveIfValid())
      #expect(play.theatreID == rose.id)
      #expect(try await Play.find(1).theatreID == rose.id)
    }
  }

  @Test(arguments: Engine.allCases) func multipleCounterCacheWithAfterCreateUpdate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }, parent = try await Answer.create { $0.text = "x" }
      try await Answer(debate: debate, parent: parent).save()
      #expect(try await parent.reload().answersCount == 1)
      #expect(try await debate.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func assigningAnAssociationDoesntResultInDuplicateObjects(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.replace(with: [theatre.plays.build { $0.title = "A" }])
      try await theatre.save()
      #expect(try await theatre.plays.size() == 1)
      #expect(try await Play.where { $0.theatreID == theatre.id }.count() == 1)
      #expect(try await Play.last()?.theatre?.id == theatre.id)
    }
  }

  /// From what to what a target changes.
  enum Change: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case persistedToPersisted, persistedToNew, persistedToNil, nilToPersisted, nilToNew
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Change.allCases) func trackingChange(_ engine: Engine, _ change: Change) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await Player.create { $0.name = "Ann" }
      let isSet = [.persistedToPersisted, .persistedToNew, .persistedToNil].contains(change)
      try await Player(name: "Bob", mentor: isSet ? ann : nil).save()
      let bob = try #require(try await Player.findBy { $0.name == "Bob" })
      #expect(try await (bob.mentor != nil) == isSet)
      #expect(!bob.$mentor.isChanged && !bob.$mentor.wasChanged)
      switch change {
      case .persistedToPersisted, .nilToPersisted: bob.$mentor.set(try await Player.create { $0.name = "Cid" })
      case .persistedToNew, .nilToNew: bob.$mentor.set(Player(name: "Cid"))
      case .persistedToNil: bob.$mentor.set(nil)
      }
      #expect(bob.$mentor.isChanged && !bob.$mentor.wasChanged)
      try await bob.save()
      #expect(!bob.$mentor.isChanged && bob.$mentor.wasChanged)
    }
  }

  @Test(arguments: Engine.allCases) func trackingPolymorphicChanges(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let photo = try await Photo.create(), play = try await Play.create { $0.title = "A" },
        player = try await Player.create { $0.name = "P" }
      #expect(!photo.$subject.isChanged && !photo.$subject.wasChanged)
      photo.$subject.set(.play(play))
      #expect(photo.$subject.isChanged)
      try await photo.save()
      #expect(!photo.$subject.isChanged && photo.$subject.wasChanged)
      #expect(play.id == player.id)
      photo.$subject.set(.player(player))
      #expect(photo.$subject.isChanged)
      try await photo.save()
      #expect(!photo.$subject.isChanged && photo.$subject.wasChanged)
    }
  }

  @Test(arguments: Engine.allCases) func runsParentPresenceCheckIfParentChangedOrNil(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (ann, bob) = (try await Player.create { $0.name = "Ann" }, try await Player.create { $0.name = "Bob" })
      let contract = Contract(salary: 1, player: ann)
      try await contract.save()
      #expect(try await recorder.statements { try await contract.update { $0.playerID = bob.id! } } == 4)
      #expect(recorder.sql.map { String($0.prefix(6)) } == ["SELECT", "UPDATE"])
    }
  }

  @Test(arguments: Engine.allCases) func skipsParentPresenceCheckIfParentHasNotChanged(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let contract = Contract(salary: 1, player: Player(name: "Ann"))
      try await contract.save()
      try await contract.reload()
      #expect(try await recorder.statements { try await contract.update { $0.salary = 2 } } == 3)
    }
  }

  @Test(arguments: Engine.allCases) func destroyLinkedModels(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let cabin = try await Cabin.create { $0.name = "C" }
      let warden = try await Warden.create { $0.cabinID = cabin.id }
      try await warden.destroy()
      #expect(try await Cabin.exists(cabin.id!) == false)
      #expect(try await Warden.exists(warden.id!) == false)
    }
  }

  private let longAgo = Date(timeIntervalSince1970: 1_000_000_000)

  private func makers() async throws -> (Maker, Maker) {
    (try await Maker.create { $0.name = "Ann" }, try await Maker.create { $0.name = "Bob" })
  }

  private func counts() async throws -> [Int] { try await Debate.order(\.id).pluck(\.answersCount) }

  private func gadgetCounts() async throws -> [Int] { try await Maker.order(\.id).pluck(\.gadgetsCount) }

  private func sizes() async throws -> [Int] {
    var sizes: [Int] = []
    for debate in try await Debate.order(\.id).load() { sizes.append(try await debate.answers.size()) }
    return sizes
  }

  private func staged() async throws -> Play {
    try await Play(title: "A", theatre: Theatre(name: "Globe")).save()
    return try await Play.find(1)
  }

  private func billed() async throws -> BillLine {
    let line = try await BillLine.create()
    let bill = try await Bill.create()
    try await bill.lines.append(line)
    try await Bill.updateAll { [$0.updatedAt.set(longAgo)] }
    return line
  }
}
