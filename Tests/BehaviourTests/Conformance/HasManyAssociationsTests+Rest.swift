import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of the debates, whose answers' key has another name, and of fruits, whose peels call the key as its association.
@Model(table: "debates") class AliasedDebate: Record {
  var title = ""
  var answersCount = 0
  @HasMany var answers: Many<RenamedAnswer> = .has(foreignKey: \.topicID, inverse: \.topic)
}
@Model(table: "answers") class RenamedAnswer: Record {
  var text = ""
  @Column("debate_id") var topicID: Int?
  @BelongsTo var topic: AliasedDebate? = .belongs(foreignKey: \.topicID, counterCache: \.answersCount, inverse: \.answers)
}
@Model(table: "fruits") class PeeledFruit: Record {
  var name = ""
  @HasMany var peels: Many<Peel> = .has(foreignKey: "fruit", hasInverse: false)
}

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

/// Models of a namespace, with classes in one table.
enum Craft {
  @Model(table: "workshops") class Shop: Record {
    var name = ""
    @HasMany var daubers: Many<Dauber> = .has(foreignKey: "workshop_id", hasInverse: false)
  }
  @Model(table: "workers", subclasses: Dauber.self) class Hand: Record {
    var name = ""
    @BelongsTo var workshop: Shop?
  }
  @Model class Dauber: Hand {}
}

/// What Rails' suite shows of has_many: the rest.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func shouldGenerateValidSql(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await columnist()
      let last = try await ada.articlesByLetter.where { $0.letters.id > 0 }.reorder { [$0.title.desc, $0.id.desc] }.last()
      #expect(last?.title == "Rain")
    }
  }

  @Test(arguments: Engine.allCases) func associationPrimaryKeyOnNewRecordShouldFetchWithQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let ada = try await Weaver.create { $0.name = "Ada" }
      let paper = try await ada.papers.create { $0.text = "A" }
      #expect(paper.writerID == "Ada" && paper.writerType == "Weaver")
      let namesake = Weaver(name: "Ada")
      #expect(!namesake.papers.isLoaded)
      recorder.clear()
      #expect(try await namesake.papers.size() == 1)
      #expect(recorder.queries.count == 1)
      #expect(try await namesake.papers.load() == [paper])
      // A save writes no other key over the one that the members are found by.
      paper.text = "B"
      try await paper.save()
      #expect(try await WeaverPaper.pluck(\.writerID) == ["Ada"])
    }
  }

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterCreateWithOverlappingCounterCacheColumns(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let opiner = try await Opiner.create(), pamphlet = try await Pamphlet.create()
      try await pamphlet.opinions.append(Opinion.create { $0.$opiner.set(opiner) })
      #expect([opiner.opinionsCount, pamphlet.opinionsCount] == [1, 0])
      try await opiner.opinions.append(Opinion.create { $0.$pamphlet.set(pamphlet) })
      #expect([opiner.opinionsCount, pamphlet.opinionsCount] == [2, 0])
      #expect(try await Opiner.pluck(\.opinionsCount) == [2])
      #expect(try await Pamphlet.pluck(\.opinionsCount) == [0])
    }
  }

  @Test(arguments: Engine.allCases) func blankCustomPrimaryKeyOnNewRecordShouldNotRunQueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await WeaverPaper.create { $0.text = "of nobody" }
      let weaver = Weaver()
      #expect(!weaver.papers.isLoaded)
      recorder.clear()
      #expect(try await weaver.papers.size() == 0)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func stiSubselectCount(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, _, long, lion) = try await Worlds.fillTapestries()
      let marked = LongTapestry.joins(\.marks).where { $0.marks.motifID == lion.id }.limit(10)
      #expect(try await marked.count() == 1)
      #expect(try await marked.load() == [long])
    }
  }

  @Test(arguments: Engine.allCases) func hasManyWritesForeignKeyThroughAliasAttribute(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let debate = try await AliasedDebate.create { $0.title = "D" }
      let answer = try await debate.answers.create { $0.text = "A" }
      #expect(answer.topicID == debate.id)
      #expect(try await database.query("SELECT debate_id FROM answers", as: Int.self) == [debate.id!])
    }
  }

  @Test(arguments: Engine.allCases) func hasManySetsInverseInstanceThroughAliasAttributeForeignKey(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let debate = try await AliasedDebate.create { $0.title = "D" }
      try await debate.answers.create { $0.text = "A" }
      let answer = try #require(try await debate.answers.reload().first)
      #expect(try await answer.topic === debate)
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

  @Test(arguments: Engine.allCases) func counterCacheUpdatesInMemoryAfterUpdateWithInverseOfDisabled(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let debate = try await Debate.create { $0.title = "Zoom" }
      #expect(debate.answersCount == 0)
      var answers: [Answer] = []
      for text in ["a", "b"] { answers.append(try await Answer.create { $0.text = text }) }
      #expect(try await recorder.statements { try await debate.answers.append(answers) } <= 6)
      #expect(debate.answersCount == 2)
      #expect(try await debate.reload().answersCount == 2)
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

  @Test(arguments: Engine.allCases) func joinsWithNamespacedModelShouldUseCorrectType(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Craft.Shop.create { $0.name = "Some" }
      try await shop.daubers.create { $0.name = "Client" }
      try await Craft.Hand.create {
        $0.name = "other"; $0.$workshop.set(shop)
      }
      let numbers = try await Craft.Shop.joins(\.daubers).group(\.id).select { ($0.id, $0.daubers.id.count) }
      #expect(numbers.map(\.0) == [shop.id!] && numbers.map(\.1) == [1])
    }
  }

  @Test(arguments: Engine.allCases) func abstractClassWithPolymorphicHasMany(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let long = try await LongTapestry.create { $0.title = "fooo" }
      let mark = MotifMark(item: long)
      try await mark.save()
      #expect(try await long.marks.load() == [mark])
    }
  }

  @Test(arguments: Engine.allCases) func joiningThroughAPolymorphicAssociationWithAWhereClause(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (_, _, short, _, lion) = try await Worlds.fillTapestries()
      try await Motif.create { $0.name = "bear" }
      #expect(try await Motif.joins(\.shortTapestries).count() == 1)
      #expect(try await Motif.joins(\.shortTapestries).load() == [lion])
      #expect(try await lion.shortTapestries.load() == [short])
    }
  }

  @Test(arguments: Engine.allCases) func attributesAreSetWhenInitializedFromPolymorphicHasManyNullRelationship(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let tapestry = Tapestry(title: "title"), motif = try await Motif.create { $0.name = "foo" }
      recorder.clear()
      let mark = try await tapestry.marks.where { $0.motif == motif }.firstOrBuild()
      #expect(mark.isNew && mark.motifID == motif.id)
      #expect(mark.$item.type == "Tapestry")
      #expect(recorder.events.isEmpty)
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

  @Test(arguments: Engine.allCases) func hasManyWithOutOfRangeValue(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let far = Theatre(name: "far")
      far.id = 2_147_483_648
      try await far.save()
      #expect(try await Theatre.find(2_147_483_648).plays.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func hasManyAssociationWithSameForeignKeyName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      // The association and its foreign key share a name.
      let fruit = try await Fruit.create { $0.name = "pear" }
      let peel = Peel(fruit: fruit)
      try await peel.save()
      #expect(try await PeeledFruit.find(fruit.id!).peels.first() == peel)
    }
  }

  /// The writer of two articles, found again, one of which has two letters.
  private func columnist() async throws -> Columnist {
    try await Worlds.fillGazette()
    return try #require(try await Columnist.findBy { $0.name == "Ada" })
  }
}
