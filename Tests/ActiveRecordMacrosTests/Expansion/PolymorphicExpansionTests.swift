import Testing

@Suite struct PolymorphicExpansionTests {
  @Test func makesAnEnumATarget() {
    let expanded = Expanded("@Polymorphic enum Attachable {\n  case post(Post), author(Author)\n}")
    for line in [
      "static var classes: [ActiveRecord.Record.Type] { [Post.self, Author.self] }",
      "init?(_ record: ActiveRecord.Record) { switch record { case let r as Post: self = .post(r)",
      "case let r as Author: self = .author(r)", "default: return nil } }",
      "var record: ActiveRecord.Record { switch self { case .post(let r): return r", "case .author(let r): return r",
    ] {
      #expect(expanded.text.contains(line))
    }
    #expect(expanded.text.hasSuffix("}\n\nextension Attachable: ActiveRecord.PolymorphicTarget {}"))
    #expect(expanded.syntaxErrors == [])
    #expect(expanded.messages == [])
  }

  @Test func copiesAccessAndIsolationAndLabels() {
    let text = Expanded("@Polymorphic public nonisolated enum Target {\n  case post(model: Billing.Post)\n}").text
    #expect(text.contains("nonisolated extension Target: ActiveRecord.PolymorphicTarget {}"))
    #expect(text.contains("public static var classes: [ActiveRecord.Record.Type] { [Billing.Post.self] }"))
    #expect(text.contains("public init?(_ record: ActiveRecord.Record)"))
    #expect(text.contains("case let r as Billing.Post: self = .post(model: r)"))
    #expect(text.contains("public var record: ActiveRecord.Record"))
  }

  @Test(arguments: [
    (
      "@Polymorphic struct S {}",
      "1:14 error: '@Polymorphic' works on enums with a case for each model: 'enum Attachable { case post(Post) }'"
    ),
    ("@Polymorphic enum E<T> { case post(T) }", "1:20 error: a set of models cannot be generic: its cases name the models"),
    ("@Polymorphic enum E {}", "1:19 error: 'E' needs a case for each model: 'case post(Post)'"),
    ("@Polymorphic enum E { case post(Post), blog }", "1:40 error: the case 'blog' must carry one model: 'case blog(Blog)'"),
    ("@Polymorphic enum E { case post(Post?) }", "1:28 error: the case 'post' must carry one model: 'case post(Post)'"),
    ("@Polymorphic enum E { case post(Post, Int) }", "1:28 error: the case 'post' must carry one model: 'case post(Post)'"),
    ("@Polymorphic enum E { case post(Post), text(Post) }", "1:40 error: 'post' and 'text' carry the same model 'Post'"),
  ])
  func refusesWhatIsNoSet(_ source: String, _ message: String) {
    let expanded = Expanded(source)
    #expect(expanded.messages == [message])
    #expect(!expanded.text.contains("extension"))
  }

  @Test func aCaseGetsItsModel() {
    #expect(Expanded("@Polymorphic enum E { case post }").fixed() == "@Polymorphic enum E { case post(Post) }")
  }
}
