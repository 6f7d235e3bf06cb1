import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models of the chapter on nested attributes.
enum GuideNested {
  // snippet.nested-models
  @Model class Survey: Record {
    var title: String
    var isOpen = true
    @HasMany var questions: Many<Question>
    @HasOne var cover: Cover?

    static func rules(_ survey: Rules<Survey>) {
      survey.acceptsNestedAttributes(for: \.questions, allowDestroy: true, limit: 50, rejectIf: { $0.isBlank })
      survey.acceptsNestedAttributes(for: \.cover, updateOnly: true)
    }
  }
  @Model class Question: Record {
    var text: String
    var points = 1
    @BelongsTo var survey: Survey
    static func rules(_ question: Rules<Question>) { question.validates(\.text, .presence) }
  }
  @Model class Cover: Record {
    var color: String
    @BelongsTo var survey: Survey
  }
  // snippet.end

  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      for sql: SQL in [
        "CREATE TABLE surveys (id INTEGER PRIMARY KEY, title TEXT NOT NULL, is_open BOOLEAN NOT NULL)",
        "CREATE TABLE questions (id INTEGER PRIMARY KEY, text TEXT NOT NULL, points INTEGER NOT NULL, survey_id INTEGER NOT NULL)",
        "CREATE TABLE covers (id INTEGER PRIMARY KEY, color TEXT NOT NULL, survey_id INTEGER NOT NULL)",
      ] { try await database.execute(sql) }
      try await body(SQLRecorder(database))
    }
  }
}

@Suite struct NestedAttributesGuideTests {
  typealias Survey = GuideNested.Survey
  typealias Question = GuideNested.Question

  @Test func typed() async throws {
    try await GuideNested.run { _ in
      // snippet.nested-typed
      let survey = try await Survey.create(
        Attributes {
          $0.title = "Tea"
          $0.questions = [.new { $0.text = "Milk?" }, .new { $0.text = "Sugar?" }]
          $0.cover = .new { $0.color = "green" }
        })
      let (milk, sugar) = (survey.questions.target[0], survey.questions.target[1])
      try await survey.update(
        Attributes {
          $0.title = "Tea time"
          $0.questions = [.update(milk.id ?? 0) { $0.points = 2 }, .destroy(sugar.id ?? 0), .new { $0.text = "Cake?" }]
        })
      // snippet.end
      #expect(try await Question.order { $0.id.asc }.pluck(\.text) == ["Milk?", "Cake?"])
      #expect(try await Question.find(milk.id ?? 0).points == 2)
      #expect(try await GuideNested.Cover.first()?.color == "green")
    }
  }

  @Test func input() async throws {
    try await GuideNested.run { _ in
      let tea = try await Survey.create(
        Attributes {
          $0.title = "Tea"; $0.questions = [.new { $0.text = "1" }, .new { $0.text = "2" }]
        })
      // snippet.nested-json
      let form = Permit<Survey>(\.title).nested(\.questions, Permit(\.text, \.points))
      let body = #"{"title": "Coffee", "isOpen": false, "questions": [{"text": "Black?"}, {"text": ""}]}"#
      let coffee = try await Survey.create(form.decode(json: body))
      #expect(coffee.isOpen && coffee.questions.target.map(\.text) == ["Black?"])
      // snippet.end
      // snippet.nested-form
      try await coffee.update(form.decode(form: "title=Caf%C3%A9&questions[0][id]=3&questions[0][_destroy]=1"))
      // snippet.end
      #expect(coffee.title == "Café")
      #expect(try await Question.pluck(\.surveyID) == [tea.id, tea.id])
    }
  }
}
