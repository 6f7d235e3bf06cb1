import Testing

@Suite struct HasExpansionTests {
  @Test func hasOneHasAHandle() throws {
    let code = try members("@Model class Author: Record { @HasOne var profile: Profile? = .has(dependent: .destroy) }")
    #expect(code[0].hasSuffix("columns: [], associations: { [_profile_] })"))
    #expect(
      code[3...5] == [
        """
        private static let _profile_: ActiveRecord.HasOneDeclaration<Author, Profile> = .init("profile", .has(dependent: .destroy))
        """,
        "static var profile: ActiveRecord.ToOne<Profile> { .init(_profile_) }",
        "var $profile: ActiveRecord.HasOneAssociation<Author, Profile> { .init(self, Self._profile_) }",
      ])
  }

  @Test func hasOneIsLoadedOrRequired() {
    #expect(
      Expanded("@Model class Author: Record {\n  @HasOne var profile: Profile?\n}").text
        .contains("get async throws { try await $profile.load() }"))
    let required = Expanded("@Model class Author: Record {\n  @HasOne var profile: Profile\n}").text
    #expect(required.contains("get async throws { try await $profile.require() }"))
    #expect(required.contains(#"= .init("profile", required: true)"#))
  }

  @Test func hasManyIsACollection() throws {
    let source = "@Model class Author: Record {\n  @HasMany var posts: Many<Post> = .has { $0.where { $0.views > 1 } }\n}"
    let code = try members(source)
    #expect(
      code[3...4] == [
        """
        private static let _posts_: ActiveRecord.HasManyDeclaration<Author, Post> = .init("posts", .has { $0.where { $0.views > 1 } })
        """,
        "static var posts: ActiveRecord.ToMany<Post> { .init(_posts_) }",
      ])
    let expanded = Expanded(source)
    #expect(expanded.text.contains("get { .init(self, Self._posts_) }"))
    #expect(expanded.syntaxErrors == [])
  }

  @Test(arguments: ["ManyWith<Post, Drafts>", "ManyAssociation<Author, Post, Plain>", "Author.Many<Post>"])
  func otherSpellingsOfCollections(_ type: String) throws {
    let code = try members("@Model class Author: Record { @HasMany var posts: \(type) }")
    #expect(code.contains("static var posts: ActiveRecord.ToMany<Post> { .init(_posts_) }"))
  }

  @Test func hasAndBelongsToManyIsACollection() throws {
    let code = try members("@Model class Post: Record { @HasAndBelongsToMany var topics: Many<Topic> = .has(joinTable: \"x\") }")
    #expect(
      code.contains(
        """
        private static let _topics_: ActiveRecord.HasAndBelongsToManyDeclaration<Post, Topic> = .init("topics", .has(joinTable: "x"))
        """))
    #expect(
      Expanded("@Model class Post: Record {\n  @HasAndBelongsToMany var topics: Many<Topic>\n}").text
        .contains("get { .init(self, Self._topics_) }"))
  }
}
