import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading with conditions, orders, limits and counts that speak of the loaded tables.
@Suite struct EagerConditionTests {
  @Test(arguments: Engine.allCases) func handWrittenConditionsAndOrders(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await Worlds.fillGazette()
      var quoted = #""articles"."id""#
      #if MySQL
        if engine == .mysql { quoted = "`articles`.`id`" }
      #endif
      let letters = Letter.includes(\.article).references(\.article)
      for relation in [
        letters.where("articles.id = \(1)"), letters.where(SQL(raw: quoted + " = 1")),
        letters.where("articles.id = 1").order("articles.id"), letters.where("articles.id = 1").order(SQL(raw: quoted)),
      ] {
        recorder.clear()
        let found = try await relation.load()
        #expect(try found.map { try $0.$article.loaded?.title } == ["Rain", "Rain"])
        #expect(recorder.queries.count == 1)
      }
    }
  }

  @Test(arguments: Engine.allCases, ["preload", "join"]) func namesThatAreWordsOfSQL(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, recorder async throws in
      let team = try await HireTeam.create { $0.name = "crew" }, person = try await HirePerson.create { $0.name = "Kim" }
      let hire = try await Hire.create {
        $0.choice = "yes"; $0.teamID = team.id; $0.personID = person.id
      }
      let hires = way == "join" ? Hire.eagerLoad(\.team) : Hire.includes(\.team)
      let teams = way == "join" ? HireTeam.eagerLoad(\.hire, \.hires, \.people) : HireTeam.includes(\.hire, \.hires, \.people)
      let foundHire = try await hires.find(hire.id!), foundTeam = try await teams.find(team.id!)
      recorder.clear()
      #expect(try foundHire.$team.loaded == team)
      #expect(try foundTeam.$hire.loaded == hire)
      #expect(try foundTeam.hires.loaded == [hire])
      #expect(try foundTeam.people.loaded == [person])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func limitWithConditionsOnWhatIsLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let name = "Ada"
      let articles = Article.includes(\.writer, \.letters).limit(2).references(\.writer).where("writers.name = \(name)")
      #expect(try await articles.load().count == 2)
      #expect(try await articles.count() == 2)
      let ordered = articles.order { $0.writer.name.asc }.order { $0.title.desc }
      #expect(try await ordered.count() == 2)
      #expect(try await ordered.load().map(\.title) == ["Rain", "Apple"])
      recorder.clear()
      let high = Article.includes(\.writer, \.letters).references(\.writer, \.letters).limit(2).offset(10)
        .where("writers.name = \(name) AND letters.text = \("wild")")
      #expect(try await high.load().isEmpty)
      #expect(recorder.queries.count == 1)
      #expect(try await Article.includes(\.writer, \.letters).limit(2).offset(10).where { $0.writer.name == name }.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func limitWithConditionsOnSeveralTables(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let articles = Article.includes(\.letters, \.writer).references(\.writer, \.letters).limit(2)
        .where("writers.name = 'Ada' AND (letters.text LIKE 'lo%' OR letters.type = 'OpenLetter')")
      #expect(try await articles.load().map(\.title) == ["Rain"])
      #expect(try await articles.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func countsWithConditionsOnWhatIsLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await Writer.find(1)
      #expect(try await ada.articles.includes(\.letters).where { $0.letters.articleID == nil }.count() == 1)
      #expect(try await ada.articles.includes(\.letters).references(\.letters).where("letters.id IS NULL").count() == 1)
      #expect(try await ada.articlesWithLetters.where("length(letters.text) > 3").references(\.letters).count() == 1)
      #expect(try await Article.includes(\.letters).where { $0.letters.articleID != nil }.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func scopesWithConditionsOnWhatTheyInclude(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ben = try await Writer.find(2)
      try await ben.articles.create { $0.title = "Still" }
      let ada = try await Writer.find(1)
      #expect(try await ada.silentArticles.size() == 1)
      #expect(try await ada.silentArticles.map(\.title) == ["Apple"])
      #expect(try await ada.silentEdited.count() == 1)
      #expect(try await ada.silentEdited.map(\.title) == ["Still"])
      recorder.clear()
      let writers = try await Writer.preload(\.silentArticles, \.silentEdited).order(\.id).load()
      #expect(try writers.map { try $0.silentArticles.loaded.map(\.title) } == [["Apple"], ["Still"]])
      #expect(try writers.map { try $0.silentEdited.loaded.map(\.title) } == [["Still"], []])
      #expect(try writers[0].silentArticles.loaded[0].letters.loaded.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func subclassesAreMadeOfWhatIsLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let rain = try await Article.includes(\.openLetter, \.paperRubrics, \.rubrics).find(1)
      #expect(try rain.$openLetter.loaded.map { type(of: $0) == OpenLetter.self } == true)
      #expect(try rain.paperRubrics.loaded.map { "\(type(of: $0))" } == ["PaperRubric"])
      #expect(try rain.rubrics.loaded.map { "\(type(of: $0))" }.sorted() == ["PaperRubric", "Rubric"])
    }
  }

  @Test(arguments: Engine.allCases) func orderOfWhatIsInBetween(_ engine: Engine) async throws {
    try await engine.database(models: [Subscriber.self]) { _, _ async throws in
      try await Worlds.fillGazette()
      for subscriber in try await Subscriber.order(\.id).load().reversed() {
        try await Letter.create {
          $0.text = "b"; $0.articleID = 3; $0.$sender.set(subscriber)
        }
      }
      let writers = try await Writer.includes(\.recentSenders, \.recentLetters).order(\.id).load()
      #expect(try writers[0].recentSenders.loaded.map(\.id) == [2, 1])
      #expect(try writers[1].recentSenders.loaded.map(\.id) == [1, 2])
      #expect(try writers[0].recentLetters.loaded.map(\.senderID) == [2, 1])
    }
  }

  @Test(arguments: Engine.allCases) func limitWithAnOrderByAnExpression(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      for title in ["dry", "Cold"] { try await Writer.find(1).articles.create { $0.title = title } }
      let articles = Article.includes(\.writer, \.letters).where { $0.writer.name == "Ada" }.limit(2).offset(1)
      #expect(try await articles.order("UPPER(articles.title)").load().map(\.title) == ["Cold", "dry"])
      #expect(try await articles.order("UPPER(articles.title) DESC").load().map(\.title) == ["dry", "Cold"])
      #expect(try await articles.order { $0.title.uppercased.desc }.load().map(\.title) == ["dry", "Cold"])
      #expect(try await articles.order("UPPER(articles.title)").order("articles.id").load().map(\.title) == ["Cold", "dry"])
      #expect(try await articles.order("UPPER(articles.title) DESC, articles.id").load().map(\.title) == ["dry", "Cold"])
      #expect(try await articles.order("COALESCE(articles.title, 'x,y') DESC, articles.id ASC").count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func limitWithADigitInTheName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = Writer.includes(\.desk, \.articles, \.no1Editor).references(\.no1Editor)
      #expect(try await writers.where("no1_editors_writers.name LIKE 'A%'").order(\.id).limit(2).offset(0).load().map(\.name) == ["Ben"])
    }
  }

  @Test(arguments: Engine.allCases) func conditionsAndOrdersOnAJoinTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let articles = Article.includes(\.rubrics).references(\.rubrics).limit(5)
      #expect(try await articles.where("articles_rubrics.level = 1").load().count == 2)
      #expect(try await articles.order("articles_rubrics.level DESC").load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func eachRecordIsMadeOnce(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ben = try await Writer.find(2)
      try await ben.circles.append(Circle.find(1))
      let flight = Flight()
      let circles = try await Flight.$current.withValue(flight) {
        try await Circle.includes(\.writers).references(\.writers).where("circles_writers.writer_id > 0").limit(5).load()
      }
      #expect(circles.count == 1 && flight.notes.count == 1)
      #expect(try circles[0].writers.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func valuesOfJoinedTablesBesideTheRecords(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let rows = try await Article.includes(\.letters).joins(\.writer).order(\.id).load(with: { $0.writer.name })
      #expect(recorder.queries.count == 2)
      #expect(rows.map { $0.1 } == ["Ada", "Ada", "Ben"])
      #expect(try rows[0].0.letters.loaded.count == 2)
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsOfTheRecordsAreNotThoseOfTheTargets(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ben = try #require(try await Writer.where { $0.name == "Ben" }.includes(\.editor).load().first)
      let ada = try #require(try await Writer.where { $0.name == "Ada" }.includes(\.edited).load().first)
      recorder.clear()
      #expect(try await ben.editor == ada)
      #expect(try await ada.edited.load() == [ben])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func distinctScopeOfAThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      try await Article.find(2).rubrics.append(Rubric.find(1))
      let ada = try #require(try await Writer.includes(\.rubrics).where { $0.id == 1 }.first())
      #expect(try ada.rubrics.loaded.count == 2)
      #expect(try await ada.rubrics.ids().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func includesWhatIsJoined(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let snow = try #require(try await Article.includes(\.letters).joins(\.letters).order { $0.id.desc }.load().first)
      #expect(recorder.queries.count == 1)
      #expect(try snow.letters.loaded.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func anEmptyOrderIsNone(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      #expect(try await Article.includes(\.letters).order("").where { $0.letters.text == "loud" }.first()?.title == "Rain")
      #expect(try await Article.order(" ").load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func severalWaysToTheSameRecords(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let articles = try await Article.includes(\.writer.articles.letters, \.letters).references(\.writer).order(\.id).load()
      #expect(articles.count == 3 && recorder.queries.count == 1)
      let again = try #require(try articles[0].$writer.loaded?.articles.loaded.first { $0 == articles[0] })
      #expect(try again.letters.loaded == articles[0].letters.loaded)
      #expect(try again.letters.loaded.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func existenceWithAPolymorphicAssociation(_ engine: Engine) async throws {
    try await engine.database(models: [Subscriber.self]) { _, _ async throws in
      try await Worlds.fillGazette()
      let letters = try await Article.find(1).letters.includes(\.sender)
      #expect(try await letters.first()?.$sender.loaded?.isPersisted == true)
      #expect(try await letters.any())
      #expect(try await letters.exists())
      #expect(try await letters.where("text IS NOT NULL").exists())
      #expect(try await letters.pluck(\.text).count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func aNegatedConditionJoins(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let ben = try #require(try await Writer.includes(\.articles).not { $0.articles.title == "Rain" }.last())
      #expect(recorder.queries.count == 2)
      #expect(try ben.articles.loaded.map(\.title) == ["Snow"])
    }
  }

  @Test(arguments: Engine.allCases) func aPolymorphicAssociationCannotBeJoined(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for text in [
        await failure { _ = try await Letter.eagerLoad(\.sender).load() },
        await failure { _ = try await Letter.eagerLoad(\.sender).count() },
        await failure { _ = try await Letter.eagerLoad(\.sender).exists() },
      ] {
        #expect(text?.contains("Letter.sender") == true && text?.contains("preload") == true)
      }
    }
  }
}
