import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Changes itself after it was stored.
@Model(table: "answers") class EditedAnswer: Record {
  var text = ""
  @BelongsTo var debate: Debate? = .belongs(counterCache: \.answersCount)
  @BelongsTo var parent: Answer? = .belongs(counterCache: \.answersCount)
  static func rules(_ answer: Rules<EditedAnswer>) { answer.afterCreate { try await $0.update { $0.text = "edited" } } }
}

/// What Rails' suite shows of belongs_to: targets that are built and created.
extension BelongsToAssociationsTests {
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
      let rose = try await play.$theatre.createIfValid { $0.name = "Rose" }
      #expect(play.theatreID == rose.id && rose.id != globe.id)
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
      let answer = EditedAnswer(text: "foo", debate: debate, parent: parent)
      try await answer.save()
      #expect(try await EditedAnswer.find(answer.id!).text == "edited")
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
      // A key that was taken away past the rules.
      let debate = try await Debate.create { $0.title = "D" }
      let answer = AliasedRequiredAnswer(text: "x", topic: debate)
      try await answer.save()
      try await answer.updateColumns { $0.topicID = nil }
      try await answer.reload()
      #expect(answer.topicID == nil)
      #expect(try await recorder.statements { try await answer.update { $0.topicID = debate.id } } == 4)
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
}
