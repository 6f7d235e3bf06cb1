import Testing

@Suite struct ColumnCheckTests {
  private func expand(_ declaration: String) -> Expanded { Expanded("@Model class Post: Record {\n  \(declaration)\n}") }
  private func source(_ declaration: String) -> String { "@Model class Post: Record {\n  \(declaration)\n}" }

  @Test func constantsAreRefused() {
    let expanded = expand("let title: String")
    #expect(expanded.messages == ["2:3 error: 'title' must be a 'var': reloading a record sets its properties"])
    #expect(expanded.fixed() == source("var title: String"))
    #expect(!expanded.text.contains("_title_"))
  }

  @Test func oneVarForEachProperty() {
    #expect(expand("var a = 1, b = 2").messages == ["2:7 error: write one 'var' for each property of a model"])
  }

  @Test(arguments: ["willSet", "didSet"])
  func observersAreRefused(_ word: String) {
    let expanded = expand("var a = 1 { \(word) { print(a) } }")
    #expect(
      expanded.messages == [
        "2:15 error: 'a' cannot have observers: use a callback in 'rules' (beforeSave, afterSave), or mark it with '@Transient'"
      ])
    #expect(expanded.fixed() == source("@Transient var a = 1 { \(word) { print(a) } }"))
    #expect(!expanded.text.contains("_a_"))
  }

  @Test(arguments: ["weak", "unowned"])
  func referencesAreRefused(_ word: String) {
    let expanded = expand("\(word) var delegate: Delegate?")
    #expect(
      expanded.messages == ["2:3 error: a column holds a value: 'delegate' must be an association, or be marked with '@Transient'"])
    #expect(expanded.fixed() == source("@Transient \(word) var delegate: Delegate?"))
  }

  @Test func conditionsAreRefused() {
    let expanded = Expanded("@Model class Post: Record {\n  #if DEBUG\n  var a = 1\n  func f() {}\n  #endif\n}")
    #expect(expanded.messages == ["3:7 error: 'a' must not stand inside '#if': move it out, or mark it with '@Transient'"])
    #expect(expanded.fixed() == "@Model class Post: Record {\n  #if DEBUG\n  @Transient var a = 1\n  func f() {}\n  #endif\n}")
    #expect(Expanded("@Model class Post: Record {\n  #if DEBUG\n  func f() {}\n  #endif\n}").messages == [])
  }

  @Test(arguments: [
    ("UUID()", "var token: UUID = UUID()"), ("Status.draft", "var token: Status = Status.draft"),
    ("Billing.Plan.free", "var token: Billing.Plan = Billing.Plan.free"),
  ])
  func typesAreNotGuessed(_ value: String, _ fixed: String) {
    let expanded = expand("var token = \(value)")
    #expect(expanded.messages == ["2:7 error: 'token' needs a type: only a literal tells the type of a column"])
    #expect(expanded.fixed() == source(fixed))
    #expect(expanded.syntaxErrors == [])
  }

  @Test func unknownExpressionsHaveNoFix() {
    #expect(expand("var token = makeToken()").fixIts == [])
    #expect(expand("var token = makeToken()").messages.count == 1)
  }

  @Test(arguments: ["Status", "Billing.Plan", "URL", "Author.ID"])
  func requiredColumnsOfTypesOfOnesOwnAreCheckedAtTheUsersLine(_ type: String) {
    let expanded = expand("var status: \(type)")
    #expect(expanded.messages == [])
    let code = "#sourceLocation(file: \"test.swift\", line: 2)\nprivate var _status_: \(type) = ._unset\n#sourceLocation()\n"
    #expect(expanded.text.replacing("\n    ", with: "\n").contains(code))
    #expect(expanded.syntaxErrors == [])
    #expect(!expand("var status: \(type)?").text.contains("#sourceLocation"))
    #expect(!expand("var status: \(type) = .draft").text.contains("#sourceLocation"))
  }

  @Test(arguments: [
    "Int", "Swift.Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt64", "UInt8", "UInt16", "UInt32", "Double", "Float", "Bool",
    "String", "Data",
    "Foundation.Date", "UUID", "Decimal", "Status?", "Optional<Status>",
  ])
  func typesWithAnEmptyValueNeedNoDefault(_ type: String) {
    #expect(expand("var value: \(type)").messages == [])
    #expect(!expand("var value: \(type)").text.contains("#sourceLocation"))
  }

  @Test func twoPropertiesForOneColumn() {
    let expanded = Expanded("@Model class Post: Record {\n  var authorName = 1\n  @Column(\"author_name\") var name = 2\n}")
    #expect(expanded.messages == ["3:30 error: 'name' and 'authorName' stand for the same column 'author_name'"])
    let key = Expanded("@Model(primaryKey: \"number\") class Post: Record {\n  var number = 1\n}")
    #expect(key.messages == ["2:7 error: 'number' and 'id' stand for the same column 'number'"])
    let keys = Expanded(
      """
      @Model class Post: Record {
        @BelongsTo var author: Author? = .belongs(foreignKey: "x")
        @BelongsTo var editor: Author? = .belongs(foreignKey: "x")
      }
      """)
    #expect(keys.messages == ["3:18 error: 'editorID' and 'authorID' stand for the same column 'x'"])
  }

  @Test(arguments: [
    ("authorID", "author_id"), ("tagIDs", "tag_ids"), ("htmlPage", "html_page"), ("htmlPDFText", "html_pdf_text"), ("a1B", "a1_b"),
    ("plain", "plain"), ("snake_case", "snake_case"),
  ])
  func columnsAreNamedInSnakeCase(_ property: String, _ column: String) {
    let expanded = Expanded("@Model class Post: Record {\n  var \(property) = 1\n  @Column(\"\(column)\") var other = 2\n}")
    #expect(expanded.messages.count == 1)
  }

  @Test func aKeyMayHaveSeveralColumns() {
    let expanded = Expanded("@Model class Post: Record {\n  @PrimaryKey var a: String\n  var title: String\n  @PrimaryKey var b: Int\n}")
    #expect(expanded.messages.isEmpty)
    #expect(expanded.text.contains(#".init("a", String.self, isKey: true)"#))
    #expect(expanded.text.contains(#".init("b", Int.self, isKeyPart: true)"#))
    #expect(expanded.text.contains("static func find(_ key: (String, Int)) async throws -> Self"))
    #expect(expanded.text.contains("the key of 'Post' has several columns: a, b"))
  }

  @Test func eachPropertyOfAForeignKeyIsAColumn() {
    let expanded = Expanded(
      """
      @Model class Line: Record {
        var shopID: Int?
        @BelongsTo var order: Order? = .belongs(foreignKey: [\\.shopID, \\.orderNumber])
      }
      """)
    #expect(expanded.messages == ["3:68 error: 'Line' has no column 'orderNumber': declare it with 'var orderNumber: Int?'"])
    #expect(!expanded.text.contains("orderID"))
  }
}
