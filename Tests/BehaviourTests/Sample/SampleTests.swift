import ActiveRecord
import ActiveRecordTesting
import Testing

/// The tables of the blog.
let blogMigrations = Migrations {
  Migration("2025-01-15 create blog") { schema in
    schema.createTable("authors") { t in
      t.string("name", null: false); t.string("email"); t.integer("posts_count", null: false, default: 0)
    }
    schema.createTable("posts") { t in
      t.string("title", null: false); t.integer("views", null: false, default: 0); t.boolean("published", null: false, default: false)
      t.references("author", foreignKey: true); t.references("reviewer", foreignKey: "authors")
      t.timestamps()
    }
    schema.createTable("topics") { $0.string("name", null: false) }
    schema.createJoinTable("posts", "topics")
    schema.createTable("replies") { t in
      t.text("body", null: false); t.references("post", null: false, foreignKey: true)
    }
    schema.createTable("profiles") { t in
      t.text("bio"); t.references("author", null: false, unique: true)
    }
    schema.createTable("avatars") { t in
      t.string("url"); t.references("profile", null: false)
    }
    schema.createTable("pages") { t in
      t.string("slug"); t.string("guest_name"); t.string("type")
    }
    schema.createTable("assets") { t in
      t.string("file"); t.references("attachable", polymorphic: true); t.references("about", polymorphic: true)
    }
  }
  Migration("2025-02-01 publish all") { $0.execute("UPDATE posts SET published = TRUE", down: "UPDATE posts SET published = FALSE") }
}

/// The library as its users meet it: one walk through a blog, from the migrations to the last record.
@Suite struct SampleTests {
  private func blog(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(blogMigrations)
      try await database.use { try await body(database) }
    }
  }

  @Test(arguments: Engine.allCases) func writingAndReading(_ engine: Engine) async throws {
    try await blog(engine) { database in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = Post(title: "Hello", author: ada)
      #expect(try await post.saveIfValid())
      #expect(try await post.author?.name == "Ada")
      #expect(post.authorID == ada.id && post.$author.isLoaded)
      post.$author.set(ada)
      try await post.$author.reload()
      let draft = ada.posts.build { $0.title = "Draft" }
      try await ada.posts.append(draft)
      #expect(try await ada.posts.map(\.title) == ["Hello", "Draft"])
      try await ada.posts.replace(with: [post])
      try await ada.posts.remove(draft)
      #expect(draft.isDestroyed)
      #expect(try await ada.posts.map(\.title) == ["Hello"])
      #expect(try await ada.posts.sum(\.views) == 0)
      try await Post.updateAll { [$0.published.set(true), $0.views.set(11)] }
      var published: [String] = []
      for try await post in ada.published { published.append(post.title) }
      #expect(published == ["Hello"])
    }
  }

  @Test(arguments: Engine.allCases) func recordsOnTheMainActor(_ engine: Engine) async throws {
    try await blog(engine) { _ in
      let screen = await Screen()
      #expect(try await screen.text() == "")
      try await Author.create { $0.name = "Ada" }
      let text = try await Task { @MainActor in
        screen.post = Post(title: "Hello", author: try await Author.first())
        try await screen.post.save()
        return try await screen.text()
      }.value
      #expect(text == "Ada")
    }
  }

  @Test(arguments: Engine.allCases) func aFeed(_ engine: Engine) async throws {
    try await blog(engine) { database in
      let ada = try await Author.create { $0.name = "Ada" }
      try await ada.$profile.create { $0.bio = "x" }
      try await ada.profile?.$avatar.create { $0.url = "u" }
      for title in ["A one", "A two", "B"] {
        try await ada.posts.create {
          $0.title = title
          $0.views = 11
        }
      }
      try await Post.updateAll { [$0.published.set(true)] }
      let recorder = SQLRecorder(database)
      let feed = try await Post.includes(\.author, \.replies, \.author.profile.avatar)
        .where { $0.views > 10 && $0.title.like("A%") }.where("published = \(true)").order { $0.title.desc }.load()
      #expect(feed.map(\.title) == ["A two", "A one"])
      for post in feed { #expect(try post.$author.loaded?.name == "Ada") }
      #expect(try await feed[0].author?.profile?.avatar?.url == "u")
      #expect(recorder.queries.count == 5)
      try await database.transaction {
        feed[0].title = "x"
        try await feed[0].save()
      }
      #expect(try await Post.exists { $0.title == "x" })
      switch try await Asset().attachable {
      case .post(let post): Issue.record("found \(post.title)")
      case .author(let author): Issue.record("found \(author.name)")
      case nil: break
      }
    }
  }

  @Test(arguments: Engine.allCases) func countersInMemoryFollowARollback(_ engine: Engine) async throws {
    try await blog(engine) { database in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = try await ada.posts.create { $0.title = "Hello" }
      #expect(ada.postsCount == 1)
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await ada.posts.create { $0.title = "More" }
          try await post.destroy()
          try await ada.posts.create { $0.title = "Most" }
          #expect(ada.postsCount == 2)
          throw Refused()
        }
      }
      #expect(ada.postsCount == 1 && !ada.isChanged)
      #expect(try await Author.find(1).postsCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func nestedAttributes(_ engine: Engine) async throws {
    try await blog(engine) { database in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = try await ada.posts.create { $0.title = "Hello" }
      try await ada.update(
        Attributes {
          $0.name = "Ada L."; $0.posts = [.new { $0.title = "a" }, .update(post.id ?? 0) { $0.views = 5 }]
        })
      #expect(try await ada.posts.order { $0.id.asc }.pluck(\.title) == ["Hello", "a"])
      #expect(try await Post.find(post.id ?? 0).views == 5)
      let form = Permit<Author>(\.name, \.email).nested(\.posts, Permit(\.title, \.published))
      try await ada.update(form.decode(json: Array(#"{"name":"Ada"}"#.utf8)))
      #expect(try await Author.find(ada.id ?? 0).name == "Ada")
    }
  }

  @Test(arguments: Engine.allCases) func everythingElse(_ engine: Engine) async throws {
    try await blog(engine) { database in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = try await ada.posts.create { $0.title = "Hello" }
      try await post.topics.create { $0.name = "Swift" }
      #expect(try await Topic.first()?.posts.map(\.title) == ["Hello"])
      let reply = Reply(body: "Hi", post: post)
      try await reply.save()
      #expect(try await ada.replies.load() == [reply])
      try await ada.assets.create { $0.file = "f" }
      guard case .author(let author)? = try await Asset.first()?.attachable else {
        Issue.record("the asset's author is not found")
        return
      }
      #expect(author == ada)
      try await GuestPost(guestName: "g").update { $0.slug = "s" }
      #expect(try await Page.first() is GuestPost)
      let guest = try await Author.create { $0.name = "guest" }
      await #expect(throws: Refused.self) { try await guest.posts.append(Post(title: "Spam")) }
      try await reply.destroy()
      try await ada.destroy()
      #expect(try await Post.count() == 0)
    }
  }
}

extension Attachable: Equatable {
  static func == (left: Attachable, right: Attachable) -> Bool { left.record == right.record }
}
