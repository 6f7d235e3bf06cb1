import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: reading members.
extension HasManyAssociationsTests {
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
}
