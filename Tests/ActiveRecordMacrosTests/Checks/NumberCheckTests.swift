import Testing

@Suite struct NumberCheckTests {
  private func expand(_ declaration: String) -> Expanded { Expanded("@Model class Post: Record {\n  \(declaration)\n}") }

  @Test(arguments: [
    ("@BelongsTo var authors: Author?", "authors", "author"), ("@HasOne var categories: Category?", "categories", "category"),
    ("@BelongsTo var mainBoxes: Billing.Box?", "mainBoxes", "mainBox"),
  ])
  func oneRecordHasASingularName(_ declaration: String, _ name: String, _ right: String) {
    let expanded = expand(declaration)
    #expect(
      expanded.messages.map { $0.drop { $0 != " " } } == [
        " warning: '\(name)' leads to one record, so its name should be singular: '\(right)'"
      ])
    #expect(expanded.fixed().contains(" \(right): "))
  }

  @Test(arguments: [
    ("@HasMany var reply: Many<Reply>", "reply", "replies"), ("@HasAndBelongsToMany var topic: Many<Topic>", "topic", "topics"),
    ("@HasMany var oldDay: Many<Day>", "oldDay", "oldDays"), ("@HasMany var lunch: Many<Lunch>", "lunch", "lunches"),
  ])
  func manyRecordsHaveAPluralName(_ declaration: String, _ name: String, _ right: String) {
    let expanded = expand(declaration)
    #expect(
      expanded.messages.map { $0.drop { $0 != " " } } == [
        " warning: '\(name)' leads to many records, so its name should be plural: '\(right)'"
      ])
    #expect(expanded.fixed().contains(" \(right): "))
  }

  @Test(arguments: [
    "@BelongsTo var boss: Person?", "@BelongsTo var status: Status?", "@BelongsTo var address: Address?", "@BelongsTo var series: Series?",
    "@BelongsTo var headquarters: Office?", "@HasMany var sheep: Many<Sheep>", "@HasMany var published: Many<Post>",
    "@HasMany var news: Many<News>", "@HasMany var staff: Many<Person>", "@HasMany var children: Many<Child>",
    "@HasMany var person: Many<Person>",
    "@HasMany var bus: Many<Bus>", "@HasMany var posts: Many<Post>",
  ])
  func otherWordsAreLeftAlone(_ declaration: String) {
    #expect(expand(declaration).messages == [])
  }
}
