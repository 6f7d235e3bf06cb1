import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of the gazette: an order by what is loaded along, a model whose own scope joins, and extensions by marks.
@Model(table: "writers") class Columnist: Record {
  var name = ""
  @HasMany var articles: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false)
  @HasMany var articlesByLetter: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false) {
    $0.includes(\.letters).order { $0.letters.id.asc }
  }
  @HasMany var answered: Many<AnsweredArticle> = .has(foreignKey: "writer_id", hasInverse: false)
  @HasMany var rains: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false) { $0.where { $0.title == "Rain" } }
  @HasMany var rainsByHand: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false) { $0.where("title = 'Rain'") }
  @HasMany var rainLetters: Many<Letter> = .through(\.rains, source: \.letters)
  @HasMany var rainLettersByHand: Many<Letter> = .through(\.rainsByHand, source: \.letters)
  @HasMany var articlesByID: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false) { $0.order(\.id) }
  @HasMany var lettersBackwards: Many<Letter> = .through(\.articlesByID, source: \.letters) { $0.order { $0.id.desc } }
  @HasMany var polite: ManyWith<Article, Polite> = .has(foreignKey: "writer_id", hasInverse: false)
  @HasMany var jolly: ManyWith<Article, Jolly> = .has(foreignKey: "writer_id", hasInverse: false)
}
@Model(table: "articles") class AnsweredArticle: Record {
  var title = ""
  var writerID: Int?
  @HasMany var letters: Many<Letter> = .has(foreignKey: "article_id", hasInverse: false)
  static func rules(_ article: Rules<AnsweredArticle>) {
    article.defaultScope { $0.joins(\.letters).where { $0.letters.text == "loud" } }
  }
}

/// Marks of collections: what both know, and what each says otherwise.
protocol Signed {}
extension ManyAssociation where Extension: Signed { var signature: String { "lifo" } }
enum Polite: Signed {}
extension ManyAssociation where Extension == Polite { var greeting: String { "hello" } }
enum Jolly: Signed {}
extension ManyAssociation where Extension == Jolly { var greeting: String { "hullo" } }

/// What Rails' suite shows of has_many: scopes with an order, a group, joins and extensions.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func shouldGenerateValidSql(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      let last = try await ada.articlesByLetter.where { $0.letters.id > 0 }.reorder { [$0.title.desc, $0.id.desc] }.last()
      #expect(last?.title == "Rain")
    }
  }

  @Test(arguments: Engine.allCases) func hasManyBuildWithOptions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await Debate.create { $0.title = "UFMT" }
      try await debate.approved.build { $0.text = "Sarah" }.save()
      try await Answer.create {
        $0.approved = false; $0.debateID = debate.id
      }
      let students = try await Answer.where { $0.approved == true && $0.debateID == debate.id }.load()
      #expect(students.map(\.text) == ["Sarah"])
      #expect(try await Debate.find(debate.id!).approved.load() == students)
    }
  }

  @Test(arguments: Engine.allCases, ["reset", "reload"]) func findFirstAfter(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try #require(try await Columnist.first())
      try await ada.articles.load()
      let original = try #require(try await ada.articles.first())
      #expect(try await ada.articles.first() === original)
      if way == "reset" { ada.articles.reset() } else { try await ada.articles.reload() }
      let again = try #require(try await ada.articles.first())
      #expect(again == original && again !== original)
    }
  }

  @Test(arguments: Engine.allCases) func findGrouped(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      let articles = Article.where { $0.writerID == ada.id }
      #expect(try await articles.load().count == 2)
      let groups = try await articles.group(\.writerID).select { ($0.writerID, $0.id.count) }
      #expect(groups.map(\.0) == [ada.id] && groups.map(\.1) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func findScopedGrouped(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      #expect(try await ada.articles.grouped(by: \.writerID).count() == [ada.id: 2])
      #expect(try await ada.articles.grouped(by: \.title).count() == ["Rain": 1, "Apple": 1])
    }
  }

  @Test(arguments: Engine.allCases) func findScopedGroupedHaving(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = try await Columnist.order(\.id).load()
      let popular = { (writer: Columnist) in
        try await writer.articles.joins(\.letters).grouped(by: \.title).having { $0.letters.id.count > 1 }.count()
      }
      #expect(try await popular(writers[0]) == ["Rain": 2])
      #expect(try await popular(writers[1]).isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func associationsOrderShouldBePriorityOverThroughsOrder(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ada = try await columnist()
      let apple = try #require(try await ada.articles.load().first { $0.title == "Apple" })
      try await apple.letters.create { $0.text = "third" }
      let rain = try #require(try await ada.articles.load().first { $0.title == "Rain" })
      try await rain.letters.create { $0.text = "fourth" }
      recorder.clear()
      let letters = try await ada.lettersBackwards.load()
      #expect(letters.map(\.text) == ["fourth", "third", "open", "loud"])
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "letters"."id" DESC, "articles"."id" ASC"#) == true)
      #expect(try await Columnist.includes(\.lettersBackwards).find(ada.id!).lettersBackwards.loaded == letters)
      #expect(try await Columnist.eagerLoad(\.lettersBackwards).find(ada.id!).lettersBackwards.loaded == letters)
    }
  }

  @Test(arguments: Engine.allCases) func dynamicFindShouldRespectAssociationOrderForThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      let rain = try #require(try await ada.articles.load().first { $0.title == "Rain" })
      let last = try await OpenLetter.create {
        $0.text = "open"; $0.articleID = rain.id
      }
      #expect(try await ada.lettersBackwards.where("letters.type = 'OpenLetter'").first() == last)
      #expect(try await ada.lettersBackwards.findBy { $0.text == "open" } == last)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyThroughRespectsHashConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      #expect(try await ada.rains.load().map(\.title) == ["Rain"])
      #expect(try await ada.rains.load() == ada.rainsByHand.load())
      let letters = try await ada.rainLetters.load()
      #expect(letters.count == 2)
      #expect(try await Set(ada.rainLettersByHand.load()) == Set(letters))
    }
  }

  @Test(arguments: Engine.allCases, ["many", "none", "one"]) func callingShouldDeferToCollectionIfUsingABlock(
    _ engine: Engine, _ word: String
  ) async throws {
    try await engine.database { _, recorder async throws in
      let ada = try await columnist()
      recorder.clear()
      let found = try await ada.articles.filter { word == "one" ? $0.title == "Rain" : word == "many" }
      #expect(found.count == (word == "many" ? 2 : word == "one" ? 1 : 0))
      #expect(ada.articles.isLoaded)
      #expect(recorder.queries.count == 1 && !recorder.sql.contains { $0.contains("COUNT(") })
    }
  }

  @Test(arguments: Engine.allCases) func associationWithExtendOption(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      #expect(ada.polite.signature == "lifo" && ada.polite.greeting == "hello")
    }
  }

  @Test(arguments: Engine.allCases) func associationWithExtendOptionWithMultipleExtensions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      #expect(ada.jolly.signature == "lifo" && ada.jolly.greeting == "hullo")
      #expect(try await ada.jolly.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func extendOptionAffectsPerAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      #expect([ada.polite.signature, ada.jolly.signature] == ["lifo", "lifo"])
      #expect([ada.polite.greeting, ada.jolly.greeting] == ["hello", "hullo"])
      #expect(ada.articles.extending(Polite.self).greeting == "hello")
    }
  }

  @Test(arguments: Engine.allCases) func deleteRecordWithComplexJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      #expect(try await ada.answered.load().map(\.title) == ["Rain"])
      try await ada.answered.replace(with: [])
      #expect(try await ada.answered.load().isEmpty)
      #expect(try await ada.answered.reload().isEmpty)
      #expect(try await ada.articles.load().map(\.title) == ["Apple"])
    }
  }

  /// The writer of two articles, found again, one of which has two letters.
  private func columnist() async throws -> Columnist {
    try await Worlds.fillGazette()
    return try #require(try await Columnist.findBy { $0.name == "Ada" })
  }
}
