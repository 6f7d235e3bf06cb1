import ActiveRecord
import ActiveRecordTesting
import Testing

@Suite struct SavingGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post
  typealias Reply = Guide.Reply

  @Test func graph() async throws {
    try await Guide.run { recorder in
      // snippet.save-graph
      let author = Author(name: "Ada")
      let post = author.posts.build { $0.title = "Hello" }
      post.replies.build { $0.body = "Hi" }
      try await author.save()
      // snippet.end
      expect(
        recorder,
        [
          #"INSERT INTO "authors" ("name", "posts_count") VALUES (?, ?) RETURNING "id", "email""#,
          #"INSERT INTO "posts" ("title", "views", "published", "author_id") VALUES (?, ?, ?, ?)"#,
          #"UPDATE "authors" SET "posts_count" = COALESCE("posts_count", 0) + ? WHERE "authors"."id" = ?"#,
          #"INSERT INTO "replies" ("body", "post_id") VALUES (?, ?)"#,
        ])
      #expect(author.postsCount == 1)
    }
  }

  @Test func words() async throws {
    try await Guide.run { recorder in
      let post = try await Post.create { $0.title = "Hello" }
      recorder.clear()
      // snippet.save-words
      post.title = "New"
      try await post.save()
      try await post.update { $0.views = 3 }
      let saved = try await post.updateIfValid { $0.published = true }
      // snippet.end
      #expect(saved)
      expect(
        recorder,
        [
          #"UPDATE "posts" SET "title" = ? WHERE "posts"."id" = ?"#,
          #"UPDATE "posts" SET "views" = ? WHERE "posts"."id" = ?"#,
          #"UPDATE "posts" SET "published" = ? WHERE "posts"."id" = ?"#,
        ])
      // snippet.update-all
      try await Post.where { $0.views > 1 }.updateAll { [$0.published.set(false), $0.views.increase(by: 1)] }
      // snippet.end
      expect(
        recorder, [#"UPDATE "posts" SET "published" = ?, "views" = "views" + ? WHERE "posts"."views" > ?"#])
      #expect(try await post.reload().views == 4)
    }
  }

  @Test func transactions() async throws {
    struct Refused: Error {}
    try await Guide.run { recorder in
      // snippet.transaction
      let post = Post(title: "Hello")
      do {
        try await Database.transaction {
          try await post.save()
          try await post.replies.create { $0.body = "Hi" }
          throw Refused()
        }
      } catch is Refused {}
      #expect(post.isNew && post.id == nil)  // as before the transaction
      // snippet.end
      #expect(try await Reply.count() == 0)
      recorder.clear()
      // snippet.savepoint
      try await Database.transaction {
        try await post.save()
        do {
          try await Database.transaction(requiresNew: true) {
            try await Reply(body: "Hi", post: post).save()
            throw Refused()
          }
        } catch is Refused {}
      }
      // snippet.end
      #expect(
        recorder.events.filter(\.isTransactionControl).map(\.sql) == [
          "BEGIN IMMEDIATE", "SAVEPOINT active_record_1", "ROLLBACK TO SAVEPOINT active_record_1", "COMMIT",
        ])
      #expect(try await Post.count() == 1)
    }
  }

  @Test func timeout() async throws {
    try await Guide.run { _ in
      let post = Post(title: "Hello")
      try await post.save()
      func print(_ error: DatabaseError) {
        #expect(error.description.hasPrefix("transaction timeout: the transaction begun at DocumentTests/SavingGuideTests.swift:"))
        #expect(
          error.description.contains(
            " did not end within 0.05 seconds: what it did was rolled back. Give it more time by 'timeout:', or look for what it waited for"
          ))
      }
      // snippet.timeout
      post.title = "Late"
      do {
        try await Database.transaction(timeout: .milliseconds(50)) {
          try await post.save()
          try await answerFromElsewhere()
        }
      } catch let error as DatabaseError where error.code == .transactionTimeout {
        print(error)
      }
      #expect(post.isChanged)  // the save was taken back
      // snippet.end
      #expect(try await Post.pluck(\.title) == ["Hello"])
    }
  }

  /// Nobody answers.
  private func answerFromElsewhere() async throws { try await Task.sleep(for: .seconds(3600)) }
}
