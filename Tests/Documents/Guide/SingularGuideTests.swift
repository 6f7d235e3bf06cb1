import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models of the section on defaults.
enum GuideSingular {
  // snippet.default
  @Model class Line: Record {
    @BelongsTo var zone: Zone?
    @BelongsTo var home: Zone = .belongs(foreignKey: "home_id")
    static func rules(_ line: Rules<Line>) { line.defaultTarget(for: \.home) { try await $0.zone } }
  }
  @Model class Zone: Record { var name: String }
  // snippet.end
}

@Suite struct SingularGuideTests {
  @Test func defaults() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute("CREATE TABLE zones (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
      try await database.execute("CREATE TABLE lines (id INTEGER PRIMARY KEY, zone_id INTEGER, home_id INTEGER)")
      let zone = try await GuideSingular.Zone.create { $0.name = "A" }, other = try await GuideSingular.Zone.create { $0.name = "B" }
      let line = GuideSingular.Line()
      line.$zone.set(zone)
      try await line.save()
      #expect(try await line.home === zone)
      let given = GuideSingular.Line()
      given.$zone.set(zone)
      given.$home.set(other)
      try await given.save()
      #expect(try await given.home === other)
    }
  }

  typealias Author = Guide.Author
  typealias Post = Guide.Post
  typealias Profile = Guide.Profile

  @Test func reading() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let post = try await Post.find(1)
      recorder.clear()
      // snippet.singular-read
      let name = try await post.author?.name
      let again = try post.$author.loaded?.name
      // snippet.end
      #expect(name == "Ada" && again == "Ada")
      expect(
        recorder,
        [
          #"SELECT "authors"."id", "authors"."name", "authors"."email", "authors"."posts_count" FROM "authors" WHERE "authors"."id" = ? LIMIT ?"#
        ])
    }
  }

  @Test func notLoaded() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let post = try await Post.find(1)
      // snippet.singular-not-loaded
      do { _ = try post.$author.loaded } catch let error as AssociationError {
        #expect(error.code == .notLoaded)
      }
      // snippet.end
      #expect(throws: AssociationError.self) { try post.$author.loaded }
    }
  }

  @Test func belongsToWriting() async throws {
    try await Guide.run { recorder in
      let ada = try await Author.create { $0.name = "Ada" }
      let post = try await Post.create { $0.title = "Hello" }
      recorder.clear()
      // snippet.belongs-to-set
      post.$author.set(ada)
      #expect(post.authorID == ada.id)
      #expect(post.$author.isChanged)
      // snippet.end
      expect(recorder, [])
      // snippet.belongs-to-save
      try await post.save()
      // snippet.end
      expect(
        recorder,
        [
          #"UPDATE "posts" SET "author_id" = ? WHERE "posts"."id" = ?"#,
          #"UPDATE "authors" SET "posts_count" = COALESCE("posts_count", 0) + ? WHERE "authors"."id" = ?"#,
        ])
      // snippet.belongs-to-build
      let grace = post.$author.build { $0.name = "Grace" }
      try await post.save()
      // snippet.end
      #expect(grace.isPersisted && post.authorID == grace.id)
    }
  }

  @Test func hasOneWriting() async throws {
    try await Guide.run { recorder in
      let ada = try await Author.create { $0.name = "Ada" }
      recorder.clear()
      // snippet.has-one-set
      try await ada.$profile.create { $0.bio = "Mathematician" }
      try await ada.$profile.set(Profile { $0.bio = "Programmer" })
      // snippet.end
      #expect(try await Profile.count() == 1)
      #expect(try await ada.$profile.reload()?.bio == "Programmer")
    }
  }

  @Test func reloading() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let post = try await Post.find(1)
      _ = try await post.author
      try await Author.updateAll { [$0.name.set("Augusta")] }
      // snippet.singular-reload
      try await post.$author.reload()
      post.$author.reset()
      #expect(!post.$author.isLoaded)
      // snippet.end
      #expect(try await post.author?.name == "Augusta")
    }
  }
}
