import ActiveRecord
import ActiveRecordTesting
import Testing

// Other models of writers, their articles, letters and stamps, each with a scope that its queries begin with.

@Model(table: "writers") class EagerWriter: Record {
  var name = ""
  @HasMany var articles: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false)
  static func rules(_ writer: Rules<EagerWriter>) { writer.defaultScope { $0.includes(\.articles) } }
}
@Model(table: "writers") class ListedWriter: Record {
  var name = ""
  @HasMany var articles: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false)
  static func rules(_ writer: Rules<ListedWriter>) { writer.defaultScope(ListedWriter.listed) }
  static func listed(_ writers: Relation<ListedWriter>) -> Relation<ListedWriter> { writers.includes(\.articles) }
}

@Model(table: "letters") class StampedLetter: Record {
  var text = ""
  @HasMany var eights: Many<EightStamp> = .has(foreignKey: "letter_id", hasInverse: false)
  @HasMany var eightsAndNines: Many<EightStamp> = .has(foreignKey: "letter_id", hasInverse: false) { $0.where { $0.value.isIn([8, 9]) } }
}
@Model(table: "stamps") class EightStamp: Record {
  var value = 0
  var letterID: Int?
  static func rules(_ stamp: Rules<EightStamp>) { stamp.defaultScope { $0.where { $0.value == 8 } } }
}

@Model(table: "writers") class TitledWriter: Record {
  var name = ""
  @HasOne var first: TitledArticle? = .has(foreignKey: "writer_id", hasInverse: false)
  @HasOne var last: TitledArticle? = .has(foreignKey: "writer_id", hasInverse: false) { $0.reorder { $0.title.desc } }
}
@Model(table: "articles") class TitledArticle: Record {
  var title = ""
  var writerID: Int?
  static func rules(_ article: Rules<TitledArticle>) { article.defaultScope { $0.order(\.title) } }
}

@Model(table: "writers") class FirstWriter: Record {
  var name = ""
  @HasMany var articles: Many<FirstArticle> = .has(foreignKey: "writer_id")
  static func rules(_ writer: Rules<FirstWriter>) { writer.defaultScope { $0.where { $0.id == 1 } } }
}
@Model(table: "articles") class FirstArticle: Record {
  var title = ""
  @BelongsTo var writer: FirstWriter?
}

@Model(table: "writers") class LetteredWriter: Record {
  var name = ""
  @HasMany var articles: Many<LetteredArticle> = .has(foreignKey: "writer_id", hasInverse: false)
  @HasMany var letters: Many<Letter> = .through(\.articles)
}
@Model(table: "articles") class LetteredArticle: Record {
  var title = ""
  var writerID: Int?
  @HasMany var letters: Many<Letter> = .has(foreignKey: "article_id", hasInverse: false)
  static func rules(_ article: Rules<LetteredArticle>) { article.defaultScope { $0.includes(\.letters) } }
}

@Model(table: "plays") class KingPlay: Record {
  var title = ""
  @HasMany var roles: Many<CastRole> = .has(foreignKey: "play_id")
  @HasMany var players: Many<KingPlayer> = .through(\.roles)
}
@Model(table: "roles") class CastRole: Record {
  var name = ""
  @BelongsTo var play: KingPlay?
  @BelongsTo var player: KingPlayer?
}
@Model(table: "players") class KingPlayer: Record {
  var name = ""
  @HasMany var kings: Many<KingRole> = .has(foreignKey: "player_id", hasInverse: false)
}
@Model(table: "roles") class KingRole: Record {
  var name = ""
  var playerID: Int?
  static func rules(_ role: Rules<KingRole>) { role.defaultScope { $0.where { $0.name == "king" } } }
}

enum ShortTitles {}
@Model(table: "writers") class MarkedWriter: Record {
  var name = ""
  @HasMany var articles: ManyWith<Article, ShortTitles> = .has(foreignKey: "writer_id", hasInverse: false)
  @HasMany var namesakes: ManyWith<Article, ShortTitles> = .has(foreignKey: "writer_id", hasInverse: false) { articles, writer in
    articles.where { $0.title == writer.name }
  }
}
extension ManyAssociation where Extension == ShortTitles, Element == Article {
  func short() -> Relation<Article> { self.where { $0.title.like("____") } }
}

/// What Rails' suite shows of default scopes that load associations, and of those of what is loaded or joined.
@Suite struct EagerDefaultScopeTests {
  @Test(arguments: Engine.allCases, ["closure", "function", "find", "findBy"])
  func aScopeThatLoads(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      recorder.clear()
      let titles: [String]?
      switch way {
      case "closure": titles = try await EagerWriter.where { $0.name == "Ada" }.first()?.articles.loaded.map(\.title)
      case "function": titles = try await ListedWriter.where { $0.name == "Ada" }.first()?.articles.loaded.map(\.title)
      case "find": titles = try await ListedWriter.find(1).articles.loaded.map(\.title)
      default: titles = try await ListedWriter.findBy { $0.name == "Ada" }?.articles.loaded.map(\.title)
      }
      #expect(titles?.sorted() == ["Apple", "Rain"])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases)
  func anAssociationThatComparesTheScopesColumn(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let letters = StampedLetter.where { $0.text == "loud" }
      let relation =
        switch way {
        case .lazily: letters
        case .preload: letters.preload(\.eights, \.eightsAndNines)
        case .includes: letters.includes(\.eights, \.eightsAndNines)
        case .eagerLoad: letters.eagerLoad(\.eights, \.eightsAndNines)
        }
      let loud = try #require(try await relation.load().first)
      #expect(try await loud.eights.map(\.value) == [8])
      #expect(try await loud.eightsAndNines.map(\.value).sorted() == [8, 9])
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func anotherOrderThanTheScopes(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let writers = TitledWriter.order(\.id)
      let relation =
        switch way {
        case .lazily: writers
        case .preload: writers.preload(\.first, \.last)
        case .includes: writers.includes(\.first, \.last)
        case .eagerLoad: writers.eagerLoad(\.first, \.last)
        }
      let ada = try #require(try await relation.load().first)
      #expect(try await ada.first?.title == "Apple")
      #expect(try await ada.last?.title == "Rain")
    }
  }

  @Test(arguments: Engine.allCases) func aCircleLeavesWhatIsUnscopedAsItIs(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let ben = try await FirstWriter.unscoped().find(2)
      let ada = try await FirstWriter.preload(\.articles.writer).find(1)
      recorder.clear()
      #expect(try ada.articles.loaded.map { try $0.$writer.loaded?.name } == ["Ada", "Ada"])
      #expect(recorder.events.isEmpty)
      #expect(try await FirstWriter.unscoped().find(2) == ben)
      #expect(try await FirstWriter.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func whatTheScopeOnTheWayLoadsIsLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let ada = try await LetteredWriter.find(1)
      #expect(try await ada.letters.load().map(\.text).sorted() == ["loud", "open"])
    }
  }

  @Test(arguments: Engine.allCases, ["inner", "outer"]) func theScopeOfWhatIsJoined(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, _ async throws in
      let ann = try await KingPlayer.create { $0.name = "Ann" }
      for name in ["king", "fool"] { try await CastRole(name: name, player: ann).save() }
      let players = KingPlayer.where { $0.id == ann.id! }
      #expect(try await (kind == "inner" ? players.joins(\.kings) : players.leftJoins(\.kings)).load() == [ann])
    }
  }

  @Test(arguments: Engine.allCases) func theScopeOfWhatIsJoinedUnderAnotherName(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await KingPlay.create { $0.title = "A" }
      for (name, part) in [("Ann", "king"), ("Bob", "fool")] {
        try await CastRole(name: part, play: play, player: KingPlayer.create { $0.name = name }).save()
      }
      let players = try await play.players.includes(\.kings).references(\.kings).order(\.id).load()
      #expect(try players.map { "\($0.name) \(try $0.kings.loaded.count)" } == ["Ann 1", "Bob 0"])
    }
  }

  @Test(arguments: Engine.allCases, ["plain", "with the owner"])
  func collectionsWithExtensionsAreIncluded(_ engine: Engine, _ scope: String) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      try await Article.find(3).update { $0.title = "Ben" }
      recorder.clear()
      let writers = MarkedWriter.order(\.id)
      let found = try await (scope == "plain" ? writers.includes(\.articles) : writers.includes(\.namesakes)).load()
      let lists = try found.map { try (scope == "plain" ? $0.articles : $0.namesakes).loaded.map(\.title).sorted() }
      #expect(lists == (scope == "plain" ? [["Apple", "Rain"], ["Ben"]] : [[], ["Ben"]]))
      #expect(try await found[0].articles.short().pluck(\.title) == ["Rain"])
    }
  }

  @Test(arguments: Engine.allCases) func severalTablesInFrom(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillGazette()
      let articles = Article.all().from("writers, articles").eagerLoad(\.letters).where("articles.writer_id = writers.id")
      #expect(try await articles.count() == 3)
      recorder.clear()
      let found = try await articles.order(\.id).load()
      #expect(try found.map { try $0.letters.loaded.count } == [2, 0, 1])
      #expect(recorder.sql.count == 1 && recorder.sql[0].contains(#" FROM writers, articles AS "articles" LEFT OUTER JOIN "letters" "#))
    }
  }
}
