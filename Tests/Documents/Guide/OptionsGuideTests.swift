import ActiveRecord
import ActiveRecordTesting
import Synchronization
import Testing

/// Models of the chapters on options and scopes.
enum GuideOptions {
  // snippet.options
  @Model class Writer: Record {
    var name: String
    var articlesCount = 0
    @HasMany var articles: Many<Article> = .has(dependent: .nullify, inverse: \.writer)
    @HasMany var reviewed: Many<Article> = .has(foreignKey: \.reviewerID, hasInverse: false)
  }
  @Model class Article: Record {
    var title: String
    var stars = 0
    var published = false
    var reviewerID: Writer.ID?
    @BelongsTo var writer: Writer = .belongs(counterCache: \.articlesCount, inverse: \.articles)
    @BelongsTo var reviewer: Writer? = .belongs(foreignKey: \.reviewerID)
    @HasAndBelongsToMany var labels: Many<Label> = .has(joinTable: "labelled", foreignKey: "article", associationForeignKey: "label")
  }
  @Model class Label: Record { var name: String }
  // snippet.end

  // snippet.composite
  @Model class Order: Record {
    @PrimaryKey var shopID: Int
    @PrimaryKey var number: String
    var note: String?
    @HasMany var lines: Many<OrderLine> = .has(dependent: .destroy)
  }
  @Model class OrderLine: Record {
    var shopID: Int?
    var orderNumber: String?
    var text: String
    @BelongsTo var order: Order? = .belongs(foreignKey: [\.shopID, \.orderNumber])
  }
  // snippet.end

  // snippet.deprecated
  @Model(table: "writers") class Reporter: Record {
    var name: String
    @HasMany var articles: Many<Report> = .has(foreignKey: \.writerID)
    @HasMany var oldArticles: Many<Report> = .has(foreignKey: \.writerID, deprecated: true)
  }
  @Model(table: "articles") class Report: Record {
    var title: String
    var writerID: Int?
  }
  // snippet.end

  // snippet.scopes
  @Model(table: "writers") class Columnist: Record {
    var name: String
    @HasMany var published: Many<Column> = .has { $0.where { $0.published == true }.order { $0.title.asc } }
    @HasMany var best: Many<Column> = .has { $0.order { $0.stars.desc }.limit(2) }
    @HasMany var namesakes: Many<Column> = .has { columns, columnist in columns.where { $0.title == columnist.name } }
  }
  @Model(table: "articles") class Column: Record {
    var title: String
    var stars = 0
    var published = false
    @BelongsTo var columnist: Columnist? = .belongs(foreignKey: "writer_id")

    static func recent(_ columns: Relation<Column>) -> Relation<Column> { columns.order { $0.id.desc }.limit(10) }
  }
  // snippet.end

  // snippet.default-scope
  @Model(table: "articles") class Story: Record {
    var title: String
    var published = false

    static func rules(_ story: Rules<Story>) {
      story.defaultScope { $0.where { $0.published == true }.order(\.title) }
    }
  }
  // snippet.end

  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      for sql: SQL in [
        "CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, articles_count INTEGER NOT NULL DEFAULT 0)",
        """
        CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT NOT NULL, stars INTEGER NOT NULL DEFAULT 0,
          published BOOLEAN NOT NULL DEFAULT 0, writer_id INTEGER REFERENCES writers, reviewer_id INTEGER REFERENCES writers)
        """,
        "CREATE TABLE labels (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE orders (shop_id INTEGER NOT NULL, number TEXT NOT NULL, note TEXT, PRIMARY KEY (shop_id, number))",
        "CREATE TABLE order_lines (id INTEGER PRIMARY KEY, shop_id INTEGER, order_number TEXT, text TEXT NOT NULL)",
        "CREATE TABLE labelled (article INTEGER NOT NULL REFERENCES articles, label INTEGER NOT NULL REFERENCES labels)",
      ] { try await database.execute(sql) }
      try await body(SQLRecorder(database))
    }
  }
}

@Suite struct OptionsGuideTests {
  typealias Writer = GuideOptions.Writer
  typealias Article = GuideOptions.Article
  typealias Label = GuideOptions.Label

  @Test func options() async throws {
    try await GuideOptions.run { recorder in
      // snippet.options-use
      let ada = try await Writer.create { $0.name = "Ada" }
      let article = Article(title: "Engines", writer: ada, reviewer: ada)
      try await article.save()
      try await article.labels.create { $0.name = "History" }
      let reviewed = try await ada.reviewed.map(\.title)
      // snippet.end
      #expect(reviewed == ["Engines"] && ada.articlesCount == 1)
      #expect(recorder.sql.contains(#"INSERT INTO "labelled" ("article", "label") VALUES (?, ?)"#))
    }
  }

  @Test func keysOfSeveralColumns() async throws {
    try await GuideOptions.run { recorder in
      typealias Order = GuideOptions.Order
      let made = Order(shopID: 7, number: "A-1")
      try await made.save()
      try await made.lines.create { $0.text = "pen" }
      recorder.clear()
      // snippet.composite-use
      let order = try await Order.find((7, "A-1"))
      let texts = try await order.lines.map(\.text)
      // snippet.end
      #expect(order == made && texts == ["pen"])
      expect(
        recorder,
        [
          #"SELECT "orders"."shop_id", "orders"."number", "orders"."note" FROM "orders" WHERE "orders"."shop_id" = ? AND "orders"."number" = ? LIMIT ?"#,
          #"SELECT "order_lines"."id", "order_lines"."shop_id", "order_lines"."order_number", "order_lines"."text" FROM "order_lines""#
            + #" WHERE "order_lines"."shop_id" = ? AND "order_lines"."order_number" = ?"#,
        ])
      // snippet.composite-keys
      let keys = try await Order.where { $0.shopID == 7 }.ids(as: (Int, String).self)
      let both = try await Order.where { .row($0.shopID, $0.number, isIn: [(7, "A-1"), (8, "B-2")]) }.load()
      // snippet.end
      #expect(keys.count == 1 && keys[0] == (7, "A-1") && both == [made])
      expect(
        recorder,
        [
          #"SELECT "orders"."shop_id", "orders"."number" FROM "orders" WHERE "orders"."shop_id" = ?"#,
          #"SELECT "orders"."shop_id", "orders"."number", "orders"."note" FROM "orders" WHERE ("orders"."shop_id", "orders"."number") IN (VALUES (?, ?), (?, ?))"#,
        ])
    }
  }

  @Test func deprecated() async throws {
    try await GuideOptions.run { _ in
      typealias Reporter = GuideOptions.Reporter
      let reporter = try await Reporter.create { $0.name = "Ada" }
      try await reporter.articles.create { $0.title = "Engines" }
      let before = DeprecatedAssociations.default
      defer { DeprecatedAssociations.default = before }
      // snippet.deprecated-use
      let uses = Mutex<[String]>([])
      DeprecatedAssociations.default = .notify { use in uses.withLock { $0.append("\(use)") } }
      let titles = try await reporter.oldArticles.map(\.title)
      // Reporter.oldArticles: it is deprecated, and is used by its name

      await #expect(throws: AssociationError.self) {
        try await DeprecatedAssociations.raise.during { try await Reporter.preload(\.oldArticles).load() }
      }
      // snippet.end
      #expect(titles == ["Engines"])
      #expect(uses.withLock { $0 }.contains("GuideOptions.Reporter.oldArticles: it is deprecated, and is used by its name"))
    }
  }

  @Test func required() async throws {
    try await GuideOptions.run { _ in
      // snippet.required
      let article = Article { $0.title = "Nobody's" }
      let saved = try await article.saveIfValid()
      #expect(!saved)
      #expect(article.errors.fullMessages == ["Writer must exist"])
      // snippet.end
    }
  }

  @Test func models() {
    // snippet.graph-check
    let problems = ModelGraph.problems([Writer.self, Article.self, Label.self])
    #expect(problems.isEmpty)
    // snippet.end
    // snippet.graph-advice
    let advice = ModelGraph.advice([Writer.self, Article.self, Label.self])
    for line in advice { print(line) }
    // snippet.end
    #expect(advice.allSatisfy { $0.rule == .unneededOption || $0.rule == .missingInverse })
  }
}

@Suite struct ScopesGuideTests {
  typealias Columnist = GuideOptions.Columnist
  typealias Column = GuideOptions.Column

  private func fill() async throws {
    for name in ["Ada", "Grace"] {
      let columnist = try await Columnist.create { $0.name = name }
      for stars in 1...3 {
        try await Column {
          $0.title = stars == 1 ? name : "\(name) \(stars)"
          $0.stars = stars
          $0.published = stars > 1
          $0.$columnist.set(columnist)
        }.save()
      }
    }
  }

  @Test func scoped() async throws {
    try await GuideOptions.run { recorder in
      try await fill()
      let ada = try await Columnist.find(1)
      recorder.clear()
      // snippet.scope-read
      let titles = try await ada.published.map(\.title)
      // snippet.end
      #expect(titles == ["Ada 2", "Ada 3"])
      expect(
        recorder,
        [
          #"SELECT "articles"."id", "articles"."title", "articles"."stars", "articles"."published", "articles"."writer_id" FROM "articles" WHERE "articles"."writer_id" = ? AND "articles"."published" = ? ORDER BY "articles"."title" ASC"#
        ])
      // snippet.scope-build
      let draft = ada.published.build { $0.title = "New" }
      #expect(draft.published)
      // snippet.end
    }
  }

  @Test func limitPerOwner() async throws {
    try await GuideOptions.run { recorder in
      try await fill()
      recorder.clear()
      // snippet.scope-limit
      for columnist in try await Columnist.includes(\.best).load() {
        print(columnist.name, try columnist.best.loaded.map(\.stars))  // Ada [3, 2], then Grace [3, 2]
      }
      // snippet.end
      #expect(recorder.queries.count == 2)
      let best = try await Columnist.includes(\.best).load().map { try $0.best.loaded.map(\.stars) }
      #expect(best == [[3, 2], [3, 2]])
      #expect(recorder.sql[1].contains("ROW_NUMBER() OVER (PARTITION BY"))
    }
  }

  @Test func ownerScope() async throws {
    try await GuideOptions.run { recorder in
      try await fill()
      recorder.clear()
      // snippet.scope-owner
      let columnists = try await Columnist.preload(\.namesakes).load()
      let counts = try columnists.map { try $0.namesakes.loaded.count }
      // snippet.end
      #expect(counts == [1, 1])
      #expect(recorder.queries.count == 3)
    }
  }

  @Test func defaultScope() async throws {
    typealias Story = GuideOptions.Story
    try await GuideOptions.run { recorder in
      try await fill()
      recorder.clear()
      // snippet.default-scope-use
      let titles = try await Story.where { $0.title != "Ada" }.pluck(\.title)
      let all = try await Story.unscoped().count()
      let drafts = try await Story.all().unscope(where: \.published).unscope(.order).count()
      // snippet.end
      #expect(titles == ["Ada 2", "Ada 3", "Grace 2", "Grace 3"] && all == 6 && drafts == 6)
      expect(
        recorder,
        [
          #"SELECT "articles"."title" FROM "articles" WHERE "articles"."published" = ? AND "articles"."title" <> ? ORDER BY "articles"."title" ASC"#,
          #"SELECT COUNT(*) FROM "articles""#,
          #"SELECT COUNT(*) FROM "articles""#,
        ])
    }
  }

  @Test func named() async throws {
    try await GuideOptions.run { recorder in
      try await fill()
      let ada = try await Columnist.find(1)
      recorder.clear()
      // snippet.scope-named
      let recent = try await Column.recent(ada.published.relation).load()
      // snippet.end
      #expect(recent.count == 2)
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "articles"."title" ASC, "articles"."id" DESC LIMIT ?"#) == true)
    }
  }
}
