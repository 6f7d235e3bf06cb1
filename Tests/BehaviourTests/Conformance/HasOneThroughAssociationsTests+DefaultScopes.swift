import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of writers and their articles: only what is about rain counts.
@Model(table: "writers") class RainWriter: Record {
  var name = ""
  @HasOne var article: RainArticle? = .has(foreignKey: "writer_id", hasInverse: false)
  @HasOne var letter: Letter? = .through(\.article, source: \.letters) { $0.order(\.id) }
  @HasOne var lastLetter: Letter? = .through(\.article, source: \.letters) { $0.order { $0.id.desc } }
  @HasOne var anyLetter: Letter? = .through(\.article, source: \.letters)
}
@Model(table: "articles") class RainArticle: Record {
  var title = ""
  var writerID: Int?
  @HasMany var letters: Many<Letter> = .has(foreignKey: "article_id", hasInverse: false)
  static func rules(_ article: Rules<RainArticle>) { article.defaultScope { $0.where { $0.title == "Rain" } } }
}

/// Other models of writers and their desks, which are always loaded with their label in capitals.
@Model(table: "writers") class SeatedWriter: Record {
  var name = ""
  @HasOne var desk: CapitalDesk? = .has(foreignKey: "writer_id", hasInverse: false)
  @HasOne var room: Room? = .through(\.desk)
}
@Model(table: "desks") class CapitalDesk: Record {
  var label = ""
  var writerID: Int?
  var roomID: Int?
  @BelongsTo var room: Room? = .belongs(foreignKey: \.roomID, hasInverse: false)
  static func rules(_ desk: Rules<CapitalDesk>) { desk.defaultScope { $0.with { $0.label.uppercased } } }
}

/// Other models of stamps and letters: who reads sees the own letters only.
@Model(table: "stamps") class SeenStamp: Record {
  var value = 0
  var letterID: Int?
  @BelongsTo var letter: SeenLetter? = .belongs(foreignKey: \.letterID, hasInverse: false)
  @HasOne var article: Article? = .through(\.letter)
}
@Model(table: "letters") class SeenLetter: Record {
  @TaskLocal static var reader: Int?
  var text = ""
  var articleID: Int?
  var senderID: Int?
  @BelongsTo var article: Article? = .belongs(foreignKey: \.articleID, hasInverse: false)
  static func rules(_ letter: Rules<SeenLetter>) {
    letter.defaultScope { letters in SeenLetter.reader.map { reader in letters.where { $0.senderID == reader } } ?? letters }
  }
}

/// What Rails' suite shows of has_one through a record whose queries begin with a scope.
extension HasOneThroughAssociationsTests {
  @Test(arguments: Engine.allCases, Way.allCases) func theScopeOfTheRecordInBetween(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      for (name, titles) in [("Ada", ["Old", "Rain"]), ("Ben", ["Old"])] {
        let writer = try await Writer.create { $0.name = name }
        for title in titles {
          let article = try await writer.articles.create { $0.title = title }
          for number in 1...2 { try await article.letters.create { $0.text = "\(title) \(number)" } }
        }
      }
      let all = RainWriter.order(\.id)
      let relation =
        switch way {
        case .lazily: all
        case .preload: all.preload(\.letter, \.lastLetter, \.anyLetter)
        case .includes: all.includes(\.letter, \.lastLetter, \.anyLetter)
        case .eagerLoad: all.eagerLoad(\.letter, \.lastLetter, \.anyLetter)
        }
      let found = try await relation.load()
      #expect(found.map(\.name) == ["Ada", "Ben"])
      #expect(try await found[0].letter?.text == "Rain 1")
      #expect(try await found[0].lastLetter?.text == "Rain 2")
      #expect(try await found[0].anyLetter?.text.hasPrefix("Rain") == true)
      #expect(try await found[1].letter == nil)
      #expect(try await found[1].anyLetter == nil)
      // One alone is asked for by a query of its own.
      let ada = try await RainWriter.find(found[0].id ?? 0), ben = try await RainWriter.find(found[1].id ?? 0)
      #expect(try await ada.letter?.text == "Rain 1")
      #expect(try await ben.letter == nil)
    }
  }

  @Test(arguments: Engine.allCases) func whatEndsInACollectionCanOnlyBeRead(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let writer = try await RainWriter.create { $0.name = "Ada" }
      let article = try await RainArticle.create {
        $0.title = "Rain"; $0.writerID = writer.id
      }
      try await article.letters.create { $0.text = "first" }
      #expect(try await writer.letter?.text == "first")
      recorder.clear()
      let told = await failure { try await writer.$letter.set(Letter(text: "other")) }
      #expect(told?.contains("RainWriter.letter") == true && told?.contains("it can only be read") == true)
      #expect(recorder.queries.isEmpty)
      #expect(try await Letter.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func theScopeInBetweenSelectsAValue(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillGazette()
      let all = SeatedWriter.order(\.id)
      let relation =
        switch way {
        case .lazily: all
        case .preload: all.preload(\.room)
        case .includes: all.includes(\.room)
        case .eagerLoad: all.eagerLoad(\.room)
        }
      let found = try await relation.load()
      #expect(try await found[0].room?.name == "Attic")
      #expect(try await found[1].room == nil)
      #expect(try await SeatedWriter.find(1).room?.name == "Attic")
      #expect(try await CapitalDesk.first()?.loaded { $0.label.uppercased } == "MAIN")
    }
  }

  @Test(arguments: Engine.allCases) func theScopeInBetweenIsAskedEachTime(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      var stamps: [SeenStamp] = []
      for (number, title) in [(1, "one"), (2, "two")] {
        let article = try await Article.create { $0.title = title }
        let letter = try await SeenLetter.create {
          $0.text = title; $0.articleID = article.id; $0.senderID = number
        }
        stamps.append(try await SeenStamp.create { $0.letterID = letter.id })
      }
      let first = try await SeenStamp.find(stamps[0].id ?? 0)
      try await SeenLetter.$reader.withValue(1) { () async throws in
        #expect(try await first.article?.title == "one")
        #expect(try await SeenStamp.find(stamps[1].id ?? 0).article == nil)
      }
      #expect(try await SeenStamp.find(stamps[1].id ?? 0).article?.title == "two")
      try await SeenLetter.$reader.withValue(2) { () async throws in
        #expect(try await SeenStamp.find(stamps[1].id ?? 0).article?.title == "two")
        #expect(try await SeenStamp.find(stamps[0].id ?? 0).article == nil)
      }
    }
  }
}
