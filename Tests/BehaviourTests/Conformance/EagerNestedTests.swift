import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of nested eager loading, of joins with merged relations, and of names with odd plurals.
@Suite struct EagerNestedTests {
  @Test(arguments: Engine.allCases) func everyTargetHangsOnItsParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      try await Writer.create {
        $0.name = "Cy"; $0.editorID = 2
      }
      let found = try await Writer.eagerLoad(\.editor.editor).where("editors_writers_2.name = \("Ada")").order(\.id).first()
      #expect(found?.name == "Cy")
      #expect(try found?.$editor.loaded?.$editor.loaded?.name == "Ada")
    }
  }

  /// Tabs and line ends stand between the words of hand-written orders, too.
  @Test(arguments: Engine.allCases, ["writers.name DESC", "writers.name\tDESC", "writers.name\n  desc,\n\twriters.id\tASC"])
  func ordersAreReadWhateverStandsBetweenTheirWords(_ engine: Engine, _ order: String) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let found = try await Writer.eagerLoad(\.articles).order(SQL(raw: order)).limit(1).load()
      #expect(found.map(\.name) == ["Ben"])
      #expect(try found[0].articles.loaded.map(\.title) == ["Snow"])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func includedTwice(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writers = Writer.includes(\.articles).includes(\.articles.letters).where("articles.id IS NOT NULL").references(\.articles)
      #expect(try await writers.count() == 2)
      #expect(try await writers.load().map { try $0.articles.loaded.count }.sorted() == [1, 2])
      let both = Writer.includes(\.articles.letters).includes(\.articles.rubrics).where("letters.id IS NOT NULL")
        .references(\.articles.letters)
      #expect(try await both.count() == 2)
      recorder.clear()
      let found = try await both.order(\.id).load()
      #expect(recorder.queries.count == 1)
      #expect(try found[0].articles.loaded.map { try $0.rubrics.loaded.count } == [2])
    }
  }

  @Test(arguments: Engine.allCases) func severalSubclassesAndAnOrder(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ada = try #require(
        try await Writer.includes(\.articles.openLetters, \.articles.openLetter)
          .order("writers.name, letters.text, open_letters_articles.text").where("articles.id = 1").first())
      recorder.clear()
      #expect(ada.name == "Ada")
      #expect(try ada.articles.loaded.map { try $0.openLetters.loaded.map(\.text) } == [["open"]])
      #expect(try ada.articles.loaded[0].$openLetter.loaded?.text == "open")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func subclassesByWayOfTheirOwners(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let writers = try await Writer.includes(\.articles.openLetters.article.openLetters, \.articles.openLetters.article.openLetter)
        .order("letters.text").where("articles.id = 1").load()
      recorder.clear()
      #expect(writers.map(\.name) == ["Ada"])
      let again = try #require(try writers[0].articles.loaded[0].openLetters.loaded[0].$article.loaded)
      #expect(try again.openLetters.loaded.map(\.text) == ["open"])
      #expect(try again.$openLetter.loaded?.text == "open")
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func onlyWhatTheOneTargetHasIsLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let newest = try await Writer.find(1).articles.create { $0.title = "Newest" }
      let reply = try await newest.letters.create { $0.text = "reply" }
      recorder.clear()
      let ada = try #require(try await Writer.where { $0.id == 1 }.preload(\.newest.letters).load().first)
      #expect(recorder.queries.count == 3 && recorder.events.last?.rows == 1)
      #expect(try ada.$newest.loaded?.letters.loaded == [reply])
      recorder.clear()
      let again = try #require(try await Writer.where { $0.id == 1 }.preload(\.newestLetter.article).load().first)
      #expect(try again.$newestLetter.loaded == reply)
      #expect(try again.$newestLetter.loaded?.$article.loaded == newest)
      #expect(recorder.events.last?.rows == 1)
    }
  }

  @Test(arguments: Engine.allCases) func missingTargetsOnTheWay(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      try await Desk.create {
        $0.label = "loose"; $0.roomID = 1
      }
      let attic = try await Room.preload(\.desks.writer.articles).find(1)
      let desks = try attic.desks.loaded.sorted { $0.label < $1.label }
      #expect(try desks.map { try $0.$writer.loaded?.articles.loaded.count } == [nil, 2])
      let nobody = try await Writer.create { $0.name = "Nobody" }
      let found = try await Writer.includes(\.articles.letters, \.desk, \.circles).where { $0.name == "Nobody" }.order("circles.name")
        .load()
      #expect(found == [nobody])
      #expect(try found[0].articles.loaded.isEmpty && found[0].circles.loaded.isEmpty && found[0].$desk.loaded == nil)
    }
  }

  @Test(arguments: Engine.allCases) func mergedLeftJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      try await Writer.create { $0.name = "Cy" }
      let articles = Article.leftJoins(\.letters).merge(\.letters, Letter.leftJoins(\.stamps))
      #expect(try await Writer.joins(\.articles).merge(\.articles, articles).count() == 6)
      #expect(try await Writer.leftJoins(\.articles).merge(\.articles, articles).count() == 7)
    }
  }

  @Test(arguments: Engine.allCases) func mergedLeftJoinsStayLeftJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      try await Writer.create { $0.name = "Cy" }
      let silent = Article.leftJoins(\.letters).where { $0.letters.articleID == nil }
      #expect(try await Writer.leftJoins(\.articles).merge(\.articles, silent).count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func joinsOfTwoWaysThatEndAlike(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      recorder.clear()
      _ = try await Duel.joins(\.challengerDesk, \.rivalDesk).load()
      _ = try await Duel.leftJoins(\.challengerDesk, \.rivalDesk).load()
      for sql in recorder.sql { #expect(sql.contains(#""duels"."challenger_id""#) && sql.contains(#""duels"."rival_id""#)) }
      #expect(recorder.sql.count == 2 && recorder.sql[1].contains("LEFT OUTER JOIN"))
    }
  }

  @Test(arguments: Engine.allCases) func namesOfHandWrittenJoinsAreTaken(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ann = try await Player.create { $0.name = "Ann" }
      for name in ["Bob", "Cid"] { try await ann.pupils.create { $0.name = name } }
      let on = "ON pupils_players.mentor_id = players.id AND pupils_players.id > pupils_players_2.id"
      recorder.clear()
      #expect(try await Player.joins(\.pupils).joins(SQL(raw: "JOIN players pupils_players \(on)")).load() == [ann])
      #expect(recorder.sql[0].contains("pupils_players_2"))
      #expect(try await Player.eagerLoad(\.pupils).joins(SQL(raw: "LEFT JOIN players pupils_players \(on)")).count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func scopesInSQLAreJoined(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let studio = try await Studio.create { $0.name = "S" }
      try await Gadget.create {
        $0.label = "sample"; $0.makerName = studio.name
      }
      #expect(try await Studio.joins(\.samples).count() == 1)
      #expect(try await Studio.joins(\.gifts).count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func nothingOnTheOtherSide(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      try await Writer.create { $0.name = "Cy" }
      #expect(try await Writer.includes(\.articles).where { $0.articles.writerID == nil }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func wordsOfSQLAreJoined(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let team = try await HireTeam.create { $0.name = "crew" }
      let hire = try await team.hires.create { $0.choice = "yes" }
      #expect(try await Hire.joins(\.team).where { $0.team.id == team.id! }.load() == [hire])
    }
  }

  @Test(arguments: Engine.allCases) func aJoinTableIsLoadedUnderAnotherName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }, other = try await Play.create { $0.title = "B" }
      let ann = try await Player.create { $0.name = "Ann" }, bob = try await Player.create { $0.name = "Bob" }
      try await play.players.append(ann, bob)
      try await other.players.append(bob)
      let players = try await play.players.eagerLoad(\.roles).order { $0.name.asc }.load()
      #expect(try players.map { try $0.roles.loaded.count } == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func oddPluralsOfOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let octopus = try await Octopus.create { $0.species = "o" }
      let virus = try await octopus.$virus.create { $0.species = "v" }
      let bus = try await Bus.create { $0.name = "b" }
      let glass = try await bus.glasses.create { $0.size = 1 }
      #expect(try await Virus.includes(\.octopus).load().map { try $0.$octopus.loaded } == [octopus])
      #expect(try await Octopus.includes(\.virus).load().map { try $0.$virus.loaded } == [virus])
      #expect(try await Bus.includes(\.glasses).load().map { try $0.glasses.loaded } == [[glass]])
    }
  }

  @Test(arguments: Engine.allCases) func oddPluralsOfMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let crisis = try await Crisis.create { $0.name = "c" }
      let mess = try await crisis.messes.create { $0.name = "m" }, success = try await crisis.successes.create { $0.name = "s" }
      let dress = try await crisis.dresses.create()
      let compress = try await dress.compresses.create()
      #expect(try await Crisis.includes(\.messes).load().map { try $0.messes.loaded } == [[mess]])
      #expect(try await Mess.includes(\.crises).load().map { try $0.crises.loaded } == [[crisis]])
      #expect(try await Crisis.includes(\.successes).load().map { try $0.successes.loaded } == [[success]])
      #expect(try await Crisis.includes(\.compresses).load().map { try $0.compresses.loaded } == [[compress]])
    }
  }
}
