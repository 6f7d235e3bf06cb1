import Testing

@Suite struct ColumnExpansionTests {
  @Test func emitsEverythingForPlainColumns() throws {
    let code = try members("@Model class Post: Record { var title: String; var subtitle: String?; var views = 0 }")
    #expect(
      code == [
        #"""
        private static let __facts = ActiveRecord.ModelFacts(Post.self, columns: [.init("title", String.self), \#
        .init("subtitle", String?.self), .init("views", Swift.Int.self, hasDefault: true)])
        """#,
        "override class var _facts: ActiveRecord.ModelFacts { __facts }",
        "typealias ID = Swift.Int",
        "private var _title_: String = ._unset",
        "static var title: ActiveRecord.Column<String> { .init(__facts, 0) }",
        "private static var _title_index: Swift.Int { 1 }",
        "private var _subtitle_: String? = nil",
        "static var subtitle: ActiveRecord.Column<String?> { .init(__facts, 1) }",
        "private static var _subtitle_index: Swift.Int { 2 }",
        "private var _views_: Swift.Int = 0",
        "static var views: ActiveRecord.Column<Swift.Int> { .init(__facts, 2) }",
        "private static var _views_index: Swift.Int { 3 }",
        """
        override func _decode(_ row: ActiveRecord.Row) throws { try super._decode(row); _title_ = try row[1]; _subtitle_ = \
        try row[2]; _views_ = try row[3] }
        """,
        "override func _value(_ i: Swift.Int) -> ActiveRecord.DatabaseValue { switch i { case 1: return _title_.databaseValue",
        "case 2: return _subtitle_.databaseValue",
        "case 3: return _views_.databaseValue",
        "default: return super._value(i) } }",
        """
        override func _assign(_ i: Swift.Int, _ v: ActiveRecord.DatabaseValue) throws { switch i { case 1: _title_ = try \
        .init(databaseValue: v)
        """,
        "case 2: _subtitle_ = try (String?).init(databaseValue: v)",
        "case 3: _views_ = try .init(databaseValue: v)",
        "default: try super._assign(i, v) } }",
        "override class func _declareRules(_ book: Swift.AnyObject) { super._declareRules(book); rules(ActiveRecord.Rules<Post>(book)) }",
        """
        convenience init(title: String, subtitle: String? = nil, views: Swift.Int = 0) { self.init(); self.title = title; \
        if let subtitle { self.subtitle = subtitle }; self.views = views; _initialized() }
        """,
      ])
  }

  @Test func propertiesReadAndWriteTheStorage() {
    #expect(Expanded("@Model class Post: Record {\n  var title: String\n}").text.contains("  @ActiveRecord.Column\n  var title: String\n"))
    let expanded = Expanded("@Model class Post: Record {\n  @Column var title: String\n}")
    #expect(expanded.text.contains("get { _title_ }"))
    #expect(expanded.text.contains("set { if _changes(Self._title_index, _title_, newValue) { _title_ = newValue } }"))
    #expect(expanded.syntaxErrors == [])
    #expect(expanded.messages == [])
  }

  @Test(arguments: [
    ("var a = 1", "Swift.Int"), ("var a = -1", "Swift.Int"), ("var a = 1.5", "Swift.Double"), ("var a = -1.5", "Swift.Double"),
    ("var a = true", "Swift.Bool"), ("var a = \"x\"", "Swift.String"), ("var a: Int64 = 1", "Int64"),
  ])
  func literalsTellTheType(_ declaration: String, _ type: String) throws {
    let code = try members("@Model class Post: Record { \(declaration) }")
    #expect(code.contains("static var a: ActiveRecord.Column<\(type)> { .init(__facts, 0) }"))
  }

  @Test func leavesEverythingElseAlone() throws {
    let code = try members(
      """
      @Model class Post: Record {
        static var shared = 1; class var other: Int { 1 }; lazy var slow = 1; var computed: Int { 1 }
        @Transient var cache: [Int] = []
        func publish() {}
      }
      """)
    #expect(
      code == [
        "private static let __facts = ActiveRecord.ModelFacts(Post.self, columns: [])",
        "override class var _facts: ActiveRecord.ModelFacts { __facts }",
        "typealias ID = Swift.Int",
        "override class func _declareRules(_ book: Swift.AnyObject) { super._declareRules(book); rules(ActiveRecord.Rules<Post>(book)) }",
      ])
    #expect(!Expanded("@Model class Post: Record { @Transient var cache = 1; lazy var slow = 1 }").text.contains("_changes"))
  }

  @Test func namesColumnsAndKeepsBackticks() throws {
    let code = try members("@Model class Post: Record { @Column(\"Title\") var title: String; var `default` = 1 }")
    #expect(
      code[0].hasSuffix(#"columns: [.init("title", String.self, name: "Title"), .init("default", Swift.Int.self, hasDefault: true)])"#))
    #expect(code.contains("private var _default_: Swift.Int = 1"))
    #expect(code.contains("static var `default`: ActiveRecord.Column<Swift.Int> { .init(__facts, 1) }"))
    #expect(code.last?.hasSuffix("self.`default` = `default`; _initialized() }") == true)
  }

  @Test func defaultsOfOptionalsAreKept() throws {
    let code = try members("@Model class Post: Record { var status: Status? = .draft; var none: Int? = nil }")
    #expect(code.contains("private var _status_: Status? = .draft"))
    #expect(code[0].contains(#".init("status", Status?.self, hasDefault: true), .init("none", Int?.self)"#))
  }
}
