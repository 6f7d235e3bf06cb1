import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many through: keys, and what else.
extension HasManyThroughAssociationsTests {
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
}
