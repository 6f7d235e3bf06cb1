import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct QueriesGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  @Test func computedValues() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.query-computed
      let shouted = try await Post.where { $0.title.lowercased == "ada 1" }.pluck { $0.title.uppercased }
      let views = try await Post.group(\.authorID).select { ($0.authorID, $0.views.sum) }
      let byAuthor = try await Post.grouped(by: \.authorID).count()
      // snippet.end
      #expect(shouted == ["ADA 1"] && views.count == 2 && byAuthor == [1: 2, 2: 2])
      expect(
        recorder,
        [
          #"SELECT UPPER("posts"."title") FROM "posts" WHERE LOWER("posts"."title") = ?"#,
          #"SELECT "posts"."author_id", COALESCE(SUM("posts"."views"), 0) FROM "posts" GROUP BY "posts"."author_id""#,
          #"SELECT "posts"."author_id", COUNT(*) FROM "posts" GROUP BY "posts"."author_id""#,
        ])
    }
  }

  @Test func questionsAboutAssociations() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.query-presence
      let popular = try await Author.where { $0.posts.exists { $0.views > 10 } }.load()
      let busy = try await Author.where { $0.posts.count >= 2 }.load()
      let without = try await Author.missing(\.profile).load()
      // snippet.end
      #expect(popular.count == 2 && busy.count == 2 && without.count == 2)
      let columns = #"SELECT "authors"."id", "authors"."name", "authors"."email", "authors"."posts_count" FROM "authors""#
      expect(
        recorder,
        [
          columns
            + #" WHERE EXISTS (SELECT 1 FROM "posts" WHERE "posts"."author_id" = "authors"."id" AND "posts"."views" > ?)"#,
          columns + #" WHERE (SELECT COUNT(*) FROM "posts" WHERE "posts"."author_id" = "authors"."id") >= ?"#,
          columns + #" LEFT OUTER JOIN "profiles" ON "profiles"."author_id" = "authors"."id" WHERE "profiles"."id" IS NULL"#,
        ])
    }
  }

  @Test func valuesWithTheRecords() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.query-values
      for author in try await Author.with(\.posts.count, \.posts.views.sum).load() {
        print(author.name, try author.loaded(\.posts.count), try author.loaded(\.posts.views.sum))
      }
      // snippet.end
      #expect(recorder.queries.count == 2)
    }
  }

  @Test func pieces() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.query-pieces
      for try await post in Post.stream(batch: 3) { print(post.title) }
      let page = try await Post.order { $0.title.asc }.page(2, size: 3)
      let first = try await Post.order { $0.views.desc }.page(after: nil, size: 2)
      let second = try await Post.order { $0.views.desc }.page(after: first.next, size: 2)
      // snippet.end
      #expect(page.records.count == 1 && page.total == 4 && second.records.count == 2 && second.next == nil)
    }
  }

  @Test func strictLoading() async throws {
    try await Guide.run { _ in
      try await Guide.fill()
      // snippet.query-strict
      let posts = try await Post.strictLoading().includes(\.author).load()
      let name = try await posts[0].author?.name  // included, so it is there
      // snippet.end
      await #expect(throws: AssociationError.self) { _ = try await posts[0].replies.load() }
      #expect(name == "Ada")
    }
  }
}
