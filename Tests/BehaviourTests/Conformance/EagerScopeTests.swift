import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading of associations with scopes: conditions, joins, includes, and records that cannot be saved.
@Suite struct EagerScopeTests {
  @Test(arguments: Engine.allCases) func moreKeysThanAStatementHolds(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await Stamp(value: 1).save()
      for power in 0..<16 {
        let size = 1 << power
        try await database.execute(SQL(raw: "INSERT INTO stamps (id, value, letter_id) SELECT id + \(size), 1, id + \(size) FROM stamps"))
      }
      recorder.clear()
      let stamps = try await Stamp.preload(\.letter).load()
      #expect(stamps.count == 65_536 && recorder.queries.count == 2)
      #expect(try stamps.last?.$letter.loaded == nil)
      #expect(try await Stamp.eagerLoad(\.letter).offset(0).count() == 65_536)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneThroughWithConditionsOnTheThrough(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      try await Desk.updateAll { [$0.label.set("side")] }
      let ada = try await Writer.includes(\.mainRoom, \.room).find(1)
      recorder.clear()
      #expect(try await ada.mainRoom == nil)
      #expect(try await ada.room?.name == "Attic")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func inverseWithEagerLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1)
      #expect(try await ada.articles.first()?.writer === ada)
      #expect(try await ada.articles.eagerLoad(\.letters).first()?.writer === ada)
    }
  }

  @Test(arguments: Engine.allCases) func oneAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let rain = try #require(try await Article.includes(\.letters).load().first { $0.id == 1 })
      #expect(try rain.letters.loaded.map(\.text).sorted() == ["loud", "open"])
      let found = try #require(try await Article.includes(\.letters).where("articles.title = 'Rain'").first())
      #expect(try found.letters.loaded.map(\.text).sorted() == ["loud", "open"])
      let last = try await Article.find(1).lastLetter
      #expect(try await Article.includes(\.lastLetter).load().first { $0.id == 1 }?.$lastLetter.loaded == last)
      #expect(last?.text == "open")
    }
  }

  @Test(arguments: Engine.allCases) func oneAssociationByAJoin(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let articles = try await Article.includes(\.lastLetter).order("letters.id DESC").load()
      #expect(articles.count == 3 && recorder.queries.count == 1)
      #expect(try articles.first { $0.id == 1 }?.$lastLetter.loaded?.text == "open")
    }
  }

  @Test(arguments: Engine.allCases) func conditionsWithOr(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      try await Letter.updateAll { [$0.text.set("loud")] }
      let articles = try await Writer.find(1).articles.includes(\.letters).references(\.letters)
        .where("letters.text LIKE 'lo%' OR letters.type = 'OpenLetter'").load()
      #expect(articles.map(\.title) == ["Rain"])
      #expect(try articles[0].letters.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicWithConditionsOnAJoinedTable(_ engine: Engine) async throws {
    try await engine.database(models: [Subscriber.self]) { _, _ async throws in
      try await Worlds.fillGazette()
      for subscribers in [Subscriber.all(), Subscriber.preload(\.unstamped), Subscriber.eagerLoad(\.unstamped)] {
        let found = try await subscribers.order(\.id).load()
        #expect(try await found[0].unstamped.load().isEmpty)
        #expect(try await found[1].unstamped.map(\.text) == ["open"])
      }
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicWithHandWrittenJoins(_ engine: Engine) async throws {
    try await engine.database(models: [Subscriber.self]) { _, _ async throws in
      try await Worlds.fillGazette()
      for subscribers in [Subscriber.all(), Subscriber.preload(\.unstampedByHand), Subscriber.eagerLoad(\.unstampedByHand)] {
        let found = try await subscribers.order(\.id).load()
        #expect(try await found[0].unstampedByHand.load().isEmpty)
        #expect(try await found[1].unstampedByHand.map(\.text) == ["open"])
      }
    }
  }

  @Test(arguments: Engine.allCases) func scopeThatJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      for writers in [Writer.all(), Writer.preload(\.roomOfMain), Writer.eagerLoad(\.roomOfMain)] {
        let ada = try #require(try await writers.first())
        #expect(ada.name == "Ada")
        #expect(try await ada.roomOfMain?.name == "Attic")
      }
    }
  }

  @Test(arguments: Engine.allCases) func joinsOfTheSameTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let joined = Article.joins(\.openLetters)
      for articles in [joined, joined.preload(\.letters), joined.eagerLoad(\.letters)] {
        let rain = try #require(try await articles.first())
        #expect(rain.title == "Rain")
        #expect(try await rain.letters.map(\.text).sorted() == ["loud", "open"])
      }
    }
  }

  @Test(arguments: Engine.allCases) func joinsThatMeet(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let joined = Writer.joins(\.desk)
      for writers in [joined, joined.preload(\.room, \.desk), joined.eagerLoad(\.room, \.desk)] {
        let ada = try #require(try await writers.first())
        #expect(try await ada.room?.name == "Attic")
        #expect(try await ada.desk?.label == "main")
      }
    }
  }

  @Test(arguments: Engine.allCases) func oneRecordIsNotTheOther(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      for writers in [Writer.preload(\.lockedDesk, \.desks), Writer.eagerLoad(\.lockedDesk, \.desks)] {
        let ada = try #require(try await writers.first())
        #expect(try ada.$lockedDesk.loaded?.label == "main")
        #expect(try ada.$lockedDesk.loaded?.isReadonly == true)
        #expect(try ada.desks.loaded.map(\.isReadonly) == [false])
      }
    }
  }

  @Test(arguments: Engine.allCases) func includesOnceWhatTheScopeIncludes(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let many = try await Writer.includes(\.articlesWithLetters.letters).find(1)
      #expect(recorder.queries.count == 3)
      #expect(try many.articlesWithLetters.loaded.map { try $0.letters.loaded.count } == [2, 0])
      recorder.clear()
      let one = try await Writer.includes(\.newestWithLetter.lastLetter).find(2)
      #expect(recorder.queries.count == 3)
      #expect(try one.$newestWithLetter.loaded?.$lastLetter.loaded?.text == "quiet")
      recorder.clear()
      let article = try await Article.includes(\.writerWithDesk.desk).find(1)
      #expect(recorder.queries.count == 3)
      #expect(try article.$writerWithDesk.loaded?.$desk.loaded?.label == "main")
      #expect(recorder.queries.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func preconfiguredIncludes(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let rain = try await Article.find(1), ada = try await Writer.find(1)
      let author = try await rain.knownWriter, letter = try await rain.letterWithArticle
      let withLetters = try await ada.articlesWithLetters.load(), withRubrics = try await ada.articlesWithRubrics.load()
      let withBoth = try await ada.articlesWithBoth.load()
      recorder.clear()
      #expect(try author?.articles.loaded.count == 2)
      #expect(try letter?.$article.loaded == rain)
      #expect(try withLetters.map { try $0.letters.loaded.count } == [2, 0])
      #expect(try withRubrics.map { try $0.rubrics.loaded.count } == [2, 0])
      #expect(try withBoth.map { try $0.letters.loaded.count + $0.rubrics.loaded.count } == [4, 0])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func preconfiguredIncludesForManyOwners(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writers = try await Writer.order(\.id).load()
      recorder.clear()
      #expect(try await writers[0].articlesWithLetters.map { try $0.letters.loaded.count } == [2, 0])
      #expect(try await writers[1].articlesWithLetters.map { try $0.letters.loaded.count } == [1])
      #expect(recorder.queries.count == 2)
      let joined = try await Writer.eagerLoad(\.articlesWithLetters).order(\.id).load()
      #expect(try joined[0].articlesWithLetters.loaded.map { try $0.letters.loaded.count } == [2, 0])
    }
  }

  @Test(arguments: Engine.allCases) func scopeWithJoinsIsLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let letters = try await Article.includes(\.joinedLetter).order(\.id).load().map { try $0.$joinedLetter.loaded?.text }
      #expect(letters == ["loud", nil, "quiet"])
    }
  }

  @Test(arguments: Engine.allCases) func throughScopesWithConditions(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let lazy = try await Writer.find(1), eager = try await Writer.includes(\.loudLetters, \.lettersAndArticles).find(1)
      recorder.clear()
      #expect(try eager.loudLetters.loaded.map(\.text) == ["loud"])
      #expect(try eager.lettersAndArticles.loaded.map { try $0.$article.loaded?.title } == ["Rain", "Rain"])
      #expect(recorder.events.isEmpty)
      #expect(try await lazy.loudLetters.load() == eager.loudLetters.loaded)
      #expect(try await lazy.lettersAndArticles.load().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func throughASubclassInBetween(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      try await OpenLetter.first()?.stamps.create { $0.value = 4 }
      let rain = try #require(try await Article.includes(\.openStamps, \.silentOpenStamps).order(\.id).first())
      recorder.clear()
      #expect(try rain.openStamps.loaded.map(\.value) == [4])
      #expect(try rain.silentOpenStamps.loaded.isEmpty)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func readonlyScopesPreloaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Writer.where { $0.id == 1 }.preload(\.lockedDesk, \.lockedCircles, \.lockedLetters).first())
      #expect(try ada.$lockedDesk.loaded?.isReadonly == true)
      #expect(try ada.lockedCircles.loaded.map(\.isReadonly) == [true])
      #expect(try ada.lockedLetters.loaded.map(\.isReadonly) == [true, true])
    }
  }

  @Test(arguments: Engine.allCases) func readonlyScopesJoined(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let ada = try #require(try await Writer.where { $0.id == 1 }.eagerLoad(\.lockedDesk, \.lockedCircles, \.lockedLetters).take())
      #expect(try ada.$lockedDesk.loaded?.isReadonly == true)
      #expect(try ada.lockedCircles.loaded.map(\.isReadonly) == [true])
      #expect(try ada.lockedLetters.loaded.map(\.isReadonly) == [true, true])
      let rain = try #require(try await Article.where { $0.id == 1 }.eagerLoad(\.lockedWriter).first())
      #expect(try rain.$lockedWriter.loaded?.isReadonly == true)
      #expect(!rain.isReadonly && !ada.isReadonly)
      await #expect(throws: (any Error).self) { try await ada.lockedDesk?.update { $0.label = "b" } }
    }
  }
}
