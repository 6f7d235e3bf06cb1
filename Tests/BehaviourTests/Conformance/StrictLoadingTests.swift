import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of strict loading: which loads are refused, and which are not.
@Suite struct StrictLoadingTests {
  /// What the library loads to see whether a required target is there is no lazy load of the user's.
  @Test(arguments: Engine.allCases) func aRequiredTargetIsLookedFor(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let bottle = try await Bottle.create { $0.$cork._assign(Cork(length: 4)) }
      let found = try await Bottle.find(bottle.id!)
      try await found.update { $0.litres = 2 }
      #expect(try await Bottle.find(bottle.id!).litres == 2)
      let told = await failure { _ = try await Bottle.find(bottle.id!).cork }
      #expect(told?.contains(#".includes(\.cork)"#) == true)
      try await Cork.deleteAll()
      let refused = await failure { try await Bottle.find(bottle.id!).update { $0.litres = 3 } }
      #expect(refused?.contains("Cork must exist") == true)
    }
  }

  @Test(arguments: Engine.allCases) func ofOneRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1)
      #expect(!ada.isStrict && ada.strictLoadingMode == .off)
      ada.strictLoading()
      #expect(ada.isStrict && ada.strictLoadingMode == .all)
      await refused("Writer.articles") { _ = try await ada.articles.load() }
      ada.strictLoading(.off)
      #expect(!ada.isStrict)
      #expect(try await ada.articles.load().count == 2)
      ada.strictLoading(.nPlusOneOnly)
      #expect(ada.strictLoadingMode == .nPlusOneOnly)
    }
  }

  @Test(arguments: Engine.allCases) func nPlusOneOnlyWithHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1)
      ada.strictLoading(.nPlusOneOnly)
      let articles = try await ada.articles.load()
      #expect(articles.count == 2 && articles.allSatisfy(\.isStrict))
      await refused("Article.letters") { _ = try await articles[0].letters.load() }
      let circles = try await ada.circles.load()
      #expect(circles.count == 1 && circles.allSatisfy(\.isStrict))
      await refused("Circle.writers") { _ = try await circles[0].writers.load() }
    }
  }

  @Test(arguments: Engine.allCases) func nPlusOneOnlyWithBelongsTo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let rain = try await Article.find(1)
      rain.strictLoading(.nPlusOneOnly)
      let ada = try #require(try await rain.knownWriter), desks = try await ada.desks.load()
      #expect(!ada.isStrict && ada.strictLoadingMode == .nPlusOneOnly)
      #expect(desks.count == 1 && desks.allSatisfy(\.isStrict))
      await refused("Desk.room") { _ = try await desks[0].room }
    }
  }

  @Test(arguments: Engine.allCases) func nPlusOneOnlyDoesNotLoadMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1)
      ada.strictLoading(.nPlusOneOnly)
      let first = try #require(try await ada.articles.first())
      #expect(!ada.articles.isLoaded)
      #expect(try await first.lastLetter?.text == "open")
    }
  }

  @Test(arguments: Engine.allCases) func modesOfModelsAndDatabases(_ engine: Engine) async throws {
    var configuration = DatabaseConfiguration()
    configuration.strictLoading = .nPlusOneOnly
    try await engine.database(configuration: configuration) { _, _ async throws in
      try await Worlds.fillGazette()
      #expect(Writer(name: "new").strictLoadingMode == .nPlusOneOnly)
      #expect(StrictWriter(name: "new").isStrict)
      let ada = try await Writer.find(1), articles = try await ada.articles.load()
      #expect(articles.map(\.isStrict) == [true, true])
      await refused("Article.letters") { _ = try await articles[0].letters.load() }
    }
    configuration.strictLoading = .all
    try await engine.database(configuration: configuration) { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1), free = try #require(try await Writer.strictLoading(.off).first())
      #expect(ada.isStrict && !free.isStrict)
      await refused("Writer.articles") { _ = try await ada.articles.load() }
      #expect(try await free.articles.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func ofARelation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      #expect(try await Writer.all().load().map(\.isStrict) == [false, false])
      #expect(try await Writer.strictLoading().load().map(\.isStrict) == [true, true])
    }
  }

  @Test(arguments: Engine.allCases) func ofAModel(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      #expect(try await StrictWriter.all().load().map(\.isStrict) == [true, true])
      #expect(try await StrictWriter.strictLoading(.off).load().map(\.isStrict) == [false, false])
      #expect(StrictWriter(name: "new").isStrict && !Writer(name: "new").isStrict)
      #expect(PaperRubric(name: "new").strictLoadingMode == Rubric(name: "new").strictLoadingMode)
      let free = try #require(try await StrictWriter.strictLoading(.off).first())
      #expect(try await free.articles.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func ofASubclass(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(StrictRoom(name: "a").isStrict)
      #expect(StrictAttic(name: "a").isStrict)
      #expect(!LooseAttic(name: "a").isStrict)
    }
  }

  @Test(arguments: Engine.allCases) func lazyLoadsThrow(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Writer.strictLoading().first()), strict = try #require(try await StrictWriter.first())
      recorder.clear()
      await refused("Writer.articles") { _ = try await ada.articles.load() }
      await refused("StrictWriter.articles") { _ = try await strict.articles.load() }
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func partsOfCollectionsThrow(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Writer.strictLoading().first()), strict = try #require(try await StrictWriter.first())
      recorder.clear()
      await refused("Writer.articles") { _ = try await ada.articles.first() }
      await refused("StrictWriter.articles") { _ = try await strict.articles.first() }
      await refused("Writer.articles") { _ = try await ada.articles.last() }
      await refused("Writer.articles") { _ = try await ada.articles.take() }
      await refused("Writer.articles") { _ = try await ada.articles.first(2) }
      await refused("Writer.articles") { _ = try await ada.articles.last(2) }
      await refused("Writer.articles") { _ = try await ada.articles.take(2) }
      await refused("Writer.articles") { _ = try await ada.articles.element(at: 1) }
      await refused("Writer.articles") { _ = try await ada.articles.ids() }
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func columnsOfCollectionsThrow(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let strict = try #require(try await StrictWriter.first())
      await refused("StrictWriter.articles") { _ = try await strict.articles.pluck(\.id) }
    }
  }

  @Test(arguments: Engine.allCases) func columnsOfLoadedCollectionsDoNot(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let strict = try #require(try await StrictWriter.preload(\.articles).first())
      #expect(try await strict.articles.pluck(\.title).sorted() == ["Apple", "Rain"])
    }
  }

  @Test(arguments: Engine.allCases) func validationsLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await StrictWriter.first())
      #expect(ada.isStrict)
      let claim = try await StrictClaim.create {
        $0.title = "mine"; $0.writerID = ada.id!
      }
      #expect(claim.isPersisted)
    }
  }

  @Test(arguments: Engine.allCases) func validationsOfMembersLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await StrictWriter.first())
      ada.claims.build { $0.title = "built" }
      try await ada.save()
      #expect(try await StrictClaim.where { $0.title == "built" }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, ["saved", "new"]) func writingIsNotLoading(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = kind == "saved" ? try await Writer.find(1) : Writer(name: "Ada")
      ada.strictLoading()
      try await ada.articles.append(Article(title: "appended"))
      ada.articles.build { $0.title = "built" }
      try await ada.save()
      #expect(try await Article.where { $0.title == "appended" || $0.title == "built" }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases, ["saved", "new"]) func replacingIsNotLoading(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = kind == "saved" ? try await Writer.find(1) : Writer(name: "Ada")
      ada.strictLoading()
      try await ada.articles.replace(with: [Article(title: "only")])
      try await ada.save()
      #expect(try await Article.where { $0.writerID == ada.id }.pluck(\.title) == ["only"])
    }
  }

  @Test(arguments: Engine.allCases) func aNewHasOneThroughIsMade(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let writer = Writer(name: "new"), desk = Desk(label: "d")
      writer.strictLoading()
      desk.strictLoading()
      try await writer.$desk.set(desk)
      desk.$room.set(Room(name: "r"))
      try await writer.save()
      #expect(try await Writer.find(writer.id!).room?.name == "r")
    }
  }

  @Test(arguments: Engine.allCases) func destroyingIsNotLoading(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await Ship.create { $0.name = "S" }
      try await ship.sailors.create { $0.name = "Joe" }
      let strict = try #require(try await Ship.strictLoading().first())
      try await strict.destroy()
      #expect(try await Sailor.count() == 0)
    }
  }

  /// Runs what is to be refused, and compares the refusal with the association's name.
  private func refused(_ path: String, _ body: nonisolated(nonsending) () async throws -> Void) async {
    let text = await failure(body)
    #expect(text?.contains(path) == true && text?.contains("strict loading") == true, "\(text ?? "nothing was thrown")")
  }
}
