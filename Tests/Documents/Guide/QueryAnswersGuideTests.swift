import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct QueryAnswersGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post
  typealias Reply = Guide.Reply
  typealias Topic = Guide.Topic

  @Test func finding() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-finding
      let one = try await Post.find(2)
      let several = try await Post.find([3, 1])
      let named = try await Author.findByOrThrow { $0.name == "Grace" }
      let only = try await Post.where { $0.title == "Ada 1" }.sole()
      let first = try await Post.order(\.views).first(2)
      let last = try await Post.last()
      let second = try await Post.second()
      let any = try await Post.take()
      let topic = try await Topic.findOrCreateBy { $0.name == "Swift" }
      let again = try await Topic.createOrFindBy { $0.name == "Vapor" }
      // snippet.end
      #expect(one.id == 2 && several.map(\.id) == [3, 1] && named.id == 2 && only.id == 1)
      #expect(first.count == 2 && last?.id == 4 && second?.id == 2 && any != nil)
      #expect(topic.name == "Swift" && again.name == "Vapor")
      await #expect(throws: RecordNotFound.self) { _ = try await Post.find([1, 98, 99]) }
      await #expect(throws: SoleRecordExceeded.self) { _ = try await Post.all().sole() }
    }
  }

  @Test func values() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-values
      let titles = try await Post.order(\.id).pluck(\.title)
      let newest = try await Post.order { $0.id.desc }.pick(\.title)
      let ids = try await Post.where { $0.views > 15 }.ids()
      let total = try await Post.sum(\.views)
      let average = try await Post.average(\.views)
      let most = try await Post.maximum(\.views)
      let authors = try await Post.all().count(\.authorID)
      let perAuthor = try await Post.grouped(by: \.authorID).having { $0.id.count > 1 }.maximum(\.views)
      let there = try await Post.where { $0.views > 15 }.exists()
      let many = try await Post.where { $0.views > 15 }.many()
      // snippet.end
      #expect(titles.count == 4 && newest == "Grace 2" && ids.sorted() == [2, 4])
      #expect(total == 60 && average == 15 && most == 20 && authors == 4)
      #expect(perAuthor == [1: 20, 2: 20] && there && many)
    }
  }

  @Test func orders() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-orders
      let byViews = Post.order { [$0.views.desc, $0.title.asc] }
      let lastNulls = Post.order { $0.authorID.asc.nullsLast }
      let given = Post.all().inOrder(of: \.title, ["Grace 1", "Ada 1"])
      let page = Post.order(\.id).limit(2).offset(1)
      // snippet.end
      #expect(try await byViews.ids() == [2, 4, 1, 3])
      #expect(try await lastNulls.count() == 4)
      #expect(try await given.ids() == [3, 1])
      #expect(try await page.ids() == [2, 3])
    }
  }

  @Test func manyRows() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-rows
      let inserted = try await Topic.insertAll([Topic(name: "Swift"), Topic(name: "SQL")])
      let changed = try await Post.where { $0.views > 15 }.updateAll { [$0.published.set(true), $0.views.increase(by: 1)] }
      let deleted = try await Reply.where { $0.postID == 1 }.deleteAll()
      // snippet.end
      #expect(inserted == 2 && changed == 2 && deleted == 1)
      expect(
        recorder,
        [
          #"INSERT INTO "topics" ("name") VALUES (?), (?)"#,
          #"UPDATE "posts" SET "published" = ?, "views" = "views" + ? WHERE "posts"."views" > ?"#,
          #"DELETE FROM "replies" WHERE "replies"."post_id" = ?"#,
        ])
    }
  }

  @Test func pieces() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      var titles: [String] = []
      var fractions: [Double] = []
      // snippet.words-pieces
      try await Post.findEach(batch: 3) { post in titles.append(post.title) }
      try await Post.order(\.title).inBatches(of: 2, progress: { fractions.append($0.fraction) }) { posts in
        titles += posts.map(\.title)
      }
      // snippet.end
      #expect(titles.count == 8 && fractions == [0.5, 1])
    }
  }

  // snippet.words-view
  @Model(table: "post_totals") class PostTotal: Record {
    @PrimaryKey var authorID: Int
    var posts: Int
    @BelongsTo var author: Author? = .belongs(foreignKey: \.authorID)
    override class var isReadonly: Bool { true }
  }
  // snippet.end

  @Test func views() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      try await Database.current.execute(
        "CREATE VIEW post_totals AS SELECT author_id, COUNT(*) AS posts FROM posts GROUP BY author_id")
      recorder.clear()
      // snippet.words-totals
      for total in try await PostTotal.where({ $0.posts > 1 }).includes(\.author).load() {
        print(try total.$author.loaded?.name ?? "-", total.posts)
      }
      // snippet.end
      #expect(recorder.queries.count == 2)
      await #expect(throws: ModelError.self) { try await PostTotal.find(1).destroy() }
    }
  }

  @Model class Paper: Record {
    var title: String
    var body: String
  }

  @Test func fullText() async throws {
    try await Guide.run { recorder in
      try await Database.current.execute("CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, title, body)")
      try await Database.current.execute("INSERT INTO papers (id, title, body) VALUES (1, 'A', 'Swift knows concurrency')")
      recorder.clear()
      // snippet.words-text
      let papers = try await Paper.where { $0.body.matches("concurrency swift") }.load()
      // snippet.end
      #expect(papers.map(\.id) == [1])
      expect(recorder, [#"SELECT "papers"."id", "papers"."title", "papers"."body" FROM "papers" WHERE "papers"."body" MATCH ?"#])
    }
  }

  @Test func forTheEngine() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-engine
      let report = Post.all().annotated("weekly report").hints("MAX_EXECUTION_TIME(500)").readonly()
      let plan = try await Post.where { $0.authorID == 1 }.explain()
      let locked = Post.where { $0.views > 15 }.lock("FOR UPDATE SKIP LOCKED")
      // snippet.end
      #expect(try await report.load().allSatisfy(\.isReadonly))
      #expect(recorder.sql.last?.hasSuffix("/* weekly report */") == true)
      #expect(!plan.isEmpty)
      #expect(try await locked.load().count == 2)
    }
  }
}
