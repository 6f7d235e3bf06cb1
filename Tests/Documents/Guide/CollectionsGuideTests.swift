import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct CollectionsGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post
  typealias Topic = Guide.Topic

  @Test func reading() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let ada = try await Author.find(1)
      recorder.clear()
      // snippet.collection-read
      for try await post in ada.posts { print(post.title) }
      let titles = try await ada.posts.map(\.title)
      let size = try await ada.posts.size()
      // snippet.end
      #expect(titles == ["Ada 1", "Ada 2"] && size == 2)
      expect(
        recorder,
        [
          #"SELECT "posts"."id", "posts"."title", "posts"."views", "posts"."published", "posts"."author_id" FROM "posts" WHERE "posts"."author_id" = ?"#
        ])
    }
  }

  @Test func asking() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let ada = try await Author.find(1)
      recorder.clear()
      // snippet.collection-ask
      let count = try await ada.posts.count()
      let isEmpty = try await ada.posts.isEmpty()
      let ids = try await ada.posts.ids()
      let views = try await ada.posts.sum(\.views)
      let popular = try await ada.posts.where { $0.views > 10 }.order { $0.title.desc }.first()
      // snippet.end
      #expect(count == 2 && !isEmpty && ids == [1, 2] && views == 30 && popular?.title == "Ada 2")
      expect(
        recorder,
        [
          #"SELECT COUNT(*) FROM "posts" WHERE "posts"."author_id" = ?"#,
          #"SELECT "posts"."id" FROM "posts" WHERE "posts"."author_id" = ?"#,
          #"SELECT SUM("posts"."views") FROM "posts" WHERE "posts"."author_id" = ?"#,
          #"SELECT "posts"."id", "posts"."title", "posts"."views", "posts"."published", "posts"."author_id" FROM "posts" WHERE "posts"."author_id" = ? AND "posts"."views" > ? ORDER BY "posts"."title" DESC LIMIT ?"#,
        ])
    }
  }

  @Test func adding() async throws {
    try await Guide.run { recorder in
      let ada = try await Author.create { $0.name = "Ada" }
      recorder.clear()
      // snippet.collection-add
      let draft = ada.posts.build { $0.title = "Draft" }
      try await ada.posts.append(draft, Post(title: "Second"))
      try await ada.posts.create { $0.title = "Third" }
      // snippet.end
      #expect(try await ada.posts.size() == 3 && ada.postsCount == 3)
      #expect(recorder.sql.filter { $0.hasPrefix("INSERT") }.count == 3)
    }
  }

  @Test func severalAndNarrower() async throws {
    try await Guide.run { recorder in
      let ada = try await Author.create { $0.name = "Ada" }
      // snippet.collection-several
      ada.posts.build(forEach: ["Fourth", "Fifth"]) { $0.title = $1 }
      let popular = try await ada.posts.where { $0.published == true }.create { $0.title = "Sixth" }
      // snippet.end
      #expect(popular.published && popular.authorID == ada.id)
      try await ada.save()
      #expect(try await Post.order(\.id).pluck(\.title) == ["Sixth", "Fourth", "Fifth"])
    }
  }

  @Test func foundOrMade() async throws {
    try await Guide.run { recorder in
      let ada = try await Author.create { $0.name = "Ada" }
      recorder.clear()
      // snippet.collection-find-or-create
      let hello = try await ada.posts.findOrCreateBy { $0.title == "Hello" }
      let again = try await ada.posts.findOrCreateBy({ $0.title == "Hello" }) { $0.views = 7 }
      // snippet.end
      #expect(hello == again && again.views == 0)
      #expect(
        recorder.sql.first
          == #"SELECT "posts"."id", "posts"."title", "posts"."views", "posts"."published", "posts"."author_id" FROM "posts" WHERE "posts"."author_id" = ? AND "posts"."title" = ? LIMIT ?"#
      )
      #expect(try await Post.count() == 1)
    }
  }

  @Test func removingByKey() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let ada = try await Author.find(1)
      let grace = try await Author.find(2)
      // snippet.collection-remove-ids
      let gone = try await ada.posts.remove(ids: 1)
      let count = try await grace.posts.removeAll(.nullify)
      // snippet.end
      #expect(gone.map(\.isDestroyed) == [true] && count == 2)
      #expect(try await Post.order(\.id).pluck(\.authorID) == [1, nil, nil])
      let counts = [try await ada.reload().postsCount, try await grace.reload().postsCount]
      #expect(counts == [1, 0])
    }
  }

  @Test func removing() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let ada = try await Author.find(1)
      let grace = try await Author.find(2)
      let posts = try await ada.posts.load()
      // snippet.collection-remove
      try await ada.posts.remove(posts[0])
      try await grace.posts.replace(with: [posts[1]])
      // snippet.end
      #expect(try await Post.count() == 1)
      #expect(try await grace.posts.reload() == [posts[1]])
    }
  }

  @Test func joinTable() async throws {
    try await Guide.run { recorder in
      let post = try await Post.create { $0.title = "Hello" }
      let swift = try await Topic.create { $0.name = "Swift" }
      recorder.clear()
      // snippet.habtm
      try await post.topics.append(swift)
      try await post.topics.remove(swift)
      // snippet.end
      expect(
        recorder,
        [
          #"INSERT INTO "posts_topics" ("post_id", "topic_id") VALUES (?, ?)"#,
          #"DELETE FROM "posts_topics" WHERE "posts_topics"."post_id" = ? AND "posts_topics"."topic_id" = ?"#,
        ])
      #expect(try await Topic.count() == 1)
    }
  }
}
