import Testing

@Suite struct ClassCheckTests {
  @Test func aModelIsAClass() {
    let expanded = Expanded("@Model struct Post {\n  var title: String\n}")
    #expect(expanded.messages == ["1:8 error: '@Model' works on classes: a record is shared by everything that refers to it"])
    #expect(expanded.fixIts == ["write 'class'"])
    #expect(expanded.fixed() == "@Model class Post {\n  var title: String\n}")
    #expect(expanded.text == "struct Post {\n  var title: String\n}")
  }

  @Test(arguments: ["enum", "actor"])
  func otherTypesAreRefusedWithoutAFix(_ word: String) {
    let expanded = Expanded("@Model \(word) Post {}")
    #expect(expanded.messages == ["1:8 error: '@Model' works on classes: a record is shared by everything that refers to it"])
    #expect(expanded.fixIts == [])
  }

  @Test func aModelHasASuperclass() {
    let expanded = Expanded("@Model class Post {\n  var title: String\n}")
    #expect(expanded.messages == ["1:14 error: 'Post' must inherit from Record, or from another model"])
    #expect(expanded.fixed() == "@Model class Post: Record {\n  var title: String\n}")
    #expect(expanded.text == "class Post {\n  var title: String\n}")
  }

  @Test func aModelIsNotGeneric() {
    let expanded = Expanded("@Model class Post<T>: Record {}")
    #expect(
      expanded.messages == [
        "1:18 error: a model cannot be generic: each model has one table. Share code with an abstract model, '@Model(abstract: true)'"
      ])
  }

  @Test(arguments: [
    "@BelongsTo var author: Author?", "@HasOne var author: Author?", "@HasMany var posts: Many<Post>",
    "@HasAndBelongsToMany var posts: Many<Post>", "@Column var title: String", "@PrimaryKey var code: String",
  ])
  func attributesWorkInModels(_ declaration: String) {
    let attribute = declaration.prefix { $0 != " " }
    let expanded = Expanded("class Post {\n  \(declaration)\n}")
    #expect(expanded.messages == ["2:3 error: '\(attribute)' works inside a class with '@Model'"])
    #expect(expanded.text.contains("Swift.fatalError()"))
    #expect(expanded.syntaxErrors == [])
  }

  @Test(arguments: ["var title: String { \"\" }", "static var title = \"\"", "lazy var title = \"\""])
  func attributesWorkOnStoredProperties(_ declaration: String) {
    let expanded = Expanded("@Model class Post: Record {\n  @Column \(declaration)\n}")
    #expect(expanded.messages == ["2:3 error: '@Column' works on stored properties: 'var name: String'"])
  }
}
