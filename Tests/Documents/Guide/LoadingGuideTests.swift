import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct LoadingGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  @Test func batches() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.load-together
      for post in try await Post.all().load() {
        print(post.title, try await post.author?.name ?? "-")
      }
      // snippet.end
      expect(
        recorder,
        [
          #"SELECT "posts"."id", "posts"."title", "posts"."views", "posts"."published", "posts"."author_id" FROM "posts""#,
          #"SELECT "authors"."id", "authors"."name", "authors"."email", "authors"."posts_count" FROM "authors" WHERE "authors"."id" IN (1,2)"#,
        ])
    }
  }

  @Test func causes() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let posts = try await Post.all().load()
      recorder.clear()
      _ = try await posts.first?.author
      #expect(recorder.causes == ["Guide.Post.author, lazy, for 4 records"])
    }
  }

  @Test func alone() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.load-alone
      for post in try await Post.all().loadsTogether(false).load() {
        print(try await post.author?.name ?? "-")  // a query a post
      }
      // snippet.end
      #expect(recorder.queries.count == 5)
    }
  }

  @Test func includes() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.load-includes
      let feed = try await Post.includes(\.author, \.replies, \.author.profile).load()
      for post in feed {
        print(post.title, try post.$author.loaded?.name ?? "-", try post.replies.loaded.count)
      }
      // snippet.end
      #expect(recorder.queries.count == 4)
    }
  }

  @Test func preloadFrom() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.preload-from
      let writers = try await Author.all().load(), posts = try await Post.all().load()
      try await posts.preload(\.author, from: writers)
      // snippet.end
      #expect(recorder.queries.count == 2)
      #expect(try posts.allSatisfy { post in try writers.contains { try $0 === post.$author.loaded } })
    }
  }

  @Test func eagerLoad() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.load-eager
      let authors = try await Author.eagerLoad(\.posts).order { $0.id.asc }.load()
      // snippet.end
      #expect(try authors.map { try $0.posts.loaded.count } == [2, 2])
      #expect(recorder.queries.count == 1)
      #expect(recorder.sql[0].contains(#"LEFT OUTER JOIN "posts" ON "posts"."author_id" = "authors"."id""#))
      recorder.clear()
      // snippet.load-falls-back
      let found = try await Author.includes(\.posts).where { $0.posts.views > 10 }.load()
      // snippet.end
      #expect(try found.map { try $0.posts.loaded.map(\.title) } == [["Ada 2"], ["Grace 2"]])
      #expect(recorder.queries.count == 1)
    }
  }

  @Test func queries() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.queries
      let popular = Post.where { $0.views > 10 && $0.title.like("A%") }.order { $0.views.desc }.limit(10)
      let posts = try await popular.load()
      let titles = try await popular.pluck(\.title)
      let rows = try await Post.all().select(\.title, \.views)
      let ada = try await Author.findBy { $0.name == "Ada" }
      let hers = try await Post.where { $0.author == ada }.count()
      // snippet.end
      #expect(posts.count == 1 && titles == ["Ada 2"] && rows.count == 4 && hers == 2)
      expect(
        recorder,
        [
          #"SELECT "posts"."id", "posts"."title", "posts"."views", "posts"."published", "posts"."author_id" FROM "posts" WHERE "posts"."views" > ? AND "posts"."title" LIKE ? ORDER BY "posts"."views" DESC LIMIT ?"#,
          #"SELECT "posts"."title" FROM "posts" WHERE "posts"."views" > ? AND "posts"."title" LIKE ? ORDER BY "posts"."views" DESC LIMIT ?"#,
          #"SELECT "posts"."title", "posts"."views" FROM "posts""#,
          #"SELECT "authors"."id", "authors"."name", "authors"."email", "authors"."posts_count" FROM "authors" WHERE "authors"."name" = ? LIMIT ?"#,
          #"SELECT COUNT(*) FROM "posts" WHERE "posts"."author_id" = ?"#,
        ])
    }
  }
}

@Suite struct JoinsGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  @Test func joins() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.joins
      let posts = try await Post.joins(\.author).where { $0.author.name == "Ada" }.load()
      // snippet.end
      #expect(posts.map(\.title) == ["Ada 1", "Ada 2"])
      expect(
        recorder,
        [
          #"SELECT "posts"."id", "posts"."title", "posts"."views", "posts"."published", "posts"."author_id" FROM "posts" INNER JOIN "authors" ON "authors"."id" = "posts"."author_id" WHERE "authors"."name" = ?"#
        ])
    }
  }

  @Test func nested() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.joins-nested
      let authors = try await Author.joins(\.posts.replies).where { $0.posts.replies.body == "To Ada 1" }.distinct().load()
      // snippet.end
      #expect(authors.map(\.name) == ["Ada"])
      recorder.clear()
      // snippet.joins-left
      let silent = try await Author.leftJoins(\.profile).where { $0.profile.id.isNil }.load()
      // snippet.end
      #expect(silent.count == 2)
      let join = #"LEFT OUTER JOIN "profiles" ON "profiles"."author_id" = "authors"."id" WHERE "profiles"."id" IS NULL"#
      #expect(recorder.sql[0].hasSuffix(join))
    }
  }

  @Test func raw() async throws {
    try await Guide.run { _ in
      try await Guide.fill()
      // snippet.joins-raw
      let posts = try await Post.joins("JOIN replies ON replies.post_id = posts.id AND length(replies.body) > \(8)").load()
      // snippet.end
      #expect(posts.map(\.title) == ["Grace 1", "Grace 2"])
    }
  }
}
