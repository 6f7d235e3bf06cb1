import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: whether there is one, and what else.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func callingOneShouldCountInsteadOfLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = try await theatre.plays.one()
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneOnLoadedAssociationShouldNotUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.one() == false)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func subsequentCallsToOneShouldUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = (try await theatre.plays.one(), try await theatre.plays.one())
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneShouldReturnFalseIfZero(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.one() == false)
      #expect(try await theatre.plays.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneShouldReturnTrueIfOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "A" }
      #expect(try await theatre.plays.one())
      #expect(try await theatre.plays.size() == 1)
      // A limit of the association's own counts.
      let bough = try await Bough.create { $0.name = "low" }
      try await bough.boughs.create(forEach: ["b", "a"]) { $0.name = $1 }
      #expect(try await bough.firstBoughs.one())
      #expect(try await bough.firstBoughs.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func callingOneShouldReturnFalseIfMoreThanOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.one() == false)
      #expect(try await theatre.plays.size() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func creatingUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      #expect(try await maker.gadgets.create().makerName == "Ann")
    }
  }

  @Test(arguments: Engine.allCases) func includeMethodInHasManyAssociationShouldReturnTrueForInstanceAddedWithBuild(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let play = theatre.plays.build()
      #expect(try await theatre.plays.contains(play))
    }
  }

  @Test(arguments: Engine.allCases) func withPolymorphicHasManyWithCustomColumnsName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = try await Hero.create(), badge = try await Badge.create()
      try await hero.badges.append(badge)
      #expect(try await hero.badges.load() == [badge])
      #expect(try await badge.wearer == hero)
      #expect(badge.wearerID == hero.id && badge.wearerKind == "Hero")
    }
  }

  @Test(arguments: Engine.allCases) func buildFromPolymorphicAssociationSetsInverseInstance(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let hero = Hero()
      let badge = hero.badges.build()
      #expect(try await badge.wearer === hero)
    }
  }

  @Test(arguments: Engine.allCases) func dontCallSaveCallbacksTwiceOnHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let deed = try await Hero.create().deeds.create()
      #expect(deed.before == 1 && deed.after == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associationWithOrDoesntSetInverseInstanceKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await Play.create { $0.title = "X" }
      let plays = try await theatre.plays.relation.or(Play.where { $0.theatreID.isNil }).order(\.id).load()
      #expect(plays.map(\.theatreID) == [1, 1, 1, nil])
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

  @Test(arguments: Engine.allCases) func hasManyAssociationsOnNewRecordsUseNullRelations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      recorder.clear()
      #expect(try await theatre.plays.load().isEmpty)
      #expect(try await theatre.plays.where { $0.title == "A" }.load().isEmpty)
      #expect(try await theatre.plays.pluck(\.title).isEmpty)
      #expect(try await theatre.plays.sum(\.seats) == 0)
      #expect(try await theatre.plays.count() == 0)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func doesNotDuplicateAssociationsWhenUsedWithNaturalPrimaryKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let german = try await Language.create { $0.name = "German" }
      try await german.countries.create {
        $0.code = "CH"; $0.name = "Switzerland"
      }
      #expect(try await german.countries.load().count == 1)
      #expect(try await german.reload().countries.load().count == 1)
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

  @Test(arguments: Engine.allCases) func associationWithInstanceDependentScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      try await globe.plays.create { $0.title = "Globe" }
      #expect(try await globe.namesakes.map(\.title) == ["Globe"])
      #expect(try await rose.namesakes.map(\.title) == [])
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

  @Test(arguments: Engine.allCases) func callingSizeOnAnAssociationThatHasNotBeenLoadedPerformsAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      recorder.clear()
      #expect(try await theatre.plays.size() == 3)
      #expect(recorder.events.count == 1)
      #expect(try await rose.plays.size() == 0)
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingSizeOnAnAssociationThatHasBeenLoadedDoesNotPerformQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      for owner in [theatre, rose] { try await owner.plays.load() }
      recorder.clear()
      #expect(try await theatre.plays.size() == 3)
      #expect(try await rose.plays.size() == 0)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func callingEmptyOnAnAssociationThatHasNotBeenLoadedPerformsAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      recorder.clear()
      #expect(try await theatre.plays.isEmpty() == false)
      #expect(recorder.events.count == 1)
      #expect(try await rose.plays.isEmpty())
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingEmptyOnAnAssociationThatHasBeenLoadedDoesNotPerformsQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      for owner in [theatre, rose] { try await owner.plays.load() }
      recorder.clear()
      #expect(try await theatre.plays.isEmpty() == false)
      #expect(try await rose.plays.isEmpty())
      #expect(recorder.events.isEmpty)
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

  @Test(arguments: Engine.allCases) func hasManyPreloadingWithDuplicateRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      for name in ["x", "y"] { try await play.roles.create { $0.name = name } }
      let plays = try await Play.joins(\.roles).preload(\.roles).order(\.id).load()
      #expect(plays.count == 2)
      #expect(try plays[0].roles.loaded.map { $0.id! }.sorted() == [1, 2])
    }
  }
}
