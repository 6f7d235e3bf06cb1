import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of associations in general.
@Suite struct AssociationsTests {
  @Test(arguments: Engine.allCases) func eagerLoadingDoesNotChangeHowManyThereAre(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let play = try await Theatre.create { $0.name = "Globe" }.plays.create { $0.title = "Hamlet" }
      for name in ["Hamlet", "Ghost"] { try await play.roles.create { $0.name = name } }
      recorder.clear()
      let theatres = try await Theatre.includes(\.plays.roles).references(\.plays).where("plays.id IS NOT NULL").load()
      #expect(theatres.count == 1)
      #expect(try theatres[0].plays.loaded.count == 1)
      #expect(try theatres[0].plays.loaded[0].roles.loaded.count == 2)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsWithASubselect(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for title in ["A", "B"] { try await theatre.plays.create { $0.title = title } }
      try await Play.create { $0.title = "C" }
      let plays = try await theatre.plays.load()
      let found = try await theatre.plays.where { $0.theatre.isIn(Theatre.where { $0.id == theatre.id! }) }.load()
      #expect(found == plays && plays.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func loadingKeepsMembersThatAreMarkedForDestruction(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "Hamlet" }
      play.markForDestruction()
      let members = try await theatre.plays.load()
      #expect(members.count == 1 && members[0] === play && members[0].isMarkedForDestruction)
    }
  }

  @Test(arguments: Engine.allCases) func loadingGivesMarkedMembersTheirNewestValues(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "Hamlet" }
      play.markForDestruction()
      try await Play.where { $0.id == play.id! }.updateAll { [$0.title.set("Macbeth")] }
      #expect(try await theatre.plays.load().map(\.title) == ["Macbeth"])
      #expect(play.title == "Macbeth" && play.isMarkedForDestruction)
    }
  }

  @Test(arguments: Engine.allCases) func loadingMembersWithKeysOfSeveralColumnsThatChangedMeanwhile(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.find((2, "C"))
      let item = try await sale.items.create {
        $0.place = 8; $0.text = "here"
      }
      try await SaleItem.where { $0.place == 8 }.updateAll { [$0.text.set("there")] }
      #expect(try await sale.items.load().map(\.text) == ["there"])
      #expect(item.outletID == 2 && item.place == 8 && item.text == "there")
    }
  }

  @Test(arguments: Engine.allCases) func includesWithAnOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await theatre.plays.create { $0.title = "Hamlet" }
      for plays in [Play.order("id"), Play.order(\.id)] {
        let first = try await plays.includes(\.theatre).first()
        #expect(try first?.$theatre.loaded == theatre)
      }
    }
  }

  @Test(arguments: Engine.allCases) func ownersThatAreSavedAskByTheirKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      #expect(try await theatre.plays.load().isEmpty)
      #expect(recorder.events.isEmpty)
      try await theatre.save()
      let play = try await Play.create {
        $0.title = "Hamlet"; $0.$theatre.set(theatre)
      }
      #expect(try await theatre.plays.find(play.id!) == play)
    }
  }

  @Test(arguments: Engine.allCases) func reloadAsksAgain(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for try await _ in theatre.plays { #expect(Bool(false), "no play") }
      #expect(try await theatre.plays.isEmpty())
      #expect(try await theatre.plays.size() == 0)
      try await Play.create {
        $0.title = "Hamlet"; $0.theatreID = theatre.id
      }
      #expect(try await theatre.plays.isEmpty())
      #expect(try await theatre.plays.size() == 0)
      try await theatre.plays.reload()
      #expect(try await !theatre.plays.isEmpty())
      #expect(try await theatre.plays.size() == 1)
    }
  }

  /// Limits count owners: where a collection is joined, their keys are asked for first.
  @Test(arguments: Engine.allCases) func limitsOfWhatIsJoined(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      let play = try await theatre.plays.create { $0.title = "Hamlet" }
      for name in ["Hamlet", "Ghost"] { try await play.roles.create { $0.name = name } }
      recorder.clear()
      #expect(try await Play.eagerLoad(\.theatre).limit(1).load() == [play])
      #expect(recorder.queries.count == 1)
      recorder.clear()
      #expect(try await Play.eagerLoad(\.roles).limit(1).load().map { try $0.roles.loaded.count } == [2])
      #expect(recorder.queries.count == 2)
      recorder.clear()
      #expect(try await Play.eagerLoad(\.theatre, \.roles).limit(1).load().map { try $0.roles.loaded.count } == [2])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func scopesThatReferToOtherTables(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let rocket = try await Rockets.Rocket.create { $0.name = "R" }
      let stage = try await rocket.stages.create()
      #expect(rocket.referringStages.relation.core.references == ["parts"])
      recorder.clear()
      #expect(try await rocket.referringStages.includes(\.parts).load() == [stage])
      #expect(recorder.queries.count == 1 && recorder.sql[0].contains(#"LEFT OUTER JOIN "rocket_parts""#))
    }
  }

  @Test(arguments: Engine.allCases) func membersOfOneNameButAnotherClass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let published = try await Presses.PublishedScribe.create { $0.name = "P" }
      try await published.tomes.create { $0.name = "published" }
      let scribe = try await Presses.Scribe.create {
        $0.name = "S"; $0.publishedID = published.id
      }
      try await scribe.tomes.create { $0.name = "own" }
      let found = try #require(try await Presses.Scribe.includes(\.tomes, \.published.tomes).last())
      #expect(try found.tomes.loaded.map(\.name) == ["own"])
      let tomes = try found.$published.loaded?.tomes.loaded ?? []
      #expect(tomes.map(\.name) == ["published"] && tomes.allSatisfy { type(of: $0) == Presses.PublishedTome.self })
    }
  }

  @Test(arguments: Engine.allCases) func anAssociationNamedAsItsColumn(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fruit = try await Fruit.create { $0.name = "Apple" }
      let peel = Peel()
      peel.$fruit.set(fruit)
      try await peel.save()
      let found = try await Peel.find(peel.id!)
      for _ in 1...2 { #expect(try await found.fruit == fruit) }
      #expect(found.fruitID == fruit.id && Peel.modelFacts.column(named: "fruit")?.property == "fruitID")
    }
  }
}
