import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: what members in memory are told, and who is put in whose place.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func loadTargetRespectsProtectedAttributes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      let answer = try await debate.answers.create { $0.text = "mine" }
      try await Answer.find(answer.id!).update {
        $0.approved = false; $0.text = "theirs"
      }
      answer.text = "changed here"
      let loaded = try await debate.answers.load()
      #expect(loaded.count == 1 && loaded[0] === answer)
      #expect(answer.approved == false)
      #expect(answer.text == "changed here" && answer.isChanged)
      try await answer.save()
      #expect(try await Answer.find(answer.id!).approved == false)
      #expect(try await Answer.find(answer.id!).text == "changed here")
    }
  }

  @Test(arguments: Engine.allCases) func associationsReplaceInMemoryWhenRecordsHaveTheSameId(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      let known = try await theatre.plays.load()
      let again = try await Play.order(\.id).load()
      let statements = try await recorder.statements { try await theatre.plays.replace(with: again) }
      #expect(statements == 0)
      let members = try theatre.plays.loaded
      #expect(members.count == 3 && zip(members, again).allSatisfy { $0 === $1 } && !known.contains { $0 === members[0] })
    }
  }

  @Test(arguments: Engine.allCases) func inMemoryReplacementsSetsInverseInstance(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      let again = try await Play.order(\.id).load()
      try await theatre.plays.replace(with: again)
      recorder.clear()
      for play in again { #expect(try await play.theatre === theatre) }
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func inMemoryReplacementMaintainsOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let first = try await Play.create { $0.title = "A" }, second = try await Play.create { $0.title = "B" }
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.replace(with: [first, second])
      try await theatre.save()
      #expect(theatre.previousChanges["name"]?.new == .text("Globe"))
      let same = try await Play.find(first.id!)
      try await theatre.plays.replace(with: [second, same])
      #expect(try theatre.plays.loaded.map(\.title) == ["A", "B"])
      #expect(try theatre.plays.loaded[0] === same && theatre.plays.loaded[1] === second)
      // So does adding another instance of a member.
      let again = try await Play.find(first.id!)
      try await theatre.plays.append(again)
      #expect(try theatre.plays.loaded.map(\.title) == ["A", "B"])
      #expect(try theatre.plays.loaded[0] === again)
    }
  }

  @Test(arguments: Engine.allCases) func reattachToNewObjectsReplacesInverseAssociationAndForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try #require(try await seed().plays.first())
      let other = Theatre(name: "Rose")
      try await other.plays.append(play)
      #expect(try await play.theatre === other)
      #expect(play.theatreID == nil)
      try await other.save()
      #expect(play.theatreID == other.id)
      #expect(try await Theatre.find(1).plays.count() == 2)
      #expect(try await Theatre.find(other.id!).plays.ids() == [play.id!])
    }
  }

  @Test(arguments: Engine.allCases) func refusedMembersOfNewOwnersKeepTheirOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      let ripe = try await basket.fruits.create { $0.name = "ripe" }, rotten = try await Fruit.create { $0.name = "rotten" }
      let new = Basket(name: "new")
      await #expect(throws: Refused.self) { try await new.fruits.append(ripe, rotten) }
      #expect(ripe.basketID == basket.id && new.fruits.target.isEmpty && !ripe.isChanged)
      #expect(try await ripe.basket === basket)
    }
  }

  @Test(arguments: Engine.allCases) func replaceFailure(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create { $0.name = "B" }
      let kept = try await basket.fruits.create { $0.name = "kept" }
      let error = await #expect(throws: RecordNotSaved.self) { try await basket.fruits.replace(with: [Fruit { $0.name = "" }]) }
      #expect(error?.model == "Basket")
      #expect(error?.description.contains("Basket.fruits") == true && error?.description.contains("Name can't be blank") == true)
      #expect(try await basket.fruits.load() == [kept])
      #expect(try await Fruit.pluck(\.basketID) == [basket.id])
    }
  }

  @Test(arguments: Engine.allCases) func replace(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let first = try await theatre.plays.create { $0.title = "A" }, second = try await Play.create { $0.title = "B" }
      #expect(try await theatre.plays.load() == [first])
      try await theatre.plays.replace(with: [second])
      #expect(try await theatre.plays.load() == [second])
      #expect(try await theatre.reload().plays.load() == [second])
    }
  }

  @Test(arguments: Engine.allCases) func replaceReturnsTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let members = try await theatre.plays.load()
      let other = try await Play.create { $0.title = "D" }
      try await theatre.plays.replace(with: [other, members[0]])
      #expect(try theatre.plays.loaded == [members[0], other])
      #expect(theatre.plays.target == [members[0], other])
    }
  }

  @Test(arguments: Engine.allCases) func findInLoadedCollectionGivesTheMember(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let mentor = try await Player.create { $0.name = "Ann" }
      for name in ["Bob", "Cid", "Dan"] {
        try await Player.create {
          $0.name = name; $0.mentorID = mentor.id
        }
      }
      let members = try await mentor.pupils.load()
      recorder.clear()
      #expect(try await mentor.pupils.find(members[1].id!) === members[1])
      let found = try await mentor.pupils.find([members[2].id!, members[0].id!])
      #expect(found[0] === members[2] && found[1] === members[0])
      #expect(recorder.events.isEmpty)
      // Another program may have added one: who is not in memory is asked for.
      let late = try await Player.create {
        $0.name = "Eve"; $0.mentorID = mentor.id
      }
      #expect(try await mentor.pupils.find(late.id!) == late)
      await #expect(throws: RecordNotFound.self) { _ = try await mentor.pupils.find(99) }
      await #expect(throws: RecordNotFound.self) { _ = try await mentor.pupils.find([members[0].id!, 99]) }
    }
  }

  @Test(arguments: Engine.allCases) func pluckOnLoadedAssociationOfNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      let theatre = Theatre(name: "New")
      try await theatre.plays.replace(with: [play])
      #expect(try await theatre.plays.pluck(\.title) == ["A"])
      #expect(try await theatre.plays.map(\.title) == ["A"])
    }
  }

  @Test(arguments: Engine.allCases) func inMemoryReplacementExecutesNoQueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe"), play = try await Play.create { $0.title = "A" }
      try await theatre.plays.replace(with: [play])
      try await theatre.save()
      let again = try await Play.find(1)
      #expect(try await recorder.statements { try await theatre.plays.replace(with: [again]) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func inMemoryReplacementsDoNotExecuteCallbacks(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = Basket(), fruit = try await Fruit.create { $0.name = "apple" }
      try await basket.fruits.replace(with: [fruit])
      try await basket.save()
      basket.log = []
      try await basket.fruits.replace(with: [Fruit.find(1)])
      #expect(basket.log.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllWhenNotLoadedDoesntLoadTheRecords(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let maker = try await made()
      #expect(try await maker.gadgetsToDelete.count() > 0)
      #expect(!maker.gadgetsToDelete.isLoaded)
      recorder.clear()
      try await maker.gadgetsToDelete.removeAll()
      #expect(recorder.sql.allSatisfy { !$0.hasPrefix("SELECT") })
      #expect(try await Gadget.count() == 0)
    }
  }
}
