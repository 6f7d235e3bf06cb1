import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through, name by name.
@Suite struct HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func hasManyThroughCreateRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      #expect(try await league.fans.create { $0.name = "Bob" }.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func throughAssociationWithJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await scarfed()
      #expect(try await fan.leagues.load()[0].scarves.relation.joins(\.fan).load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func throughAssociationWithLeftJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await scarfed()
      #expect(try await fan.leagues.load()[0].scarves.relation.leftJoins(\.fan).load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preloadWithNestedAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await scarfed()
      let leagues = try await League.preload(\.fans, \.scarves).order(\.id).load()
      recorder.clear()
      #expect(try leagues.map { try $0.fans.loaded.count } == [1])
      #expect(try leagues.map { try $0.scarves.loaded.count } == [1])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preloadMultipleInstancesOfTheSameRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let league = try await League.create()
      for name in ["Ann", "Bob"] { try await league.fans.create { $0.name = name } }
      let leagues = try await League.joins(\.passes).preload(\.passes).load()
      recorder.clear()
      #expect(try leagues.map { try $0.passes.loaded.count } == [2, 2])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func orderedHasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      for name in ["Ann", "Bob", "Cid"] { try await league.fans.create { $0.name = name } }
      #expect(try await League.includes(\.fansByName).first()?.fansByName.loaded.map(\.name) == ["Cid", "Bob", "Ann"])
    }
  }

  @Test(arguments: Engine.allCases) func include(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(), fan = Fan()
      try await league.fans.append(fan)
      #expect(try await league.fans.contains(fan))
    }
  }

  @Test(arguments: Engine.allCases) func associateExisting(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      recorder.clear()
      try await league.fansDestroyed.append(fan)
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == 1)
      #expect(try await league.fansDestroyed.contains(fan))
      #expect(try await league.reload().fans.reload() == [fan])
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllForWithDependentOptionDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fansDestroyed.create { $0.name = "Ann" }
      try await League.find(1).fansDestroyed.removeAll()
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllForWithDependentOptionDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fansDeleted.create { $0.name = "Ann" }
      try await League.find(1).fansDeleted.removeAll()
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.create { $0.name = "Ann" }
      try await league.fans.removeAll()
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func concat(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append([fan])
      #expect(try await league.fans.size() == 1)
      #expect(try await league.fans.reload() == [fan])
    }
  }

  @Test(arguments: Engine.allCases) func associateExistingRecordTwiceShouldAddToTargetTwice(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append(fan)
      try await league.fans.append(fan)
      #expect(try await league.fans.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func associateExistingRecordTwiceShouldAddRecordsTwice(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append(fan)
      try await league.fans.append(fan)
      #expect(try await league.fans.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func addTwoInstanceAndThenDeleting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.append(fan)
      try await league.fans.append(fan)
      try await league.fans.remove(fan)
      #expect(
        try await [league.fans.count(), league.fans.load().count, league.passes.count(), league.passes.reload().count] == [0, 0, 0, 0])
      #expect(try await league.fans.reload().contains(fan) == false)
    }
  }

  @Test(arguments: Engine.allCases) func associatingNew(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }, player = Player(name: "Bob")
      #expect(try await recorder.statements { try await play.players.append(player) } == 4)
      #expect(try await play.players.contains(player))
      #expect(try await play.reload().players.reload() == [player])
    }
  }

  @Test(arguments: Engine.allCases) func associateNewByBuilding(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      recorder.clear()
      play.players.build { $0.name = "Bob" }
      play.players.build { $0.name = "Ted" }
      #expect(recorder.events.isEmpty)
      #expect(try await play.players.map(\.name) == ["Bob", "Ted"])
      #expect(recorder.events.count == 1)
      play.title += "-changed"
      #expect(try await recorder.statements { try await play.save() } == 7)
      #expect(try await play.reload().players.reload().map(\.name) == ["Bob", "Ted"])
    }
  }

  @Test(arguments: Engine.allCases) func buildThenRemoveThenSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      play.players.build { $0.name = "Bob" }
      let ted = play.players.build { $0.name = "Ted" }
      try await play.players.remove(ted)
      try await play.save()
      #expect(try await play.reload().players.map(\.name) == ["Bob"])
    }
  }

  @Test(arguments: Engine.allCases) func bothParentIdsSetWhenSavingNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(name: "L"), fan = Fan(name: "Sean")
      try await league.fans.replace(with: [fan])
      try await league.save()
      let pass = try #require(try await league.passes.reload().first)
      #expect(league.id != nil && fan.id != nil && pass.leagueID == league.id && pass.fanID == fan.id)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }, player = try await Player.create { $0.name = "P" }
      try await play.players.append(player)
      let found = try await Play.find(1)
      recorder.clear()
      try await found.players.remove(player)
      #expect(recorder.sql.contains { $0.hasPrefix(#"DELETE FROM "roles""#) })
      #expect(try await found.players.load().isEmpty)
      #expect(try await found.reload().players.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.destroy(fan)
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
      #expect(try await league.reload().fans.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, _) = try await joined()
      try await league.fans.destroyAll()
      #expect(try await [Fan.count(), Pass.count()] == [1, 0])
      #expect(try await league.reload().fans.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, _) = try await joined()
      try await league.fans.destroyAll()
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func destroyOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.destroy(fan)
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.remove(fan)
      #expect(try await league.fans.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteThroughBelongsToWithDependentDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.create { $0.name = "other" }
      try await league.fansDeleted.remove(fan)
      #expect(try await [Fan.count(), Pass.count(), league.fans.count()] == [2, 1, 1])
      #expect(try await league.reload().note == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteThroughBelongsToWithDependentDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.fans.create { $0.name = "other" }
      try await league.fansDestroyed.remove(fan)
      #expect(try await [Fan.count(), Pass.count(), league.fans.count()] == [2, 1, 1])
      #expect(try await league.reload().note == "pass destroyed")
    }
  }

  @Test(arguments: Engine.allCases) func replaceAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      let michael = try await play.players.create { $0.name = "Michael" }, david = try await Player.create { $0.name = "David" }
      let found = try await Play.find(1)
      try await found.players.reload()
      recorder.clear()
      try await found.players.replace(with: [david])
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == 1)
      recorder.clear()
      #expect(try await [found.players.contains(david), found.players.contains(michael)] == [true, false])
      #expect(recorder.events.isEmpty)
      #expect(try await found.reload().players.reload() == [david])
    }
  }

  @Test(arguments: Engine.allCases) func replaceOrderIsPreserved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      let ann = try await Fan.create { $0.name = "Ann" }, bob = try await Fan.create { $0.name = "Bob" }
      try await league.fans.replace(with: [ann, bob])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [ann.id, bob.id])
      try await league.fans.clear()
      try await league.fans.replace(with: [bob, ann])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [bob.id, ann.id])
    }
  }

  @Test(arguments: Engine.allCases) func replaceByIdOrderIsPreserved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      let ann = try await Fan.create { $0.name = "Ann" }, bob = try await Fan.create { $0.name = "Bob" }
      try await league.fans.replace(withIDs: [ann.id!, bob.id!])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [ann.id, bob.id])
      try await league.fans.clear()
      try await league.fans.replace(withIDs: [bob.id!, ann.id!])
      #expect(try await league.passes.order(\.id).pluck(\.fanID) == [bob.id, ann.id])
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreate(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(try await recorder.statements { try await play.players.create { $0.name = "Jeb" } } == 4)
      recorder.clear()
      #expect(try await play.players.map(\.name) == ["Jeb"])
      #expect(recorder.events.count == 1)
      #expect(try await play.reload().players.reload().map(\.name) == ["Jeb"])
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateAndNoOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.createIfValid { $0.name = "foo" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateExclamationAndNoOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.create { $0.name = "foo" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateWithThroughHavingConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.favouriteFans.create { $0.name = "foo" }
      #expect(try await league.favouriteFans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func createOnNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      await #expect(throws: RecordNotSaved.self) { _ = try await League().fans.createIfValid { $0.name = "mew" } }
      await #expect(throws: RecordNotSaved.self) { _ = try await League().fans.create { $0.name = "snow" } }
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateAndValidOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.createIfValid { $0.name = "fan" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateBangAndInvalidOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      await #expect(throws: RecordInvalid.self) { _ = try await league.fans.create { $0.name = "0" } }
      #expect(try await league.fans.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func associateWithCreateBangAndValidOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.create { $0.name = "fan" }
      #expect(try await league.fans.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func pushWithInvalidRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      await #expect(throws: RecordInvalid.self) { try await league.fans.append(Fan(name: "0")) }
    }
  }

  @Test(arguments: Engine.allCases) func pushWithInvalidJoinRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      await #expect(throws: RecordInvalid.self) { try await league.fans.append(Fan(name: "unlucky")) }
      let saved = try await Fan.create { $0.name = "unlucky" }
      await #expect(throws: RecordInvalid.self) { try await league.fans.append(saved) }
      #expect(try await Pass.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func clearAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Play.create { $0.title = "A" }
      try await play.players.create { $0.name = "P" }
      let found = try await Play.find(1)
      try await found.players.reload()
      try await found.players.clear()
      recorder.clear()
      #expect(try await found.players.isEmpty())
      #expect(recorder.events.isEmpty)
      #expect(try await found.reload().players.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func countWithIncludeShouldAliasJoinTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await League.create().fans.append(fan)
      #expect(league.isPersisted)
      #expect(try await fan.leagues.includes(\.passes).count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func getIds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      for name in ["Ann", "Bob"] { try await league.fans.create { $0.name = name } }
      #expect(try await League.find(1).fans.ids().sorted() == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForLoadedAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let (league, fan) = try await joined()
      try await league.fans.reload()
      recorder.clear()
      #expect(try await league.fans.ids() == [fan.id!])
      #expect(try await league.fans.ids() == [fan.id!])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForUnloadedAssociationsDoesNotLoadThem(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, fan) = try await joined()
      let league = try await League.find(1)
      #expect(!league.fans.isLoaded)
      #expect(try await league.fans.ids() == [fan.id!])
      #expect(!league.fans.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssociationThroughABelongsToAssociationWhereTheAssociationDoesntExist(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let scarf = try await Scarf.create()
      #expect(try await scarf.passes.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssociationThroughABelongsToAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, fan) = try await joined()
      try await League.create().fans.append(fan)
      let scarf = Scarf(color: "red", fan: fan)
      try await scarf.save()
      #expect(try await scarf.passes.ids().sorted() == fan.passes.ids().sorted())
      #expect(try await scarf.passes.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func collectionSingularIdsGetterWithStringPrimaryKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let german = try await Language.create { $0.name = "German" }
      try await german.countries.create {
        $0.code = "DE"; $0.name = "Germany"
      }
      #expect(try await german.countries.pluck(\.code) == ["DE"])
    }
  }

  @Test(arguments: Engine.allCases) func collectionSingularIdsSetter(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.replace(withIDs: [fan.id!])
      #expect(try await league.fans.load() == [fan])
    }
  }

  @Test(arguments: Engine.allCases) func collectionSingularIdsSetterRaisesExceptionWhenInvalidIdsSet(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create(), fan = try await Fan.create { $0.name = "Ann" }
      let error = await #expect(throws: RecordNotFound.self) { try await league.fans.replace(withIDs: [fan.id!, -9999]) }
      #expect(error?.model == "Fan" && error?.description.contains("-9999") == true)
    }
  }

  @Test(arguments: Engine.allCases) func throughAssociationReadonlyShouldBeFalse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, fan) = try await joined()
      #expect(try await fan.leagues.first()?.isReadonly == false)
      #expect(try await fan.leagues.load().first?.isReadonly == false)
    }
  }

  @Test(arguments: Engine.allCases) func canUpdateThroughAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, fan) = try await joined()
      try await fan.leagues.first()?.update { $0.name = "Can write" }
      #expect(try await League.first()?.name == "Can write")
    }
  }

  @Test(arguments: Engine.allCases) func sizeOfThroughAssociationShouldIncreaseCorrectlyWhenHasManyAssociationIsAdded(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let (league, _) = try await joined()
      let size = try await league.passes.size()
      try await league.fans.append(try await Fan.create { $0.name = "Bob" })
      #expect(try await league.passes.size() == size + 1)
    }
  }

  @Test(arguments: Engine.allCases) func selectChosenFieldsOnly(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let fan = try await scarfed()
      let league = try await fan.leagues.load()[0]
      recorder.clear()
      #expect(try await league.scarves.pluck(\.color) == ["red"])
      #expect(recorder.sql[0].hasPrefix(#"SELECT "scarves"."color" FROM"#))
    }
  }

  @Test(arguments: Engine.allCases) func assignArrayToNewRecordBuildsJoinRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(name: "L"), fan = try await Fan.create { $0.name = "Ann" }
      try await league.fans.replace(with: [fan])
      #expect(try await league.passes.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func saveBangShouldRaiseExceptionWhenJoinRecordHasErrors(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(name: "L")
      try await league.fans.replace(with: [Fan.create { $0.name = "unlucky" }])
      await #expect(throws: RecordInvalid.self) { try await league.save() }
    }
  }

  @Test(arguments: Engine.allCases) func saveReturnsFalsyWhenJoinRecordHasErrors(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(name: "L")
      try await league.fans.replace(with: [Fan.create { $0.name = "unlucky" }])
      #expect(try await league.saveIfValid() == false)
      #expect(league.isNew)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingEmptyThroughAssociationViaJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await League.create()
      let league = try #require(try await League.eagerLoad(\.fans).first())
      #expect(league.fans.isLoaded)
      #expect(try league.fans.loaded.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughAssociationsOnNewRecordsUseNullRelations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let league = League(name: "L")
      recorder.clear()
      #expect(try await league.fans.load().isEmpty)
      #expect(try await league.fans.where { $0.name == "omg" }.load().isEmpty)
      #expect(try await league.fans.pluck(\.name).isEmpty)
      #expect(try await league.fans.sum(\.passesCount) == 0)
      #expect(try await league.fans.count() == 0)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func insertRecordsViaHasManyThroughAssociationWithScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      try await league.favouriteFans.append(fan)
      #expect(try await league.favouriteFans.load() == [fan])
      #expect(try await league.reload().favouriteFans.load() == [fan])
    }
  }

  @Test(arguments: Engine.allCases) func createWithConditionsHashOnThroughAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      let fan = try await league.favouriteFans.create { $0.name = "Ann" }
      #expect(try await fan.passes.reload().first?.isFavourite == true)
    }
  }

  @Test(arguments: Engine.allCases) func updateCounterCachesOnDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (league, fan) = try await joined()
      #expect(try await fan.reload().passesCount == 1)
      try await league.fans.destroy(fan)
      #expect(try await fan.reload().passesCount == 0)
    }
  }

  /// A league and a fan, joined.
  private func joined() async throws -> (League, Fan) {
    let league = try await League.create { $0.name = "L" }
    let fan = try await league.fans.create { $0.name = "Ann" }
    return (try await League.find(league.id!), fan)
  }

  /// A fan with a league and a scarf.
  private func scarfed() async throws -> Fan {
    let fan = try await joined().1
    try await fan.scarves.create { $0.color = "red" }
    return fan
  }
}
