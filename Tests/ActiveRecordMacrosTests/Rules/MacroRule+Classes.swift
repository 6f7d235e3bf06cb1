/// Rules about classes, sets of models, and where attributes stand.
extension MacroRule {
  static let ofClasses: [MacroRule] = [
    MacroRule(
      "ClassCheck", "'@Model' works on classes", source: "@Model struct Post {\n  var title: String\n}",
      fixed: "@Model class Post {\n  var title: String\n}", passes: "@Model class Post: Record {\n  var title: String\n}"),
    MacroRule(
      "ClassCheck", "a model cannot be generic", source: "@Model class Post<T>: Record {}",
      passes: "@Model(abstract: true) class Post: Record {}"),
    MacroRule(
      "ClassCheck", "'Post' must inherit from Record", source: "@Model class Post {\n  var title: String\n}",
      fixed: "@Model class Post: Record {\n  var title: String\n}", passes: "@Model class Post: Page {\n  var title: String\n}"),
    MacroRule(
      "RulesCheck", "nobody calls 'rules' in this form: write 'static func rules(_ post: Rules<Post>)'",
      refuses: "func rules(_ post: Rules<Post>) {}", passes: "static func rules(_ post: Rules<Post>) {}"),
    MacroRule(
      "RulesCheck", "nobody calls 'rules' in this form", refuses: "static func rules(post: ActiveRecord.Rules<Post>) {}",
      passes: "static func rules(of posts: [Post]) -> [String] { [] }"),
    MacroRule(
      "RulesCheck", "'rules' must not stand inside '#if'",
      refuses: "#if DEBUG\n  static func rules(_ post: Rules<Post>) {}\n  #endif",
      passes: "static func rules(_ post: Rules<Post>) {\n    #if DEBUG\n    print(post)\n    #endif\n  }"),
    MacroRule(
      "PlacementCheck", "'@Column' works inside a class with '@Model'", source: "class Post {\n  @Column var title: String\n}",
      passes: "@Model class Post: Record {\n  @Column(\"heading\") var title: String\n}"),
    MacroRule(
      "PlacementCheck", "'@Column' works on stored properties", refuses: "@Column static var title = \"\"",
      passes: "static var title = \"\""),
    MacroRule(
      "IsolationCheck", "this target does not enable 'NonisolatedNonsendingByDefault'",
      source: "@Model class Post: Record {\n  @HasOne var cover: Cover?\n}",
      fixed: "@Model class Post: Record {\n  @HasOne nonisolated(nonsending) var cover: Cover?\n}",
      passes: "@Model class Post: Record {\n  @HasMany var covers: Many<Cover>\n}", features: []),
    MacroRule(
      "PolymorphicCheck", "'@Polymorphic' works on enums", source: "@Polymorphic struct Subject {}",
      passes: "@Polymorphic enum Subject { case post(Post) }"),
    MacroRule(
      "PolymorphicCheck", "a set of models cannot be generic", source: "@Polymorphic enum E<T> { case post(T) }",
      passes: "@Polymorphic enum E { case post(Post) }"),
    MacroRule(
      "PolymorphicCheck", "'E' needs a case for each model", source: "@Polymorphic enum E {}",
      passes: "@Polymorphic enum E { case post(Post), blog(Blog) }"),
    MacroRule(
      "PolymorphicCheck", "the case 'post' must carry one model", source: "@Polymorphic enum E { case post }",
      fixed: "@Polymorphic enum E { case post(Post) }", passes: "@Polymorphic enum E { case post(Post) }"),
    MacroRule(
      "PolymorphicCheck", "'post' and 'text' carry the same model 'Post'", source: "@Polymorphic enum E { case post(Post), text(Post) }",
      passes: "@Polymorphic enum E { case post(Post), text(Text) }"),
  ]
}
