/// Rules about associations and their options.
extension MacroRule {
  static let ofAssociations: [MacroRule] = [
    MacroRule(
      "ShapeCheck", "'cover' needs a type, which says what it leads to", refuses: "@HasOne var cover = .has()",
      passes: "@HasOne var cover: Cover? = .has()"),
    MacroRule(
      "ShapeCheck", "'@BelongsTo' needs the type of a model", refuses: "@BelongsTo var cover: (Author, Post)",
      passes: "@BelongsTo var cover: Billing.Cover?"),
    MacroRule(
      "ShapeCheck", "'@BelongsTo' leads to one record", refuses: "@BelongsTo var author: [Author]", fixed: "@BelongsTo var author: Author?",
      passes: "@BelongsTo var author: Author"),
    MacroRule(
      "ShapeCheck", "'@HasMany' leads to many records", refuses: "@HasMany var replies: [Reply]",
      fixed: "@HasMany var replies: Many<Reply>",
      passes: "@HasMany var replies: Many<Reply>"),
    MacroRule(
      "NumberCheck", "its name should be singular: 'author'", refuses: "@BelongsTo var authors: Author?",
      fixed: "@BelongsTo var author: Author?", passes: "@BelongsTo var author: Author?"),
    MacroRule(
      "NumberCheck", "its name should be plural: 'replies'", refuses: "@HasMany var reply: Many<Reply>",
      fixed: "@HasMany var replies: Many<Reply>", passes: "@HasMany var replies: Many<Reply>"),
    MacroRule(
      "OptionCheck", "the options of '@BelongsTo' are '.belongs(…)'", refuses: "@BelongsTo var author: Author? = .has(touch: true)",
      fixed: "@BelongsTo var author: Author? = .belongs(touch: true)", passes: "@BelongsTo var author: Author? = .belongs(touch: true)"),
    MacroRule(
      "OptionCheck", "'@BelongsTo' cannot go through another association", refuses: "@BelongsTo var author: Author? = .through(\\.x)",
      fixed: "@HasOne var author: Author? = .through(\\.x)", passes: "@HasOne var author: Author? = .through(\\.x)"),
    MacroRule(
      "OptionNameCheck", "'.has' of '@HasMany' has no option 'dependant': did you mean 'dependent'?",
      refuses: "@HasMany var topics: Many<Topic> = .has(dependant: .destroy)",
      fixed: "@HasMany var topics: Many<Topic> = .has(dependent: .destroy)",
      passes: "@HasMany var topics: Many<Topic> = .has(dependent: .destroy)"),
    MacroRule(
      "DependentCheck", "'@HasOne' leads to one record: write '.delete'",
      refuses: "@HasOne var author: Author? = .has(dependent: .deleteAll)",
      fixed: "@HasOne var author: Author? = .has(dependent: .delete)", passes: "@HasOne var author: Author? = .has(dependent: .nullify)"),
    MacroRule(
      "DependentCheck", "its key goes with its own row", refuses: "@BelongsTo var author: Author? = .belongs(dependent: .nullify)",
      passes: "@BelongsTo var author: Author? = .belongs(dependent: .destroyAsync)"),
    MacroRule(
      "DependentCheck", "who must not go while others point there says so in its own '@HasMany' or '@HasOne'",
      refuses: "@BelongsTo var author: Author? = .belongs(dependent: .restrictWithError)",
      passes: "@HasOne var author: Author? = .has(dependent: .restrictWithError)"),
    MacroRule(
      "ForeignKeyCheck", "'Post' has no column 'writerID'", refuses: "@BelongsTo var author: Author? = .belongs(foreignKey: \\.writerID)",
      fixed: "var writerID: Author.ID?\n  @BelongsTo var author: Author? = .belongs(foreignKey: \\.writerID)",
      passes: "@BelongsTo var author: Author? = .belongs(foreignKey: \\.writerID)\n  var writerID: Int?"),
    MacroRule(
      "OwnerScopeCheck", "a scope that takes the owner of 'report' writes the types of both",
      refuses: "@HasOne var report: Report? = .has { reports, shift in reports }",
      fixed: "@HasOne var report: Report? = .has { (reports: Relation<Report>, shift: Post) in reports }",
      passes: "@HasOne var report: Report? = .has { reports in reports }"),
  ]
}
