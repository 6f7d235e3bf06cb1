import Testing

@Suite struct BelongsToExpansionTests {
  @Test func emitsKeyTypeColumnAndHandle() throws {
    let code = try members("@Model class Post: Record { @BelongsTo var author: Author?; var title: String }")
    #expect(
      code[0] == """
        private static let __facts = ActiveRecord.ModelFacts(Post.self, columns: [.init("authorID", Author.ID?.self), \
        .init("title", String.self)] + Author._TypeColumn.columns("authorType"), associations: { [_author_] })
        """)
    #expect(
      code[3...9] == [
        "private var _authorID_: Author.ID? = nil",
        "static var authorID: ActiveRecord.Column<Author.ID?> { .init(__facts, 0) }",
        "private static var _authorID_index: Swift.Int { 1 }",
        "var authorID: Author.ID? { get { _authorID_ } set { if _changes(Self._authorID_index, _authorID_, newValue) { _authorID_ = newValue } } }",
        "private var _title_: String = ._unset",
        "static var title: ActiveRecord.Column<String> { .init(__facts, 1) }",
        "private static var _title_index: Swift.Int { 2 }",
      ])
    #expect(
      code[10...13] == [
        "private var _authorType_: Author._TypeColumn = .init()",
        #"private static let _author_: ActiveRecord.BelongsToDeclaration<Post, Author> = .init("author")"#,
        "static var author: ActiveRecord.ToOne<Author> { .init(_author_) }",
        "var $author: ActiveRecord.BelongsToAssociation<Post, Author> { .init(self, Self._author_) }",
      ])
  }

  @Test func rowAccessAsksTheTypeColumns() throws {
    let code = try members("@Model class Post: Record { @BelongsTo var author: Author?; @BelongsTo var topic: Topic? }")
    #expect(
      code.contains(
        """
        override func _decode(_ row: ActiveRecord.Row) throws { try super._decode(row); _authorID_ = try row[1]; _topicID_ = try row[2]; \
        try _authorType_.decode(row, Post.__facts, 2); try _topicType_.decode(row, Post.__facts, 3) }
        """))
    #expect(
      code.contains(
        "default: return _authorType_.value(i, Post.__facts, 2) ?? _topicType_.value(i, Post.__facts, 3) ?? super._value(i) } }"))
    #expect(
      code.contains(
        """
        default: if try !_authorType_.assign(i, Post.__facts, 2, v), try !_topicType_.assign(i, Post.__facts, 3, v) \
        { try super._assign(i, v) } } }
        """))
  }

  @Test func aTypeWithoutQuestionMarkIsRequired() throws {
    let expanded = Expanded("@Model class Reply: Record {\n  @BelongsTo var post: Post = .belongs(touch: true)\n}")
    #expect(
      expanded.text.contains(
        #"_post_: ActiveRecord.BelongsToDeclaration<Reply, Post> = .init("post", required: true, .belongs(touch: true))"#))
    #expect(expanded.text.contains("get async throws { try await $post.require() }"))
    #expect(expanded.syntaxErrors == [])
  }

  @Test func anOptionalTargetIsLoaded() {
    let expanded = Expanded("@Model class Reply: Record {\n  @BelongsTo var post: Post?\n}")
    #expect(expanded.text.contains("get async throws { try await $post.load() }"))
  }

  @Test func openTargetsHaveATypeColumn() throws {
    let code = try members("@Model class Asset: Record { @BelongsTo var about: Record? }")
    #expect(code[0].contains(#"[.init("aboutID", Swift.Int?.self)] + ActiveRecord.PolymorphicTypeColumn.columns("aboutType")"#))
    #expect(code.contains("private var _aboutType_: ActiveRecord.PolymorphicTypeColumn = .init()"))
    #expect(code.contains("static var about: ActiveRecord.ToOne<Record> { .init(_about_) }"))
  }

  @Test(arguments: ["var authorID: Int?", "@Column(\"writer\") var authorID: Author.ID?"])
  func aDeclaredKeyIsNotGenerated(_ declaration: String) throws {
    let code = try members("@Model class Post: Record { @BelongsTo var author: Author?; \(declaration) }")
    #expect(code.count { $0.contains("_authorID_:") } == 1)
    #expect(!code.contains { $0.hasPrefix("var authorID") })
  }

  @Test func optionsNameTheKeyAndTheType() throws {
    let named = try members(
      "@Model class Asset: Record { @BelongsTo var owner: Owner? = .belongs(foreignKey: \"OwnerId\", foreignType: \"kind\") }")
    #expect(
      named[0].contains(#"[.init("ownerID", Owner.ID?.self, name: "OwnerId")] + Owner._TypeColumn.columns("ownerType", name: "kind")"#))
    let declared = try members(
      """
      @Model class Asset: Record {
        var reviewerID: Int?; var kind: String?
        @BelongsTo var owner: Owner? = .belongs(foreignKey: \\.reviewerID, foreignType: \\.kind)
      }
      """)
    #expect(!declared.contains { $0.contains("ownerID") || $0.contains("ownerType") })
    let byColumn = try members(
      "@Model class Asset: Record { @Column(\"Owner\") var x: Int?; @BelongsTo var owner: Owner? = .belongs(foreignKey: \"Owner\") }")
    #expect(!byColumn.contains { $0.contains("ownerID") })
  }

  @Test func accessIsCopied() throws {
    let code = try members(
      "@Model public class Post: Record { @BelongsTo public var author: Author?; @BelongsTo private var topic: Topic? }")
    #expect(code.contains("public static var authorID: ActiveRecord.Column<Author.ID?> { .init(__facts, 0) }"))
    #expect(code.contains { $0.hasPrefix("public var authorID: Author.ID? { get") })
    #expect(code.contains { $0.hasPrefix("public var $author: ") })
    #expect(code.contains { $0.hasPrefix("private var $topic: ") })
    #expect(code.contains { $0.hasPrefix("private static var topic: ") })
  }
}
