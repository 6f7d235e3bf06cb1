import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many, name by name.
@Suite struct HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func doNotCallCallbacksForDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      try await counter.tills.create()
      #expect(try await counter.tills.count() == 1)
      try await counter.tills.removeAll(.deleteAll)
      #expect(try await Till.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.removeAll()
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheAssociatedObjectWithImplicitStiBaseClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = Workshop(name: "W")
      #expect(type(of: shop.workers.build()) == Worker.self)
    }
  }

  @Test(arguments: Engine.allCases) func buildingTheAssociatedObjectWithStiSubclass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = Workshop(name: "W")
      try await shop.workers.append(SignPainter { $0.name = "S" })
      try await shop.save()
      #expect(try await shop.workers.reload().first is SignPainter)
      #expect(type(of: shop.painters.build()) == Painter.self)
    }
  }

  @Test(arguments: Engine.allCases) func associationKeysBypassAttributeProtection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(theatre.plays.build { $0.title = "A" }.theatreID == theatre.id)
      #expect(try await theatre.plays.create { $0.title = "B" }.theatreID == theatre.id)
      #expect(
        try await theatre.plays.create {
          $0.title = "C"; $0.theatreID = 99
        }.theatreID == theatre.id)
    }
  }

  @Test(arguments: Engine.allCases) func noSqlShouldBeFiredIfAssociationAlreadyLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try theatre.plays.loaded[1].title == "B")
      #expect(try theatre.plays.loaded[2].title == "C")
      #expect(try await theatre.plays.last()?.title == "C")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func finderMethodWithDirtyTarget(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let new = ["D", "E", "F"].map { title in theatre.plays.build { $0.title = title } }
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded)
      #expect(try await theatre.plays.last() === new[2])
      let all = try await theatre.plays.load()
      #expect(all[3] === new[0] && all[4] === new[1] && all[5] === new[2])
      #expect(recorder.events.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func createResetsCachedCounters(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.load().isEmpty)
      #expect(try await theatre.plays.findBy { $0.title == "A" } == nil)
      try await theatre.plays.create { $0.title = "A" }
      #expect(try await theatre.plays.count() == 1)
      #expect(try await theatre.plays.load().count == 1)
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.first()?.theatre == theatre)
    }
  }

  @Test(arguments: Engine.allCases) func updateAllRespectsAssociationScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.append(Play(title: "A"))
      try await theatre.save()
      try await Play.create { $0.title = "other" }
      #expect(try await theatre.plays.updateAll { [$0.isHit.set(true)] } == 1)
      #expect(try await Play.where { $0.isHit == true }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func existsRespectsAssociationScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.append(Play(title: "A"))
      try await theatre.save()
      #expect(try await theatre.plays.exists())
      #expect(try await Theatre.create { $0.name = "Rose" }.plays.exists() == false)
    }
  }

  @Test(arguments: Engine.allCases) func counting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func countingWithSingleHash(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.where { $0.title == "B" }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func countingWithColumnNameAndHash(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.count(\.title) == 3)
    }
  }

  @Test(arguments: Engine.allCases) func countingWithAssociationLimit(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.latest.load().count == 2)
      #expect(try await theatre.latest.size() == 2)
      #expect(try await theatre.latest.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func finding(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func findingArrayCompatibility(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await seed()
      let found = try await Theatre.order(\.id).load().first { $0.id! > 0 }
      #expect(try await found?.plays.load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func findManyWithMergedOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.latest.size() == 2)
      #expect(try await theatre.latest.load().count == 2)
      #expect(try await theatre.latest.limit(nil).load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func findShouldAppendToAssociationOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let sql = try await seed().hits.order(\.id).toSQL().replacing("`", with: "\"")
      #expect(sql.hasSuffix(#"ORDER BY "plays"."title" ASC, "plays"."id" ASC"#))
    }
  }

  @Test(arguments: Engine.allCases) func dynamicFindShouldRespectAssociationOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.latest.where { $0.isHit == true }.first()?.title == "C")
      #expect(try await theatre.latest.findBy { $0.isHit == true }?.title == "C")
    }
  }

  @Test(arguments: Engine.allCases) func taking(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      let found = try await Theatre.find(1)
      #expect(try await found.plays.take() == play)
      _ = try await found.plays.load()
      #expect(try await found.plays.take() == play)
    }
  }

  @Test(arguments: Engine.allCases) func takingWithInverseOf(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      let play = try #require(try await theatre.plays.take())
      recorder.clear()
      #expect(try await play.theatre === theatre)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func cantSaveHasManyReadonlyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let studio = try await Studio.create { $0.name = "Ann" }
      try await Gadget.create { $0.makerName = "Ann" }
      let gadgets = try await studio.exhibits.load()
      #expect(gadgets.count == 1 && gadgets.allSatisfy(\.isReadonly))
      gadgets[0].label = "x"
      let told = await failure { try await gadgets[0].save() }
      #expect(told?.contains("read-only") == true)
    }
  }

  @Test(arguments: Engine.allCases) func findingDefaultOrders(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.first()?.title == "A")
    }
  }

  @Test(arguments: Engine.allCases) func findingWithDifferentClassNameAndOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().latest.first()?.title == "C")
    }
  }

  @Test(arguments: Engine.allCases) func findingWithForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let album = try await LegacyAlbum.create { $0.title = "Blue" }
      try await album.songs.create { $0.name = "One" }
      #expect(try await LegacyAlbum.find(1).songs.first()?.name == "One")
    }
  }

  @Test(arguments: Engine.allCases) func findingWithCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let studio = try await Studio.create { $0.name = "Ann" }
      for label in ["other", "sample"] {
        try await Gadget.create {
          $0.makerName = "Ann"; $0.label = label
        }
      }
      #expect(try await studio.samples.first()?.label == "sample")
    }
  }

  @Test(arguments: Engine.allCases) func findingWithConditionHash(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().hits.first()?.title == "A")
    }
  }

  @Test(arguments: Engine.allCases) func findingUsingPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await Maker.create { $0.name = "Ann" }
      try await Gadget.create {
        $0.makerName = "Ann"; $0.label = "x"
      }
      #expect(try await maker.gadgets.first()?.label == "x")
    }
  }

  @Test(arguments: Engine.allCases) func updateAllOnAssociationAccessedBeforeSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe"), play = try await Play.create { $0.title = "A" }
      try await theatre.plays.append(play)
      try await theatre.save()
      #expect(try await theatre.plays.count() == 1)
      #expect(try await theatre.plays.updateAll { [$0.seats.set(9)] } == 1)
    }
  }

  @Test(arguments: Engine.allCases) func updateAllOnAssociationAccessedBeforeSaveWithExplicitForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let country = Country(code: "DE", name: "Germany"), city = try await City.create { $0.name = "Berlin" }
      try await country.cities.append(city)
      try await country.save()
      #expect(try await country.cities.count() == 1)
      #expect(try await country.cities.updateAll { [$0.name.set("x")] } == 1)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToWithNewObject(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Play(title: "A").theatre == nil)
    }
  }

  @Test(arguments: Engine.allCases) func findIds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.find(2).title == "B")
      #expect(try await theatre.plays.find([2]).map(\.title) == ["B"])
      #expect(try await theatre.plays.find([2, 3]).map(\.title) == ["B", "C"])
      await #expect(throws: RecordNotFound.self) { _ = try await theatre.plays.find([2, 99]) }
    }
  }

  @Test(arguments: Engine.allCases) func findOneMessageOnPrimaryKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let error = await #expect(throws: RecordNotFound.self) { _ = try await theatre.plays.find(0) }
      #expect(error?.model == "Play" && error?.keys == [.int(0)])
      #expect(error?.description.contains("id = 0") == true)
    }
  }

  @Test(arguments: Engine.allCases) func findIdsAndInverseOf(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      #expect(try await theatre.plays.find(3).title == "C")
      #expect(try await theatre.plays.find([3]).map(\.title) == ["C"])
    }
  }

  @Test(arguments: Engine.allCases) func findAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.where("seats < 9").load().count == 3)
      #expect(try await theatre.plays.where("title = 'B'").load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func findAllSanitized(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), title = "B"
      let found = try await theatre.plays.where("title = 'B'").load()
      #expect(try await theatre.plays.where("title = \(title)").load() == found)
      #expect(try await theatre.plays.where { $0.title == title }.load() == found)
    }
  }

  @Test(arguments: Engine.allCases) func findFirst(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.first() == theatre.plays.order(\.id).first())
      #expect(try await theatre.plays.where("title > 'A'").order(\.id).first()?.title == "B")
    }
  }

  @Test(arguments: Engine.allCases) func findFirstSanitized(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), title = "B"
      #expect(try await theatre.plays.where("title = \(title)").first()?.title == "B")
      #expect(try await theatre.plays.where { $0.title == title }.first()?.title == "B")
    }
  }

  @Test(arguments: Engine.allCases) func findAllWithIncludeAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let found = try await Play.joins(\.roles).where { $0.roles.name == "king" && $0.title == "A" }.load()
      #expect(found.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func findInCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let other = try await Play.create { $0.title = "X" }
      #expect(try await theatre.plays.find(2).title == Play.find(2).title)
      await #expect(throws: RecordNotFound.self) { _ = try await theatre.plays.find(other.id!) }
    }
  }

  @Test(arguments: Engine.allCases) func selectQueryMethod(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let rows = try await theatre.plays.select(\.id, \.title)
      #expect(rows.map { $0.1 } == ["A", "B", "C"])
      #expect(recorder.sql[0].hasPrefix(#"SELECT "plays"."id", "plays"."title" FROM"#))
    }
  }

  @Test(arguments: Engine.allCases) func selectWithBlock(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.filter { $0.id == 1 }.map(\.title) == ["A"])
    }
  }

  @Test(arguments: Engine.allCases) func selectWithBlockAndDirtyTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.filter { _ in true }.count == 3)
      theatre.plays.build { $0.title = "D" }
      #expect(try await theatre.plays.filter { _ in true }.count == 4)
    }
  }

  @Test(arguments: Engine.allCases) func selectWithoutForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.pluck(\.seats).first == theatre.plays.first()?.seats)
    }
  }

  @Test(arguments: Engine.allCases) func adding(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      let play = Play(title: "D")
      try await theatre.plays.append(play)
      #expect(try await theatre.plays.size() == 4)
      #expect(try await theatre.plays.reload().count == 4)
      #expect(try await theatre.plays.last() == play)
    }
  }

  @Test(arguments: Engine.allCases) func addingUsingCreate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.size() == 3)
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.plays.load().count == 4)
      #expect(try await theatre.plays.size() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func createWithBangOnHasManyWhenParentIsNewRaises(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let error = await #expect(throws: RecordNotSaved.self) { _ = try await Theatre(name: "G").plays.create { $0.title = "A" } }
      #expect(error?.model == "Theatre" && error?.description.contains("Save it first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func regularCreateOnHasManyWhenParentIsNewRaises(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let error = await #expect(throws: RecordNotSaved.self) { _ = try await Theatre(name: "G").plays.createIfValid { $0.title = "A" } }
      #expect(error?.model == "Theatre" && error?.description.contains("Save it first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func createWithBangOnHasManyRaisesWhenRecordNotSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      await #expect(throws: RecordInvalid.self) { _ = try await basket.fruits.create { $0.name = "" } }
    }
  }

  @Test(arguments: Engine.allCases) func createWithBangOnHabtmWhenParentIsNewRaises(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let error = await #expect(throws: RecordNotSaved.self) { _ = try await Play(title: "A").genres.create { $0.name = "D" } }
      #expect(error?.model == "Play" && error?.description.contains("Save it first") == true)
    }
  }

  @Test(arguments: Engine.allCases) func addingACollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      try await theatre.plays.append([Play(title: "D"), Play(title: "E")])
      #expect(try await theatre.plays.size() == 5)
      #expect(try await theatre.plays.reload().count == 5)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenAddingToPersisted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create()
      await #expect(throws: (any Error).self) { try await basket.fruits.append(Fruit(name: "good"), Fruit(name: "")) }
      #expect(try await basket.fruits.reload().isEmpty)
      #expect(try await Fruit.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenAddingToNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await recorder.statements { try await theatre.plays.append(Play(title: "A")) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func inverseOnBeforeValidate(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      #expect(try await recorder.statements { try await theatre.plays.append(Play(title: "D")) } == 3)
    }
  }

  @Test(arguments: Engine.allCases) func newAliasedToBuild(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let play = theatre.plays.build()
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded && !play.isPersisted)
      #expect(try await theatre.plays.last() === play)
    }
  }

  @Test(arguments: Engine.allCases) func build(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let play = theatre.plays.build { $0.title = "D" }
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded && !play.isPersisted && play.title == "D")
      #expect(try await theatre.plays.last() === play)
    }
  }

  @Test(arguments: Engine.allCases) func collectionSizeAfterBuilding(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      theatre.plays.build { $0.title = "D" }
      theatre.plays.build { $0.title = "E" }
      #expect(try await theatre.plays.size() == 5)
      #expect(try await Set(theatre.plays.load()).count == 5)
    }
  }

  @Test(arguments: Engine.allCases) func collectionNotEmptyAfterBuilding(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.isEmpty())
      theatre.plays.build { $0.title = "A" }
      #expect(try await theatre.plays.isEmpty() == false)
    }
  }

  @Test(arguments: Engine.allCases) func collectionSizeTwiceForRegressions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.reload()
      theatre.plays.build { $0.title = "A" }
      let sizes = [try await theatre.plays.size(), try await theatre.plays.size()]
      #expect(sizes == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func buildFollowedBySaveDoesNotLoadTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      theatre.plays.build { $0.title = "D" }
      #expect(try await theatre.saveIfValid())
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func buildWithoutLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.load().count == 3)
      recorder.clear()
      theatre.plays.build { $0.title = "D" }
      #expect(try await theatre.plays.size() == 4)
      #expect(recorder.events.isEmpty)
      #expect(try await theatre.plays.load().count == 4)
    }
  }

  @Test(arguments: Engine.allCases) func buildViaBlock(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      let play = theatre.plays.build { play in play.title = "D" }
      #expect(recorder.events.isEmpty && !theatre.plays.isLoaded && !play.isPersisted && play.title == "D")
      #expect(try await theatre.plays.last() === play)
    }
  }

  @Test(arguments: Engine.allCases) func createWithoutLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.size() == 3)
      theatre.plays.reset()
      #expect(try await recorder.statements { try await theatre.plays.create { $0.title = "D" } } == 3)
      #expect(try await theatre.plays.size() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func create(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      let play = try await theatre.plays.create { $0.title = "D" }
      #expect(play.isPersisted)
      #expect(try await theatre.plays.last() == play)
      #expect(try await theatre.plays.reload().last == play)
    }
  }

  @Test(arguments: Engine.allCases) func createFollowedBySaveDoesNotLoadTarget(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.saveIfValid())
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func deleting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let plays = try await theatre.plays.load()
      try await theatre.plays.remove(plays[0])
      #expect(try await theatre.plays.size() == 2)
      #expect(try await theatre.plays.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func deletingBeforeSave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let play = theatre.plays.build { $0.title = "A" }
      #expect(try await theatre.plays.size() == 1)
      try await theatre.plays.remove(play)
      #expect(try await theatre.plays.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyWithoutCounterCacheOption(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create {
        $0.title = "D"; $0.remarksCount = 10
      }
      #expect(try await debate.remarks.size() == 0)
      try await debate.remarks.create()
      #expect(try await debate.reload().remarksCount == 10)
      try await debate.remarks.destroyAll()
      #expect(try await debate.reload().remarksCount == 10)
    }
  }

  @Test(arguments: Engine.allCases) func deletingUpdatesCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.remove(debate.answers.load()[0])
      try await debate.reload()
      #expect(try await debate.answers.load().count == 1)
      #expect(debate.answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterConcat(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.append(try await Answer.create())
      #expect(debate.answersCount == 1)
      #expect(try await debate.answers.size() == 1)
      #expect(try await debate.reload().answers.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterCreate(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      try await debate.answers.create()
      #expect(debate.answersCount == 1)
      #expect(try await debate.answers.size() == 1)
      #expect(try await debate.reload().answers.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterUpdateWithInverseOfEnabled(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await Debate.create { $0.title = "D" }
      let one = try await Answer.create(), two = try await Answer.create()
      #expect(try await recorder.statements { try await debate.answers.append([one, two]) } == 6)
      #expect(debate.answersCount == 2)
      #expect(try await debate.reload().answersCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func pushingAssociationUpdatesCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.append(try await Answer.create())
      #expect(try await debate.reload().answersCount == 3)
    }
  }

  @Test(arguments: Engine.allCases) func deletingUpdatesCounterCacheWithDependentDestroy(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.remove(debate.answers.load()[0])
      #expect(try await Answer.count() == 1)
      #expect(try await debate.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func customNamedCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await Answer.where { $0.id == 1 }.updateAll { [$0.approved.set(false)] }
      try await debate.approved.clear()
      #expect(try await debate.reload().answersCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func callingUpdateOnIdChangesTheCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      let answer = try await debate.answers.load()[0]
      try await answer.update { $0.debateID = nil }
      #expect(try await debate.reload().answersCount == 1)
      try await answer.update { $0.debateID = debate.id }
      #expect(try await debate.reload().answersCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingUpdateChangingIdsChangesTheCounterCache(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let one = try await debated(), two = try await debated()
      let first = try #require(try await one.answers.first()), second = try #require(try await two.answers.first())
      try await first.update { $0.debateID = two.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [1, 3])
      try await second.update { $0.debateID = one.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [2, 2])
    }
  }

  @Test(arguments: Engine.allCases) func callingUpdateChangingIdsOfInversedAssociationChangesTheCounterCache(_ engine: Engine) async throws
  {
    try await engine.database { _, _ async throws in
      let one = try await debated(), two = try await debated()
      #expect(Debate.reflection("answers")?.inverseName == "debate")
      try await one.answers.load()[0].update { $0.debateID = two.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [1, 3])
      try await two.answers.reload()[0].update { $0.debateID = one.id }
      #expect(try await [one.reload().answersCount, two.reload().answersCount] == [2, 2])
    }
  }

  @Test(arguments: Engine.allCases) func deletingACollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.plays.size() == 4)
      try await theatre.plays.remove(theatre.plays.loaded)
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      for _ in 1...3 { try await ship.crates.create() }
      #expect(try await ship.crates.load().count == 3)
      try await ship.crates.removeAll()
      #expect(try await Crate.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllWithNotYetLoadedAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      #expect(try await theatre.plays.size() == 4)
      theatre.plays.reset()
      try await theatre.plays.removeAll()
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func transactionWhenDeletingPersisted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), good = Fruit(name: "good"), stuck = Fruit(name: "stuck")
      try await basket.fruits.replace(with: [good, stuck])
      await #expect(throws: Refused.self) { try await basket.fruits.destroy(good, stuck) }
      #expect(try await basket.fruits.reload() == [good, stuck])
    }
  }

  @Test(arguments: Engine.allCases) func transactionWhenDeletingNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe"), play = Play(title: "A")
      recorder.clear()
      try await theatre.plays.append(play)
      try await theatre.plays.destroy(play)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func clearingAnAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.size() == 3)
      try await theatre.plays.clear()
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
      #expect(try await Play.find(1).theatre == nil)
    }
  }

  @Test(arguments: Engine.allCases) func clearingUpdatesCounterCacheWhenInverseCounterCacheIsASymbolWithDependentDestroy(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await debate.answers.clear()
      #expect(try await debate.reload().answersCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func clearingADependentAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      let till = try await counter.tills.create()
      #expect(try await counter.tills.size() == 1)
      try await counter.tills.clear()
      #expect(try await counter.tills.size() == 0)
      #expect(try await counter.tills.reload().isEmpty)
      #expect(try await Till.exists(till.id!) == false)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllWithOptionDeleteAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.sailors.create { $0.name = "A" }
      try await ship.sailors.removeAll(.deleteAll)
      #expect(try await Sailor.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllWithOptionNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.sailors.create { $0.name = "A" }
      try await ship.sailors.removeAll(.nullify)
      #expect(try await Sailor.find(1).ship == nil)
    }
  }

  @Test(arguments: Engine.allCases) func clearingAnExclusivelyDependentAssociationCollection(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ship = try await Ship.create { $0.name = "S" }
      for _ in 1...2 { try await ship.crates.create() }
      recorder.clear()
      try await ship.crates.clear()
      #expect(recorder.sql == [#"DELETE FROM "crates" WHERE "crates"."ship_id" = ?"#])
      #expect(try await ship.crates.size() == 0)
      #expect(try await ship.crates.reload().isEmpty)
      #expect(try await Crate.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func dependentAssociationRespectsOptionalConditionsOnDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await onlyScoped("sample")
    }
  }

  @Test(arguments: Engine.allCases) func dependentAssociationRespectsOptionalSanitizedConditionsOnDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await onlyScoped("gift")
    }
  }

  @Test(arguments: Engine.allCases) func dependentAssociationRespectsOptionalHashConditionsOnDelete(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await onlyScoped("prototype")
    }
  }

  @Test(arguments: Engine.allCases) func deleteAllAssociationWithPrimaryKeyDeletesCorrectRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let maker = try await made()
      try await Gadget.create { $0.makerName = "Bob" }
      try await maker.destroy()
      #expect(try await Gadget.pluck(\.makerName) == ["Bob"])
    }
  }

  @Test(arguments: Engine.allCases) func creationRespectsHashCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let built = theatre.hits.build { $0.title = "D" }
      #expect(try await built.saveIfValid())
      #expect(built.isHit)
      let created = try await theatre.hits.create { $0.title = "E" }
      #expect(created.isPersisted && created.isHit)
    }
  }

  @Test(arguments: Engine.allCases) func clearingWithoutInitialAccess(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.clear()
      #expect(try await theatre.plays.size() == 0)
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func deletingAItemWhichIsNotInTheCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      let other = try await rose.plays.create { $0.title = "X" }
      _ = try await theatre.plays.load()
      try await theatre.plays.remove(other)
      #expect(try await theatre.plays.size() == 3)
      #expect(try await theatre.plays.reload().count == 3)
      #expect(try await Play.find(other.id!).theatreID == rose.id)
    }
  }

  @Test(arguments: Engine.allCases) func destroying(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.destroy(theatre.plays.load()[0])
      #expect(try await Play.count() == 2)
      #expect(try await theatre.reload().plays.size() == 2)
      #expect(try await theatre.plays.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func destroyingACollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let plays = try await theatre.plays.load()
      try await theatre.plays.destroy([plays[0], plays[1]])
      #expect(try await Play.count() == 1)
      #expect(try await theatre.reload().plays.size() == 1)
      #expect(try await theatre.plays.reload().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAll(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let plays = try await theatre.plays.load()
      try await theatre.plays.destroyAll()
      #expect(plays.count == 3 && plays.allSatisfy(\.isDestroyed))
      #expect(try await theatre.plays.isEmpty())
      #expect(try await theatre.plays.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAllOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.destroyAll()
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func destroyAllOnDesyncedCounterCacheAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      try await Debate.updateAll { [$0.answersCount.set(0)] }
      let found = try await Debate.find(1)
      #expect(try await found.answers.count() == 2)
      try await found.answers.destroyAll()
      #expect(try await found.answers.count() == 0)
      #expect(debate.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func destroyOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.destroy(play)
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func deleteOnAssociationClearsScope(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "A" }
      try await theatre.plays.remove(play)
      #expect(try await theatre.plays.first() == nil)
    }
  }

  @Test(arguments: Engine.allCases) func dependence(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      #expect(try await debate.answers.size() == 2)
      try await debate.destroy()
      #expect(try await Answer.where { $0.debateID == debate.id }.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceForAssociationsWithHashCondition(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Studio.create { $0.name = "Ann" }
      for label in ["prototype", "other"] {
        try await Gadget.create {
          $0.makerName = "Ann"; $0.label = label
        }
      }
      #expect(try await Studio.find(1).destroyIfAllowed())
      #expect(try await Gadget.pluck(\.label) == ["other"])
    }
  }

  @Test(arguments: Engine.allCases) func destroyDependentWhenDeletedFromAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await debated()
      let answer = try #require(try await debate.answers.first())
      try await debate.answers.remove(answer)
      await #expect(throws: RecordNotFound.self) { _ = try await Answer.find(answer.id!) }
      await #expect(throws: RecordNotFound.self) { _ = try await debate.answers.find(answer.id!) }
      #expect(try await debate.answers.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func threeLevelsOfDependence(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "D" }
      let answer = try await debate.answers.create()
      try await answer.answers.create()
      try await debate.destroy()
      #expect(try await Answer.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceWithTransactionSupportOnFailure(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let counter = try await Counter.create()
      for _ in 1...3 { try await counter.tills.create() }
      #expect(try await counter.tills.load().count == 3)
      #expect(try await counter.destroyIfAllowed() == false)
      #expect(try await Till.where { $0.counterID == counter.id }.count() == 3)
      #expect(try await Counter.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func dependenceOnAccount(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.$anchor.create()
      try await Anchor.create()
      try await Ship.find(1).destroy()
      #expect(try await Anchor.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func dependsAndNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.$bell.create()
      for _ in 1...2 { try await ship.flags.create() }
      try await Ship.find(1).destroy()
      #expect(try await Bell.pluck(\.shipID) == [nil])
      #expect(try await Flag.pluck(\.shipID) == [nil, nil])
    }
  }

  @Test(arguments: Engine.allCases) func dependsAndNullifyOnPolymorphicAssoc(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      let paper = try await ship.papers.create()
      #expect(paper.holderID == ship.id && paper.$holder.type == "Ship")
      try await ship.destroy()
      try await paper.reload()
      #expect(paper.holderID == nil && paper.$holder.type == nil)
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithException(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let depot = try await Depot.create { $0.name = "D" }
      try await depot.boxes.create()
      #expect(try await depot.boxes.isEmpty() == false)
      await #expect(throws: DeleteRestricted.self) { try await depot.destroy() }
      #expect(try await Depot.exists { $0.name == "D" })
      #expect(try await depot.boxes.exists())
    }
  }

  @Test(arguments: Engine.allCases) func restrictWithError(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pier = try await Pier.create { $0.name = "P" }
      try await pier.berths.create()
      #expect(try await pier.destroyIfAllowed() == false)
      #expect(pier.errors["base"].first == "Cannot delete record because dependent berths exist")
      #expect(try await Pier.exists { $0.name == "P" })
      #expect(try await pier.berths.exists())
    }
  }

  @Test(arguments: Engine.allCases) func includedInCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.contains(Play.find(2)))
    }
  }

  @Test(arguments: Engine.allCases) func includedInCollectionForNewRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      #expect(try await Theatre(name: "Globe").plays.contains(play) == false)
    }
  }

  @Test(arguments: Engine.allCases) func addingArrayAndCollection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), rose = try await Theatre.create { $0.name = "Rose" }
      #expect(try await (theatre.plays.load() + rose.plays.load()).count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithLess(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.replace(with: [Play.find(1)])
      #expect(try await theatre.saveIfValid())
      try await theatre.reload()
      #expect(try await theatre.plays.load().count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithLessAndDependentNullify(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      for _ in 1...2 { try await ship.flags.create() }
      try await ship.flags.replace(with: [])
      #expect(try await Flag.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithNew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      try await theatre.plays.replace(with: [Play.find(2), Play(title: "New")])
      try await theatre.save()
      try await theatre.reload()
      #expect(try await theatre.plays.load().count == 2)
      #expect(try await theatre.plays.contains(Play.find(1)) == false)
    }
  }

  @Test(arguments: Engine.allCases) func replaceWithSameContent(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.replace(with: [])
      try await theatre.save()
      #expect(try await recorder.statements { try await theatre.plays.replace(with: []) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenReplacingOnPersisted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let basket = try await Basket.create(), good = Fruit(name: "good")
      try await basket.fruits.replace(with: [good])
      await #expect(throws: Refused.self) { try await basket.fruits.replace(with: [Fruit(name: "rotten")]) }
      #expect(try await basket.fruits.reload() == [good])
    }
  }

  @Test(arguments: Engine.allCases) func transactionsWhenReplacingOnNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await recorder.statements { try await theatre.plays.replace(with: [Play(title: "A")]) } == 0)
    }
  }

  @Test(arguments: Engine.allCases) func getIds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await seed().plays.ids() == [1, 2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForLoadedAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.reload()
      recorder.clear()
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForUnloadedAssociationsDoesNotLoadThem(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(!theatre.plays.isLoaded)
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheOnUnloadedAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(try await Debate.create { $0.title = "D" }.answers.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func idsReaderCacheNotUsedForSizeWhenAssociationIsDirty(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.ids().count == 0)
      theatre.plays.build()
      #expect(try await theatre.plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func idsReaderOnLoadedAssociationOfNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe"), play = try await Play.create { $0.title = "A" }
      try await theatre.plays.replace(with: [play])
      #expect(try await theatre.plays.ids() == [play.id!])
    }
  }

  @Test(arguments: Engine.allCases) func pluckOnUnloadedAssociationOfNewRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Play.create { $0.title = "A" }
      #expect(try await Theatre(name: "Globe").plays.pluck(\.title) == [])
    }
  }

  @Test(arguments: Engine.allCases) func idsReaderCacheShouldBeClearedWhenCollectionIsDeleted(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      try await theatre.plays.remove(Play.find(1))
      #expect(try await theatre.plays.ids() == [2, 3])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForOrderedAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.latest.ids() == [3, 2])
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForAssociationOnNewRecordDoesNotTryToFindRecords(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      recorder.clear()
      #expect(try await theatre.plays.ids() == [])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func setIdsForAssociationOnNewRecordAppliesAssociationCorrectly(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for title in ["A", "B", "C"] { try await Play.create { $0.title = title } }
      let theatre = Theatre(name: "Globe")
      try await theatre.plays.replace(withIDs: [1, 2])
      #expect(try await theatre.plays.ids() == [1, 2])
      #expect(try await theatre.plays.map(\.title) == ["A", "B"])
      try await theatre.save()
      #expect(try await Play.find(1).theatre == theatre)
      #expect(try await Play.find(2).theatre == theatre)
    }
  }

  @Test(arguments: Engine.allCases) func getIdsForThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let role = try await theatre.plays.load()[0].roles.create { $0.name = "king" }
      #expect(try await theatre.roles.ids() == [role.id!])
    }
  }

  @Test(arguments: Engine.allCases) func includeUsesArrayIncludeAfterLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      let play = try await theatre.plays.load()[0]
      recorder.clear()
      #expect(theatre.plays.isLoaded)
      #expect(try await theatre.plays.contains(play))
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includeChecksIfRecordExistsIfTargetNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), play = try await Play.find(1)
      recorder.clear()
      #expect(try await theatre.plays.contains(play))
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func includeReturnsFalseForNonMatchingRecordToVerifyScoping(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), other = try await Play.create { $0.title = "X" }
      #expect(!theatre.plays.isLoaded)
      #expect(try await theatre.plays.contains(other) == false)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnAssociationShouldNotLoadAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      _ = (try await theatre.plays.first(), try await theatre.plays.last())
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnExistingRecordWithBuildShouldLoadAssociation(_ engine: Engine) async throws
  {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      let new = theatre.plays.build { $0.title = "D" }
      #expect(!theatre.plays.isLoaded)
      recorder.clear()
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.last() === new)
      #expect(recorder.events.count == 1 && theatre.plays.isLoaded)
      #expect(!recorder.sql[0].contains("ORDER BY") && !recorder.sql[0].contains("LIMIT"))
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnExistingRecordWithCreateShouldNotLoadAssociation(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      #expect(!theatre.plays.isLoaded)
      recorder.clear()
      _ = (try await theatre.plays.first(), try await theatre.plays.last())
      #expect(recorder.events.count == 2 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnNewRecordShouldNotRunQueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      recorder.clear()
      #expect(try await theatre.plays.first() == nil)
      #expect(try await theatre.plays.last() == nil)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstOrLastWithIntegerOnAssociationShouldNotLoadAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      recorder.clear()
      #expect(try await theatre.plays.first(2).map(\.title) == ["A", "B"])
      #expect(try await theatre.plays.last(2).map(\.title) == ["C", "D"])
      #expect(recorder.events.count == 2 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingManyShouldCountInsteadOfLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      #expect(try await theatre.plays.many())
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingManyOnLoadedAssociationShouldNotUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.many())
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func subsequentCallsToManyShouldUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = (try await theatre.plays.many(), try await theatre.plays.many())
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingManyShouldReturnFalseIfNoneOrOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.many() == false)
      try await theatre.plays.create { $0.title = "A" }
      #expect(try await theatre.plays.many() == false)
      #expect(try await theatre.plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func callingManyShouldReturnTrueIfMoreThanOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.many())
      #expect(try await theatre.plays.size() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneShouldCountInsteadOfLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = try await theatre.plays.none()
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneOnLoadedAssociationShouldNotUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.none() == false)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneShouldReturnTrueIfNone(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.none())
      #expect(try await theatre.plays.size() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func callingNoneShouldReturnFalseIfAny(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.none() == false)
    }
  }

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

  /// A theatre with three plays, found again.
  private func seed() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    for (index, title) in ["A", "B", "C"].enumerated() {
      try await theatre.plays.create {
        $0.title = title
        $0.isHit = index != 1
      }
    }
    return try await Theatre.find(theatre.id!)
  }

  /// A debate with two answers, found again.
  private func debated() async throws -> Debate {
    let debate = try await Debate.create { $0.title = "D" }
    for _ in 1...2 { try await debate.answers.create() }
    return try await Debate.find(debate.id!)
  }

  /// A maker with two gadgets, found again.
  private func made() async throws -> Maker {
    let maker = try await Maker.create { $0.name = "Ann" }
    for _ in 1...2 { try await maker.gadgets.create() }
    return try await Maker.find(maker.id!)
  }

  /// A destroyed studio takes only the gadget with this label.
  private func onlyScoped(_ label: String) async throws {
    let studio = try await Studio.create { $0.name = "Ann" }
    for label in [label, "other"] {
      try await Gadget.create {
        $0.makerName = "Ann"
        $0.label = label
      }
    }
    #expect(try await studio.all.count() == 2)
    try await studio.destroy()
    #expect(try await Gadget.pluck(\.label) == ["other"])
  }
}
