// The README's example, as it stands there; `DocumentTextTests` compares the two.
import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

enum Readme {
  // snippet.readme-models
  @Model class Author: Record {
    var name: String
    var postsCount = 0
    @HasMany var posts: Many<Post> = .has(dependent: .destroy)
    @HasMany var replies: Many<Reply> = .through(\.posts)
  }
  @Model class Post: Record {
    var title: String
    @BelongsTo var author: Author? = .belongs(counterCache: \.postsCount)
    @HasMany var replies: Many<Reply> = .has(dependent: .destroy)

    static func rules(_ post: Rules<Post>) { post.validates(\.title, .presence) }
  }
  @Model class Reply: Record {
    var body: String
    @BelongsTo var post: Post
  }
  // snippet.end

  static func migrations() -> Migrations {
    // snippet.readme-migrations
    let migrations = Migrations {
      Migration("2025-01-15 create blog") { schema in
        schema.createTable("authors") { t in
          t.string("name", null: false)
          t.integer("posts_count", null: false, default: 0)
        }
        schema.createTable("posts") { t in
          t.string("title", null: false)
          t.references("author", foreignKey: true)
        }
        schema.createTable("replies") { t in
          t.text("body", null: false)
          t.references("post", null: false, foreignKey: true)
        }
      }
    }
    // snippet.end
    return migrations
  }
}

@Suite struct ReadmeTests {
  typealias Author = Readme.Author
  typealias Post = Readme.Post
  typealias Reply = Readme.Reply

  @Test func exampleRuns() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.migrate(Readme.migrations())
      let recorder = SQLRecorder(database)
      var printed: [String] = []
      func print(_ parts: Any...) { printed.append(parts.map { "\($0)" }.joined(separator: " ")) }
      // snippet.readme-use
      let ada = try await Author.create { $0.name = "Ada" }
      let post = Post(title: "Notes on the engine", author: ada)
      post.replies.build { $0.body = "Wonderful!" }
      try await post.save()  // one transaction: the post, ada's counter, the reply

      for author in try await Author.all().load() {
        print(author.name, try await author.replies.map(\.body))  // one query for all authors: no N+1
      }
      let feed = try await Post.includes(\.author).where { $0.title.like("Notes%") }.load()
      for post in feed { print(post.title, try post.$author.loaded?.name ?? "-") }  // no await: loaded, or it throws

      try await ada.destroy()  // one transaction: the replies, the posts, ada
      // snippet.end
      #expect(printed == ["Ada [\"Wonderful!\"]", "Notes on the engine Ada"])
      #expect(
        recorder.events.map(\.sql) == [
          "BEGIN IMMEDIATE",
          #"INSERT INTO "authors" ("name", "posts_count") VALUES (?, ?)"#,
          "COMMIT",
          "BEGIN IMMEDIATE",
          #"INSERT INTO "posts" ("title", "author_id") VALUES (?, ?)"#,
          #"UPDATE "authors" SET "posts_count" = COALESCE("posts_count", 0) + ? WHERE "authors"."id" = ?"#,
          #"INSERT INTO "replies" ("body", "post_id") VALUES (?, ?)"#,
          "COMMIT",
          #"SELECT "authors"."id", "authors"."name", "authors"."posts_count" FROM "authors""#,
          #"SELECT "replies"."id", "replies"."body", "replies"."post_id" FROM "replies" "#
            + #"INNER JOIN "posts" ON "replies"."post_id" = "posts"."id" WHERE "posts"."author_id" = ?"#,
          #"SELECT "posts"."id", "posts"."title", "posts"."author_id" FROM "posts" WHERE "posts"."title" LIKE ?"#,
          #"SELECT "authors"."id", "authors"."name", "authors"."posts_count" FROM "authors" WHERE "authors"."id" = ?"#,
          "BEGIN IMMEDIATE",
          #"SELECT "posts"."id", "posts"."title", "posts"."author_id" FROM "posts" WHERE "posts"."author_id" = ?"#,
          #"SELECT "replies"."id", "replies"."body", "replies"."post_id" FROM "replies" WHERE "replies"."post_id" = ?"#,
          #"DELETE FROM "replies" WHERE "replies"."id" = ?"#,
          #"DELETE FROM "posts" WHERE "posts"."id" = ?"#,
          #"DELETE FROM "authors" WHERE "authors"."id" = ?"#,
          "COMMIT",
        ])
      #expect(try await Reply.count() == 0)
    }
  }

  @Test func connecting() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    let migrations = Readme.migrations()
    // snippet.readme-connect
    let database = try await Database.connect(.sqlite(path))
    try await database.migrate(migrations)
    // snippet.end
    let authors = try await database.use { try await Author.count() }
    #expect(authors == 0)
    await database.close()
  }
}
