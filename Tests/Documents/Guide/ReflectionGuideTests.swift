import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

@Suite struct ReflectionGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  @Test func facts() throws {
    // snippet.reflection
    let replies = try #require(Author.reflection("replies"))
    #expect(replies.kind == .hasMany && replies.throughName == "posts")
    let author = try #require(Post.reflection("author"))
    #expect(author.foreignKeyName == "author_id" && author.foreignKeyHolder == "posts")
    #expect(author.inverseName == "posts")
    let names = Post.reflections.map(\.name)
    #expect(names == ["author", "replies", "topics"])
    // snippet.end
    // snippet.model-facts
    let facts = Post.modelFacts
    #expect(facts.tableName == "posts" && facts.primaryKeyNames == ["id"] && facts.isBase)
    #expect(facts.column(named: "title")?.isOptional == false)
    #expect(facts.contentColumns.map(\.name).contains("title"))
    // snippet.end
  }

  @Test func errors() async throws {
    try await Guide.run { _ in
      // snippet.errors
      do { _ = try await Post.find(7) } catch let error as RecordNotFound {
        print(error)  // there is no record with id = 7
      }
      do { try await Post(title: "Hello").replies.create { $0.body = "Hi" } } catch let error as RecordNotSaved {
        print(error)  // the owner has no row yet, so no member can be created. Save it first, or build the member
      }
      // snippet.end
      await #expect(throws: RecordNotFound.self) { try await Post.find(7) }
      await #expect(throws: RecordNotSaved.self) { try await Post(title: "Hello").replies.create { $0.body = "Hi" } }
    }
  }

  @Test func databaseErrors() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute("CREATE TABLE topics (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
      // snippet.database-errors
      try await Guide.Topic.create { $0.name = "Swift" }
      do { try await Guide.Topic.create { $0.name = "Swift" } } catch let error as DatabaseError {
        #expect(error.code == .uniqueViolation && error.columns == ["name"])
      }
      // snippet.end
      #expect(try await Guide.Topic.count() == 1)
    }
  }
}

@Suite struct RawSQLGuideTests {
  typealias Post = Guide.Post

  @Test func raw() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let database = try Database.current
      // snippet.raw
      let posts = try await Post.find(sql: "SELECT * FROM posts WHERE views > \(10)")

      struct Total: Decodable {
        var name: String
        var total: Int
      }
      let totals = try await database.query(
        "SELECT name, SUM(views) AS total FROM authors JOIN posts ON author_id = authors.id GROUP BY name ORDER BY name", as: Total.self)

      let changed = try await database.execute("UPDATE posts SET views = 0 WHERE title = \("Ada 1")")
      // snippet.end
      #expect(posts.count == 2 && totals.map(\.total) == [30, 30] && changed == 1)
      var sum = 0
      // snippet.raw-stream
      for try await total in database.stream("SELECT title AS name, views AS total FROM posts ORDER BY id", as: Total.self) {
        sum += total.total
      }
      // snippet.end
      #expect(sum == 50)
      // snippet.raw-where
      let long = try await Post.where("length(\(Post.title)) > \(5)").order("lower(title)").pluck(\.title)
      // snippet.end
      #expect(long == ["Grace 1", "Grace 2"])
      #expect(recorder.sql.last == #"SELECT "posts"."title" FROM "posts" WHERE length("posts"."title") > ? ORDER BY lower(title)"#)
    }
  }
}

// snippet.testing
@Suite struct PostTests {
  @Test func emptyFeedIsOneQuery() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await createTables(database)
      let recorder = SQLRecorder(database)
      _ = try await Guide.Post.includes(\.author).load()
      #expect(recorder.queries.count == 1)  // no posts, so no authors are asked for
      #expect(recorder.causes == ["Guide.Post, loaded"])
    }
  }
}
// snippet.end

@Suite struct SharedDatabaseTests {
  @Test func cleanAndWithinTheBudget() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await createTables(database)
      let then = Date(timeIntervalSince1970: 0)
      // snippet.testing-shared
      try await database.rollingBack {
        try await Guide.Post.create { $0.title = "Hello" }
        try await database.queries(atMost: 2) { try await Guide.Post.includes(\.author).load() }
        await RecordClock.set(to: then) { #expect(RecordClock.now == then) }
      }
      // snippet.end
      #expect(try await Guide.Post.count() == 0)
    }
  }
}

private func createTables(_ database: Database) async throws {
  try await database.execute(
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, views INTEGER, published BOOLEAN, author_id INTEGER)")
}
