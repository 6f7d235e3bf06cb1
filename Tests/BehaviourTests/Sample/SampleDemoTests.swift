import ActiveRecord
import ActiveRecordTesting
import Testing

/// The blog from the first record to the last line, in one go, and what its rules say.
@Suite struct SampleDemoTests {
  private func blog(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
    try await engine.emptyDatabase { database in
      try await database.migrate(blogMigrations)
      try await database.use { try await body(database) }
    }
  }

  @Test(arguments: Engine.allCases) func theDemoRunsWhole(_ engine: Engine) async throws {
    try await blog(engine) { database async throws in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = Post(title: "Hello", author: ada)
      guard try await post.saveIfValid() else {
        Issue.record("\(post.errors)")
        return
      }
      #expect(try await post.author?.name ?? "-" == "Ada")
      #expect(post.authorID ?? 0 == ada.id && post.$author.isLoaded)
      post.$author.set(ada)
      try await post.$author.reload()
      #expect(try post.$author.loaded == ada)
      let draft = ada.posts.build { $0.title = "Draft" }
      try await ada.posts.append(draft)
      #expect(try await Post.order(\.id).pluck(\.title) == ["Hello", "Draft"])
      try await ada.posts.replace(with: [post])
      try await ada.posts.remove(draft)
      #expect(draft.isDestroyed)
      let titles = try await ada.posts.map(\.title), total = try await ada.posts.sum(\.views)
      #expect(titles == ["Hello"] && total == 0)
      var published: [String] = []
      for try await p in ada.published { published.append(p.title) }
      #expect(published.isEmpty)
      let feed = try await Post.includes(\.author, \.replies, \.author.profile.avatar)
        .where { $0.views > 10 && $0.title.like("A%") }.where("published = \(true)").order { $0.title.desc }.load()
      #expect(feed.isEmpty)
      try await database.transaction {
        post.title = "x"
        try await post.save()
      }
      try await ada.update(
        Attributes {
          $0.name = "Ada L."
          $0.posts = [.new { $0.title = "a" }, .update(post.id ?? 0) { $0.views = 5 }]
        })
      #expect(ada.name == "Ada L.")
      #expect(try await Post.order(\.id).pluck(\.title) == ["x", "a"])
      #expect(try await Post.order(\.id).pluck(\.views) == [5, 0])
      let form = Permit<Author>(\.name, \.email).nested(\.posts, Permit(\.title, \.published))
      try await ada.update(form.decode(json: Array(#"{"name":"Ada"}"#.utf8)))
      #expect(try await Author.pluck(\.name) == ["Ada"])
      #expect(try await Author.pluck(\.postsCount) == [2])
      switch try await Asset().attachable {
      case .post(let p): Issue.record("found \(p.title)")
      case .author(let a): Issue.record("found \(a.name)")
      case nil: break
      }
    }
  }

  @Test(arguments: Engine.allCases) func nestedAttributesKeepToTheirRules(_ engine: Engine) async throws {
    try await blog(engine) { _ async throws in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = try await ada.posts.create { $0.title = "Hello" }
      let form = Permit<Author>(\.name, \.email).nested(\.posts, Permit(\.title, \.published))
      let json = """
        {"email": "ada@example.com", "posts_count": 9,
         "posts": [{"id": \(post.id ?? 0), "title": "Bye", "views": 7}, {"title": "New", "published": true, "views": 7}, {"title": ""}]}
        """
      try await ada.update(form.decode(json: json))
      let found = try await Author.findByOrThrow { $0.email == "ada@example.com" }
      #expect(found.postsCount == 2)
      // A published one is announced when it is created.
      #expect(try await found.posts.order(\.id).pluck(\.title) == ["Bye", "New!"])
      #expect(try await found.posts.pluck(\.views) == [0, 0])
      try await ada.update(Attributes { $0.posts = [.destroy(post.id ?? 0), .new { $0.title = "" }] })
      #expect(try await Post.pluck(\.title) == ["New!"])
      #expect(try await Author.pluck(\.postsCount) == [1])
    }
  }

  @Test(arguments: Engine.allCases) func authorsAreValidated(_ engine: Engine) async throws {
    try await blog(engine) { _ async throws in
      let author = Author(name: "A")
      #expect(try await !author.saveIfValid())
      #expect(author.errors.fullMessages == ["Name is too short (minimum is 2 characters)"])
      author.name = "Ada"
      author.email = "nowhere"
      #expect(try await !author.saveIfValid())
      #expect(author.errors.fullMessages == ["Email looks wrong"])
      author.email = "ada@example.com"
      #expect(try await author.saveIfValid())
      let other = Author(name: "Bob", email: "ada@example.com")
      #expect(try await !other.saveIfValid())
      #expect(other.errors.fullMessages == ["Email has already been taken"])
      other.email = nil
      #expect(try await other.saveIfValid())
    }
  }

  @Test(arguments: Engine.allCases) func postsAreValidated(_ engine: Engine) async throws {
    try await blog(engine) { _ async throws in
      let ada = try await Author.create { $0.name = "Ada" }, bob = try await Author.create { $0.name = "Bob" }
      let post = try await ada.posts.create { $0.title = "Hello" }
      let double = Post(title: "Hello", author: ada)
      #expect(try await !double.saveIfValid())
      #expect(double.errors.fullMessages == ["Title has already been taken"])
      double.$author.set(bob)
      double.views = -1
      #expect(try await !double.saveIfValid())
      #expect(double.errors.contains("views") && !double.errors.contains("title"))
      double.views = 0
      #expect(try await double.saveIfValid())
      // The range holds for new ones.
      double.views = -1
      #expect(try await double.saveIfValid())
      #expect(try await !post.isValid(in: "publishing"))
      #expect(post.errors.fullMessages == ["Title has no replies"])
      try await post.replies.create { $0.body = "Hi" }
      #expect(try await post.isValid(in: "publishing"))
    }
  }

  @Test(arguments: Engine.allCases) func everyAssociationReaches(_ engine: Engine) async throws {
    try await blog(engine) { database async throws in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = try await ada.posts.create { $0.title = "Ada" }
      try await ada.posts.create { $0.title = "Hello" }
      post.$reviewer.set(try await Author.create { $0.name = "Bob" })
      try await post.save()
      #expect(try await Post.findByOrThrow { $0.title == "Ada" }.reviewer?.name == "Bob")
      #expect(try await ada.birthdayPosts.map(\.title) == ["Ada"])
      try await ada.$profile.create { $0.bio = "x" }
      try await ada.profile?.$avatar.create { $0.url = "u" }
      #expect(try await Author.find(ada.id ?? 0).avatar?.url == "u")
      let asset = try await ada.assets.create { $0.$about.set(post) }
      let about = try await Asset.find(asset.id ?? 0).about
      #expect(about as? Post == post)
      #expect(try await ada.assets.count() == 1)
      // The model declares no times, and the database fills them in.
      #expect(try await database.query("SELECT COUNT(*) FROM posts WHERE created_at IS NOT NULL", as: Int.self) == [2])
      try await Author.find(ada.id ?? 0).destroy()
      #expect(try await Profile.count() == 0)
    }
  }
}
