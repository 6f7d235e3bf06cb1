import Testing

@Suite struct AssociationCheckTests {
  private func expand(_ declaration: String) -> Expanded { Expanded(source(declaration)) }
  private func source(_ declaration: String) -> String { "@Model class Post: Record {\n  \(declaration)\n}" }

  @Test(arguments: ["BelongsTo", "HasOne"])
  func aRecordIsNoArray(_ attribute: String) {
    let expanded = expand("@\(attribute) var author: [Author]")
    let column = 3 + attribute.count + 14
    #expect(
      expanded.messages == [
        "2:\(column) error: '@\(attribute)' leads to one record, so its type is 'Author' or 'Author?'; for many records write '@HasMany'"
      ])
    #expect(expanded.fixed() == source("@\(attribute) var author: Author?"))
    #expect(expanded.text.contains("get async throws { Swift.fatalError() }"))
    #expect(!expanded.text.contains("$author"))
  }

  @Test func aRecordIsNoCollection() {
    let expanded = expand("@BelongsTo var authors: Many<Author>")
    #expect(
      expanded.messages == [
        "2:27 error: '@BelongsTo' leads to one record, so its type is 'Author' or 'Author?'; for many records write '@HasMany'"
      ])
    #expect(expanded.fixIts == ["write 'Author?'", "write 'HasMany'"])
    #expect(expanded.fixed(1) == source("@HasMany var authors: Many<Author>"))
  }

  @Test(arguments: ["[Reply]", "Set<Reply>", "[Reply]?", "Array<Reply>", "Reply", "Reply?", "Many<Reply>?"])
  func manyRecordsAreACollection(_ type: String) {
    let expanded = expand("@HasMany var replies: \(type)")
    #expect(expanded.messages == ["2:25 error: '@HasMany' leads to many records, so its type is 'Many<Reply>'"])
    #expect(expanded.fixed() == source("@HasMany var replies: Many<Reply>"))
    #expect(expanded.text.contains("get { Swift.fatalError() }"))
  }

  @Test func anAssociationNeedsAType() {
    #expect(
      expand("@HasOne var cover = .has()").messages == [
        "2:15 error: 'cover' needs a type, which says what it leads to: 'var cover: Model?'"
      ])
    #expect(
      expand("@HasMany var covers = .has()").messages == [
        "2:16 error: 'covers' needs a type, which says what it leads to: 'var covers: Many<Model>'"
      ])
    #expect(
      expand("@BelongsTo var cover: (Author, Post)").messages == [
        "2:25 error: '@BelongsTo' needs the type of a model: 'Model?'"
      ])
  }

  @Test(arguments: [
    (
      "@BelongsTo var author: Author? = .has(touch: true)", "2:37 error: the options of '@BelongsTo' are '.belongs(…)'",
      "@BelongsTo var author: Author? = .belongs(touch: true)"
    ),
    (
      "@HasOne var author: Author? = .belongs()", "2:34 error: the options of '@HasOne' are '.has(…)'",
      "@HasOne var author: Author? = .has()"
    ),
    (
      "@HasMany var topics: Many<Topic> = .belongs()", "2:39 error: the options of '@HasMany' are '.has(…)'",
      "@HasMany var topics: Many<Topic> = .has()"
    ),
    (
      "@HasAndBelongsToMany var topics: Many<Topic> = .through(\\.x)",
      "2:51 error: '@HasAndBelongsToMany' cannot go through another association: write '@HasMany'",
      "@HasMany var topics: Many<Topic> = .through(\\.x)"
    ),
    (
      "@BelongsTo var author: Author? = .through(\\.x)",
      "2:37 error: '@BelongsTo' cannot go through another association: write '@HasOne'", "@HasOne var author: Author? = .through(\\.x)"
    ),
  ])
  func optionsFitTheAttribute(_ declaration: String, _ message: String, _ fixed: String) {
    let expanded = expand(declaration)
    #expect(expanded.messages == [message])
    #expect(expanded.fixed() == source(fixed))
    #expect(expanded.text.contains("= .init(\"\(declaration.contains("topics") ? "topics" : "author")\")"))
  }

  @Test(
    arguments: [
      (
        "@BelongsTo var author: Author? = .belongs(dependent: .restrictWithError)", 57,
        "'@BelongsTo' takes '.destroy', '.delete' or '.destroyAsync': who must not go while others point there says so in its own "
          + "'@HasMany' or '@HasOne': '.has(dependent: .restrictWithError)'", nil
      ),
      (
        "@BelongsTo var author: Author? = .belongs(dependent: .restrict)", 57,
        "'@BelongsTo' takes '.destroy', '.delete' or '.destroyAsync': who must not go while others point there says so in its own "
          + "'@HasMany' or '@HasOne': '.has(dependent: .restrictWithError)'", nil
      ),
      (
        "@BelongsTo var author: Author? = .belongs(dependent: .nullify)", 57,
        "'@BelongsTo' takes '.destroy', '.delete' or '.destroyAsync': its key goes with its own row", nil
      ),
      (
        "@BelongsTo var author: Author? = .belongs(dependent: .deleteAll)", 57, "'@BelongsTo' leads to one record: write '.delete'",
        "@BelongsTo var author: Author? = .belongs(dependent: .delete)"
      ),
      (
        "@HasOne var author: Author? = .has(dependent: .deleteAll)", 50, "'@HasOne' leads to one record: write '.delete'",
        "@HasOne var author: Author? = .has(dependent: .delete)"
      ),
      (
        "@HasMany var topics: Many<Topic> = .has(dependent: .delete)", 55, "'@HasMany' leads to many records: write '.deleteAll'",
        "@HasMany var topics: Many<Topic> = .has(dependent: .deleteAll)"
      ),
    ] as [(String, Int, String, String?)])
  func dependentsFitTheAttribute(_ declaration: String, _ column: Int, _ message: String, _ fixed: String?) {
    let expanded = expand(declaration)
    #expect(expanded.messages == ["2:\(column) error: \(message)"])
    if let fixed { #expect(expanded.fixed() == source(fixed)) }
  }

  @Test(arguments: [
    "@BelongsTo var author: Author? = .belongs(dependent: .destroyAsync)",
    "@HasOne var author: Author? = .has(dependent: .restrictWithError)",
    "@HasMany var topics: Many<Topic> = .has(dependent: .restrictWithException)", "@HasOne var author: Author? = .has(dependent: .nullify)",
    "@HasMany var topics: Many<Topic> = .through(\\.posts, dependent: .deleteAll)",
  ])
  func otherDependentsAreFine(_ declaration: String) {
    #expect(expand(declaration).messages == [])
  }

  @Test func otherOptionsAreLeftToTheCompiler() {
    #expect(expand("@HasMany var topics: Many<Topic> = .haz(dependent: .destroy)").messages == [])
  }

  @Test func keyPathsOfOptionsNameColumns() {
    let expanded = expand("@BelongsTo var author: Author? = .belongs(foreignKey: \\.writerID)")
    #expect(expanded.messages == ["2:59 error: 'Post' has no column 'writerID': declare it with 'var writerID: Author.ID?'"])
    #expect(
      expanded.fixed() == source("var writerID: Author.ID?\n  @BelongsTo var author: Author? = .belongs(foreignKey: \\.writerID)"))
    #expect(expanded.text.contains(#"= .init("author")"#))
    let type = expand("@BelongsTo var owner: Owner? = .belongs(foreignType: \\.kind)")
    #expect(type.messages == ["2:58 error: 'Post' has no column 'kind': declare it with 'var kind: String?'"])
    let open = expand("@BelongsTo var owner: Record? = .belongs(foreignKey: \\.key)")
    #expect(open.messages == ["2:58 error: 'Post' has no column 'key': declare it with 'var key: Int?'"])
  }

  @Test func keyPathsMayNameGeneratedAndInheritedColumns() {
    #expect(
      expand("@BelongsTo var author: Author?; @BelongsTo var writer: Author? = .belongs(foreignKey: \\.authorID)").messages == [])
    #expect(expand("@BelongsTo var author: Author? = .belongs(foreignKey: \\Post.writerID); var writerID: Int?").messages == [])
    #expect(
      Expanded("@Model class Guest: Post {\n  @BelongsTo var author: Author? = .belongs(foreignKey: \\.writerID)\n}").messages == [])
  }

  @Test(arguments: [
    (
      "@Column(\"x\") @BelongsTo var author: Author?",
      "2:3 error: 'author' cannot have both '@BelongsTo' and '@Column': name the column of the key with '.belongs(foreignKey: \"…\")'",
      "@BelongsTo var author: Author?"
    ),
    (
      "@HasOne @Column var author: Author?",
      "2:11 error: 'author' cannot have both '@HasOne' and '@Column': an association has no column of its own",
      "@HasOne var author: Author?"
    ),
    (
      "@BelongsTo @HasOne var author: Author?", "2:14 error: 'author' cannot have both '@BelongsTo' and '@HasOne'",
      "@BelongsTo var author: Author?"
    ),
    (
      "@PrimaryKey @Column(\"x\") var code: String",
      "2:15 error: 'code' cannot have both '@PrimaryKey' and '@Column': '@PrimaryKey(\"…\")' names the column, too",
      "@PrimaryKey var code: String"
    ),
  ])
  func oneAttributeForEachProperty(_ declaration: String, _ message: String, _ fixed: String) {
    let expanded = expand(declaration)
    #expect(expanded.messages == [message])
    #expect(expanded.fixed() == source(fixed))
  }
}
