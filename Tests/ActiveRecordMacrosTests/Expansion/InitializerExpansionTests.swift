import Testing

@Suite struct InitializerExpansionTests {
  private func initializer(_ body: String, access: String = "") throws -> String? {
    try members("@Model \(access)class Post: Record { \(body) }").first { $0.contains("convenience init") }
  }

  @Test func takesColumnsAndAssociationsInOrder() throws {
    #expect(
      try initializer("var title: String; @BelongsTo var author: Author; var views = 0; @HasOne var cover: Cover?")
        == """
        convenience init(title: String, author: Author, views: Swift.Int = 0, cover: Cover? = nil) { self.init(); self.title = title; \
        $author.set(author); self.views = views; if let cover { $cover._assign(cover) }; _initialized() }
        """)
  }

  @Test func optionalAssociationsCanBeLeftOut() throws {
    #expect(
      try initializer("@BelongsTo var author: Author?; @HasOne var cover: Cover")
        == """
        convenience init(author: Author? = nil, cover: Cover? = nil) { self.init(); if let author { $author.set(author) }; \
        if let cover { $cover._assign(cover) }; _initialized() }
        """)
  }

  @Test(arguments: [
    "", "@HasMany var posts: Many<Post>", "@HasOne var avatar: Avatar? = .through(\\.profile)", "private var secret = 1",
    "init(x: Int) { super.init() }; var title: String",
  ])
  func isLeftOutWithoutParametersAndWhereThereIsOne(_ body: String) throws {
    #expect(try initializer(body) == nil)
  }

  @Test func isAsVisibleAsItsParameters() throws {
    #expect(try initializer("public var a = 1", access: "public ")?.hasPrefix("public convenience init") == true)
    #expect(try initializer("public var a = 1; var b = 2", access: "public ")?.hasPrefix("convenience init(a: Swift.Int = 1, b:") == true)
    #expect(try initializer("package var a = 1", access: "package ")?.hasPrefix("package convenience init") == true)
    #expect(try initializer("private var a = 1", access: "private ")?.hasPrefix("convenience init(a:") == true)
  }

  @Test func publicDefaultsThatAreNoLiteralsStayInside() throws {
    #expect(
      try initializer("public var token: UUID = makeToken(); public var a: Int? = limit", access: "public ")
        == """
        public convenience init(token: (UUID)? = nil, a: Int? = nil) { self.init(); if let token { self.token = token }; \
        if let a { self.a = a }; _initialized() }
        """)
    #expect(
      try initializer("var token: UUID = makeToken()")
        == "convenience init(token: UUID = makeToken()) { self.init(); self.token = token; _initialized() }")
  }
}
