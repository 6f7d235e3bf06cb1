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

  let longAgo = Date(timeIntervalSince1970: 1_000_000_000)

  func makers() async throws -> (Maker, Maker) {
    (try await Maker.create { $0.name = "Ann" }, try await Maker.create { $0.name = "Bob" })
  }

  func counts() async throws -> [Int] { try await Debate.order(\.id).pluck(\.answersCount) }

  func gadgetCounts() async throws -> [Int] { try await Maker.order(\.id).pluck(\.gadgetsCount) }

  func sizes() async throws -> [Int] {
    var sizes: [Int] = []
    for debate in try await Debate.order(\.id).load() { sizes.append(try await debate.answers.size()) }
    return sizes
  }

  func staged() async throws -> Play {
    try await Play(title: "A", theatre: Theatre(name: "Globe")).save()
    return try await Play.find(1)
  }

  func billed() async throws -> BillLine {
    let line = try await BillLine.create()
    let bill = try await Bill.create()
    try await bill.lines.append(line)
    try await Bill.updateAll { [$0.updatedAt.set(longAgo)] }
    return line
  }
}
