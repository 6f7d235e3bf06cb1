import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of belongs_to: keys, and how they change.
extension BelongsToAssociationsTests {
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
}
