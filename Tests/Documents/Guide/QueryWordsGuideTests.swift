import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct QueryWordsGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post
  typealias Reply = Guide.Reply

  @Test func conditions() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let ada = try await Author.find(1)
      recorder.clear()
      // snippet.words-conditions
      let short = Post.where { $0.title.like("Ada%") && $0.views < 15 }
      let listed = Post.where { $0.views.isIn(15...20) || $0.title.isIn(["Ada 1", "Ada 2"]) }
      let others = Post.not { $0.title.hasPrefix("Ada") }
      let hers = Post.where { $0.author == ada }
      let written = Post.where("length(title) > \(5)")
      let either = short.or(others)
      let rest = Post.all().excluding(try await hers.load())
      // snippet.end
      recorder.clear()
      #expect(try await short.ids() == [1])
      #expect(try await listed.order(\.id).ids() == [1, 2, 4])
      #expect(try await others.order(\.id).ids() == [3, 4])
      #expect(try await hers.order(\.id).ids() == [1, 2])
      #expect(try await written.order(\.id).ids() == [3, 4])
      #expect(try await either.order(\.id).ids() == [1, 3, 4])
      #expect(try await rest.order(\.id).ids() == [3, 4])
      #expect(recorder.sql[0] == #"SELECT "posts"."id" FROM "posts" WHERE "posts"."title" LIKE ? AND "posts"."views" < ?"#)
    }
  }

  @Test func narrowerAndWider() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-changes
      let narrow = Post.where { $0.views > 15 && $0.published == false }.order(\.title).limit(1)
      let wider = narrow.rewhere { $0.views > 5 }.limit(nil)
      let unpublished = narrow.unscope(where: \.views).unscope(.order, .limit)
      let opposite = narrow.inverted().limit(nil)
      let backwards = wider.reorder { $0.views.desc }.order(\.id).reversed()
      let none = narrow.none()
      // snippet.end
      #expect(try await narrow.ids() == [2])
      #expect(try await wider.ids() == [1, 2, 3, 4])
      #expect(try await unpublished.count() == 4)
      #expect(try await opposite.ids() == [1, 3])
      #expect(try await backwards.ids() == [3, 1, 4, 2])
      recorder.clear()
      #expect(try await none.load().isEmpty)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test func together() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-together
      let popular = Post.where { $0.views > 15 }
      let both = popular.merge(Post.order { $0.title.desc })
      let authors = Author.joins(\.posts).merge(\.posts, popular).distinct()
      let found = Post.where { $0.author.isIn(Author.where { $0.name == "Ada" }) }
      let most = Reply.where { $0.postID.isIn(popular.subquery(\.id)) }
      let all = popular.union(Post.where { $0.title == "Ada 1" })
      let top = Post.all().from(Post.order { $0.views.desc }.order(\.id).limit(3))
      // snippet.end
      recorder.clear()
      #expect(try await both.ids() == [4, 2])
      #expect(try await authors.order(\.id).ids() == [1, 2])
      #expect(try await found.order(\.id).ids() == [1, 2])
      #expect(try await most.count() == 2)
      #expect(try await all.order(\.id).ids() == [1, 2, 4])
      #expect(try await top.order(\.id).ids() == [1, 2, 4])
      #expect(
        recorder.sql[3]
          == #"SELECT COUNT(*) FROM "replies" WHERE "replies"."post_id" IN (SELECT "posts"."id" FROM "posts" WHERE "posts"."views" > ?)"#)
    }
  }

  @Test func commonTables() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      recorder.clear()
      // snippet.words-with
      let busy = Post.group(\.authorID).having { $0.id.count > 1 }.subquery(\.authorID)
      let authors = Author.all().with("busy", as: busy).joins("JOIN busy ON busy.author_id = authors.id")
      let chain = Post.all().withRecursive(
        "chain", Post.where { $0.id == 1 }, Post.all().joins("JOIN chain ON posts.id = chain.id + 1")
      ).from("chain")
      // snippet.end
      #expect(try await authors.order(\.id).load().map(\.name) == ["Ada", "Grace"])
      #expect(recorder.sql[0].hasPrefix(#"WITH "busy" AS (SELECT "posts"."author_id" FROM "posts" GROUP BY "posts"."author_id" "#))
      #expect(try await chain.order(\.id).ids() == [1, 2, 3, 4])
      #expect(recorder.sql[1].hasPrefix(#"WITH RECURSIVE "chain" AS "#))
    }
  }
}
