import ActiveRecord
import ActiveRecordTesting
import Testing

/// The models of the guide: a small blog.
enum Guide {
  // snippet.models
  @Model class Author: Record {
    var name: String
    var email: String?
    var postsCount = 0
    @HasMany var posts: Many<Post> = .has(dependent: .destroy)
    @HasMany var replies: Many<Reply> = .through(\.posts)
    @HasOne var profile: Profile? = .has(dependent: .destroy)
  }
  @Model class Post: Record {
    var title: String
    var views = 0
    var published = false
    @BelongsTo var author: Author? = .belongs(counterCache: \.postsCount)
    @HasMany var replies: Many<Reply> = .has(dependent: .destroy)
    @HasAndBelongsToMany var topics: Many<Topic>
  }
  @Model class Reply: Record {
    var body: String
    @BelongsTo var post: Post
  }
  @Model class Topic: Record {
    var name: String
    @HasAndBelongsToMany var posts: Many<Post>
  }
  @Model class Profile: Record {
    var bio = ""
    @BelongsTo var author: Author
  }
  // snippet.end

  /// Runs `body` with the blog's tables and a recorder that has heard nothing yet.
  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      for sql: SQL in [
        "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, posts_count INTEGER NOT NULL DEFAULT 0)",
        """
        CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT NOT NULL, views INTEGER NOT NULL DEFAULT 0,
          published BOOLEAN NOT NULL DEFAULT 0, author_id INTEGER REFERENCES authors)
        """,
        "CREATE TABLE replies (id INTEGER PRIMARY KEY, body TEXT NOT NULL, post_id INTEGER NOT NULL REFERENCES posts)",
        "CREATE TABLE topics (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE posts_topics (post_id INTEGER NOT NULL REFERENCES posts, topic_id INTEGER NOT NULL REFERENCES topics)",
        "CREATE TABLE profiles (id INTEGER PRIMARY KEY, bio TEXT NOT NULL DEFAULT '', author_id INTEGER REFERENCES authors)",
      ] { try await database.execute(sql) }
      try await body(SQLRecorder(database))
    }
  }

  /// Two authors with two posts each, and a reply to each post.
  static func fill() async throws {
    for name in ["Ada", "Grace"] {
      let author = Author(name: name)
      for number in 1...2 {
        let post = author.posts.build {
          $0.title = "\(name) \(number)"
          $0.views = number * 10
        }
        post.replies.build { $0.body = "To \(name) \(number)" }
      }
      try await author.save()
    }
  }
}

/// The statements since the last look are these, without those that begin and end transactions.
func expect(
  _ recorder: SQLRecorder, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(recorder.sql == expected, sourceLocation: sourceLocation)
  recorder.clear()
}
