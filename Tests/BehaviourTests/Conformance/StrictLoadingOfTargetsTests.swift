import ActiveRecord
import ActiveRecordTesting
import Foundation
import Synchronization
import Testing

/// What Rails' suite shows of strict loading: what is loaded with records, and associations that say it themselves.
@Suite struct StrictLoadingOfTargetsTests {
  @Test(arguments: Engine.allCases) func reloadLoadsAgain(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await StrictWriter.preload(\.desk, \.articles).first())
      try await Desk.updateAll { [$0.label.set("moved")] }
      try await ada.reload()
      recorder.clear()
      #expect(try await ada.desk?.label == "moved")
      #expect(try await ada.articles.load().count == 2)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aRelationLoadsAgain(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = StrictWriter.preload(\.articles).order(\.id)
      for _ in 1...2 {
        var counts: [Int] = []
        for writer in try await writers.load() { counts.append(try await writer.articles.load().count) }
        #expect(counts == [2, 1])
      }
    }
  }

  @Test(arguments: Engine.allCases) func whatIsInBetweenIsStrict(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Writer.strictLoading().includes(\.letters).first())
      #expect(ada.isStrict)
      #expect(try ada.letters.loaded.count == 2)
      for letter in try ada.letters.loaded { #expect(await failure { _ = try await letter.stamps.load() } != nil) }
      for article in try ada.articles.loaded {
        #expect(article.isStrict)
        #expect(await failure { _ = try await article.rubrics.load() } != nil)
      }
      #expect(await failure { _ = try await ada.desk } != nil)
    }
  }

  @Test(arguments: Engine.allCases, ["preload", "join"]) func targetsAreAsStrictAsTheirOwners(_ engine: Engine, _ way: String) async throws
  {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = way == "join" ? Writer.eagerLoad(\.articles) : Writer.includes(\.articles)
      let strict = try #require(try await writers.strictLoading().first())
      #expect(strict.isStrict)
      #expect(try strict.articles.loaded.map(\.isStrict) == [true, true])
      let free = try #require(try await writers.strictLoading(.off).first())
      #expect(!free.isStrict)
      #expect(try free.articles.loaded.map(\.isStrict) == [false, false])
    }
  }

  @Test(arguments: Engine.allCases, ["preload", "join"]) func targetsOfAStrictModelAreStrict(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = way == "join" ? Writer.eagerLoad(\.guardedArticles) : Writer.includes(\.guardedArticles)
      let ada = try #require(try await writers.first())
      #expect(!ada.isStrict)
      #expect(try ada.guardedArticles.loaded.map(\.isStrict) == [true, true])
      let article = try #require(try ada.guardedArticles.loaded.first)
      #expect(await failure { _ = try await article.letters.load() } != nil)
    }
  }

  @Test(arguments: Engine.allCases) func targetsOfAStrictScopeAreStrict(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let joined = try #require(try await Writer.eagerLoad(\.strictArticles).first())
      #expect(try joined.strictArticles.loaded.map(\.isStrict) == [true, true])
      let preloaded = try #require(try await Writer.preload(\.strictArticles).first())
      #expect(try preloaded.strictArticles.loaded.map(\.isStrict) == [true, true])
      let other = try #require(try await Writer.eagerLoad(\.strictArticles, \.articles).strictLoading(.off).first())
      #expect(try other.articles.loaded.map(\.isStrict) == [false, false])
    }
  }

  @Test(arguments: Engine.allCases, ["belongsTo", "hasOne", "hasMany", "habtm"])
  func associationsWithStrictLoading(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let id = kind == "belongsTo" ? 2 : 1
      let writer = try await Writer.find(id)
      recorder.clear()
      let text = await failure { try await touch(writer, kind) }
      #expect(text?.contains("the association is declared with strict loading") == true)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, ["belongsTo", "hasOne", "hasMany", "habtm"])
  func loadedAssociationsWithStrictLoading(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writer = try await Writer.includes(\.strictEditor, \.strictDesk, \.strictArticles, \.strictCircles).find(
        kind == "belongsTo" ? 2 : 1)
      recorder.clear()
      try await touch(writer, kind)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, ["belongsTo", "hasOne", "hasMany", "habtm"])
  func associationsOfAStrictModel(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writer = try await StrictWriter.find(kind == "belongsTo" ? 2 : 1)
      recorder.clear()
      let text = await failure { try await touch(writer, kind) }
      #expect(text?.contains("strict loading is on for the model") == true)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, ["belongsTo", "hasOne", "hasMany", "habtm"])
  func loadedAssociationsOfAStrictModel(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writer = try await StrictWriter.includes(\.editor, \.desk, \.articles, \.circles).find(kind == "belongsTo" ? 2 : 1)
      recorder.clear()
      try await touch(writer, kind)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func anAssociationCanBeLoose(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      #expect(try await StrictWriter.find(2).looseEditor?.name == "Ada")
    }
  }

  @Test(arguments: Engine.allCases) func aNewRecordIsLookedForInWhatIsLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Writer.includes(\.circles).strictLoading().first())
      #expect(try await !ada.circles.contains(Circle(name: "new")))
    }
  }

  @Test(arguments: Engine.allCases) func refusalsThrow(_ engine: Engine) async throws {
    try await engine.database(models: [Subscriber.self]) { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1), letter = try await Letter.find(1)
      ada.strictLoading()
      letter.strictLoading()
      let line = "strict loading is on for the record, and it is not loaded. Load it with the records: .includes"
      let many = await failure { _ = try await ada.articles.load() }, one = await failure { _ = try await letter.sender }
      #expect(many?.contains("Writer.articles") == true && many?.contains(line + "(\\.articles)") == true)
      #expect(one?.contains("Letter.sender") == true && one?.contains(line + "(\\.sender)") == true)
    }
  }

  @Test(arguments: Engine.allCases) func refusalsCanBeReported(_ engine: Engine) async throws {
    let told = Told()
    var configuration = DatabaseConfiguration()
    configuration.onStrictLoadingViolation = { told.add("\($0)") }
    try await engine.database(configuration: configuration, models: [Subscriber.self]) { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1), letter = try await Letter.find(1)
      ada.strictLoading()
      letter.strictLoading()
      #expect(try await ada.articles.load().count == 2)
      #expect(told.texts.count == 1 && told.texts[0].contains("Writer.articles"))
      #expect(try await letter.sender?.isPersisted == true)
      #expect(told.texts.count == 2 && told.texts[1].contains("Letter.sender"))
    }
  }

  private final class Told: Sendable {
    private let list = Mutex<[String]>([])
    var texts: [String] { list.withLock { $0 } }
    func add(_ text: String) { list.withLock { $0.append(text) } }
  }

  private func touch(_ writer: Writer, _ kind: String) async throws {
    switch kind {
    case "belongsTo": #expect(try await writer.strictEditor?.name == "Ada")
    case "hasOne": #expect(try await writer.strictDesk?.label == "main")
    case "hasMany": #expect(try await writer.strictArticles.first() != nil)
    default: #expect(try await writer.strictCircles.first() != nil)
    }
  }

  private func touch(_ writer: StrictWriter, _ kind: String) async throws {
    switch kind {
    case "belongsTo": #expect(try await writer.editor?.name == "Ada")
    case "hasOne": #expect(try await writer.desk?.label == "main")
    case "hasMany": #expect(try await writer.articles.first() != nil)
    default: #expect(try await writer.circles.first() != nil)
    }
  }
}
