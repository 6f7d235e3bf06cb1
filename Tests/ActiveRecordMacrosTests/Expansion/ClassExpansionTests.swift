import Testing

@Suite struct ClassExpansionTests {
  @Test func passesOnWhatTheAttributeSays() throws {
    let code = try members(
      "@Model(table: \"Album\", primaryKey: \"AlbumId\", typeColumn: \"kind\", subclasses: A.self, B.self) class Album: Record {}")
    #expect(
      code[0] == """
        private static let __facts = ActiveRecord.ModelFacts(Album.self, table: "Album", primaryKey: "AlbumId", typeColumn: "kind", \
        columns: [], subclasses: { [A.self, B.self] })
        """)
  }

  @Test func namesInTheDatabaseArePassedOn() throws {
    let code = try members("@Model(storedName: \"tea\") class Tea: Drink {}")
    #expect(
      code[0] == #"private static let __facts = ActiveRecord.ModelFacts(Tea.self, parent: Drink.self, storedName: "tea", columns: [])"#)
  }

  @Test func abstractClassesPassOnTheTypeOfTheKey() throws {
    let code = try members("@Model(abstract: true) class ApplicationRecord: ActiveRecord.Record {}")
    #expect(code[0] == "private static let __facts = ActiveRecord.ModelFacts(ApplicationRecord.self, isAbstract: true, columns: [])")
    #expect(code.contains("typealias ID = Swift.Int"))
  }

  @Test func associationsOfAbstractClassesAreThoseOfTheClassThatIsAsked() throws {
    let code = try members("@Model(abstract: true) class Curio: Record { @HasOne var label: Label?; @HasMany var notes: Many<Note> }")
    #expect(code.contains("static var label: ActiveRecord.ToOne<Label> { .init(_label_, of: self) }"))
    #expect(code.contains("static var notes: ActiveRecord.ToMany<Note> { .init(_notes_, of: self) }"))
  }

  @Test func subclassesCountFromTheirOffset() throws {
    let code = try members("@Model class GuestPost: Page { var guest: String?; var age = 0 }")
    #expect(code[0].hasPrefix("private static let __facts = ActiveRecord.ModelFacts(GuestPost.self, parent: Page.self, columns: ["))
    #expect(!code.contains { $0.contains("typealias ID") })
    #expect(
      code.contains(
        """
        override func _decode(_ row: ActiveRecord.Row) throws { let o = GuestPost.__facts._offset; try super._decode(row); \
        _guest_ = try row[o + 0]; _age_ = try row[o + 1] }
        """))
    #expect(
      code.contains(
        """
        override func _assign(_ i: Swift.Int, _ v: ActiveRecord.DatabaseValue) throws { let o = GuestPost.__facts._offset; \
        switch i - o { case 0: _guest_ = try (String?).init(databaseValue: v)
        """))
  }

  /// Also where the class shows none: they may stand in an extension, which the macro does not see.
  @Test(arguments: ["static func rules(_ post: Rules<Post>) {}", "func rules(_ x: Int) {}", ""]) func rulesAreCalled(_ member: String)
    throws
  {
    let code = try members("@Model class Post: Record { \(member) }")
    #expect(
      code.last
        == "override class func _declareRules(_ book: Swift.AnyObject) { super._declareRules(book); rules(ActiveRecord.Rules<Post>(book)) }"
    )
  }

  @Test(arguments: [("public", "public "), ("open", "public "), ("package", "package "), ("internal", ""), ("private", "")])
  func overridesAreAsVisibleAsTheClass(_ access: String, _ prefix: String) throws {
    let code = try members("@Model \(access) class Post: Record { \(access) var title: String; static func rules(_ post: Rules<Post>) {} }")
    #expect(code.contains("\(prefix)override class var _facts: ActiveRecord.ModelFacts { __facts }"))
    #expect(code.contains("\(prefix)typealias ID = Swift.Int"))
    #expect(code.contains { $0.hasPrefix("\(prefix)override func _decode(") })
    #expect(code.contains { $0.hasPrefix("\(prefix)override func _value(") })
    #expect(code.contains { $0.hasPrefix("\(prefix)override func _assign(") })
    #expect(code.contains { $0.hasPrefix("\(prefix)override class func _declareRules(") })
    let own = access == "private" ? "private " : prefix
    #expect(code.contains("\(own)static var title: ActiveRecord.Column<String> { .init(__facts, 0) }"))
  }

  @Test func nestedAndFinalClassesWork() {
    let expanded = Expanded("enum Billing {\n  @Model final class Account: Record {\n    var title: String\n  }\n}")
    #expect(expanded.text.contains("ActiveRecord.ModelFacts(Account.self"))
    #expect(expanded.messages == [])
    #expect(expanded.syntaxErrors == [])
  }
}
