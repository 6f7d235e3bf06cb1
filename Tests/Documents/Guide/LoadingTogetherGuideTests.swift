import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct LoadingTogetherGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  @Test func ends() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.load-ends
      for author in try await Author.all().load() {
        print(author.name, try await author.posts.first()?.title ?? "-", try await author.posts.count())  // three queries in all
      }
      // snippet.end
      #expect(recorder.queries.count == 3)
      #expect(recorder.sql[1].contains(#"ROW_NUMBER() OVER (PARTITION BY "posts"."author_id" ORDER BY "posts"."id")"#))
    }
  }

  @Test func including() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.load-including
      let posts = Post.order { $0.id.asc }
      for (post, author, replies) in try await posts.load(including: \.author, \.replies) {
        print(post.title, author?.name ?? "-", replies.count)
      }
      // snippet.end
      #expect(recorder.queries.count == 3)
      let rows = try await Post.order { $0.id.asc }.load(including: \.author, \.replies)
      #expect(rows.map { "\($0.0.title) \($0.1?.name ?? "-")" } == ["Ada 1 Ada", "Ada 2 Ada", "Grace 1 Grace", "Grace 2 Grace"])
    }
  }

  @Test func whole() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.load-whole
      let whole = try await Author.where { $0.posts.exists { $0.views > 10 } }.preload(\.posts).load()
      // snippet.end
      #expect(try whole.map { try $0.posts.loaded.count } == [2, 2])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test func atOnce() {
    // snippet.load-at-once
    var configuration = DatabaseConfiguration()
    configuration.maximumQueriesAtOnce = 1  // one after the other
    // snippet.end
    #expect(configuration.maximumQueriesAtOnce == 1)
    #expect(DatabaseConfiguration().maximumQueriesAtOnce == 4)
  }
}
