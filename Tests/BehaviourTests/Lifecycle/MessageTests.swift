import ActiveRecord
import ActiveRecordTesting
import Testing

/// The words of Rails' `en.yml`, each by the check that says it, and the same in a table of one's own.
@Suite struct MessageTests {
  /// A check, what is examined, and the sentence.
  struct Finding: Sendable {
    let asked: String
    let kind: String
    let sentence: String
    let change: @Sendable (Examinee) -> Void

    init(_ asked: String, _ kind: String, _ sentence: String, _ change: @escaping @Sendable (Examinee) -> Void) {
      (self.asked, self.kind, self.sentence, self.change) = (asked, kind, sentence, change)
    }
  }

  static let findings = [
    Finding("inclusion", "inclusion", "Level is not included in the list") { $0.level = "king" },
    Finding("exclusion", "exclusion", "Level is reserved") { $0.level = "root" },
    Finding("format", "invalid", "Level is invalid") { $0.level = "A" },
    Finding("confirmation", "confirmation", "Email confirmation doesn't match Email") { ($0.email, $0.again) = ("a", "b") },
    Finding("acceptance", "accepted", "Terms must be accepted") { $0.terms = false },
    Finding("presence", "blank", "Name can't be blank") { $0.name = " " },
    Finding("absence", "present", "Name must be blank") { $0.name = "x" },
    Finding("at most one", "too_long", "Name is too long (maximum is 1 character)") { $0.name = "xy" },
    Finding("at most two", "too_long", "Name is too long (maximum is 2 characters)") { $0.name = "xyz" },
    Finding("at least one", "too_short", "Name is too short (minimum is 1 character)") { $0.name = "" },
    Finding("at least two", "too_short", "Name is too short (minimum is 2 characters)") { $0.name = "x" },
    Finding("just one", "wrong_length", "Name is the wrong length (should be 1 character)") { $0.name = "xy" },
    Finding("just two", "wrong_length", "Name is the wrong length (should be 2 characters)") { $0.name = "xyz" },
    Finding("number", "not_a_number", "Score is not a number") { $0.score = "ten" },
    Finding("integer", "not_an_integer", "Score must be an integer") { $0.score = "1.5" },
    Finding("greater", "greater_than", "Score must be greater than 5") { $0.score = "5" },
    Finding("at least", "greater_than_or_equal_to", "Score must be greater than or equal to 5") { $0.score = "4.9" },
    Finding("equal", "equal_to", "Score must be equal to 5") { $0.score = "6" },
    Finding("less", "less_than", "Score must be less than 5") { $0.score = "5" },
    Finding("at most", "less_than_or_equal_to", "Score must be less than or equal to 5.5") { $0.score = "5.6" },
    Finding("other", "other_than", "Score must be other than 5") { $0.score = "5.0" },
    Finding("in", "in", "Score must be in 1..5") { $0.score = "6" },
    Finding("odd", "odd", "Score must be odd") { $0.score = "4" },
    Finding("even", "even", "Score must be even") { $0.score = "-3" },
    Finding("compared: greater", "greater_than", "Ends at must be greater than 3") { ($0.startsAt, $0.endsAt) = (3, 3) },
    Finding("compared: at least", "greater_than_or_equal_to", "Ends at must be greater than or equal to 3") { $0.endsAt = 2 },
    Finding("compared: equal", "equal_to", "Ends at must be equal to 3") { $0.endsAt = 2 },
    Finding("compared: less", "less_than", "Ends at must be less than 3") { $0.endsAt = 3 },
    Finding("compared: at most", "less_than_or_equal_to", "Ends at must be less than or equal to 3") { $0.endsAt = 4 },
    Finding("compared: other", "other_than", "Ends at must be other than 3") { $0.endsAt = 3 },
    Finding("compared: in", "in", "Ends at must be in 1..3") { $0.endsAt = 4 },
    Finding("uniqueness", "taken", "Name has already been taken") { $0.name = "ann" },
    Finding("required", "blank", "Chief must exist") { _ in },
  ]

  @Test(arguments: Engine.allCases) func theChecksSayItAsRailsDoes(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Applicant(name: "ann").save()
      for finding in Self.findings {
        let examinee = Examinee { $0.name = "bob" }
        examinee.asked = finding.asked
        if finding.asked != "required" { examinee.$chief.set(Guild()) }
        finding.change(examinee)
        #expect(try await examinee.isValid() == false, "\(finding.asked)")
        #expect(examinee.errors.fullMessages == [finding.sentence])
        #expect(examinee.errors.entries.map(\.kind) == [finding.kind])
        #expect(await failure { try await examinee.save() } == "Validation failed: \(finding.sentence)")
      }
      #expect(try await Applicant.count() == 1)
    }
  }

  /// The model, the attribute and the value can be put in, too; printing the finding does not show the value.
  @Test(arguments: Engine.allCases) func aTableMayAskForTheValue(_ engine: Engine) async throws {
    let table = ErrorMessages(
      messages: [
        "record_invalid": "Ungültig: %{errors}", "taken": "%{value} ist vergeben", "not_a_number": "%{model}: „%{value}“ ist keine Zahl",
      ], attributes: ["name": "Der Name"], models: ["Examinee": "Prüfling"], format: "%{attribute}: %{message}")
    try await engine.database { _, _ async throws in
      try await Applicant(name: "%{model}").save()
      let examinee = Examinee { ($0.name, $0.score) = ("%{model}", "secret") }
      examinee.$chief.set(Guild())
      examinee.asked = "uniqueness"
      #expect(try await examinee.isValid() == false)
      #expect(examinee.errors.fullMessages(in: table) == ["Der Name: %{model} ist vergeben"])
      await table.use {
        let told = await failure { try await examinee.save() }
        #expect(told == "Ungültig: Der Name: %{model} ist vergeben")
      }
      (examinee.name, examinee.asked) = ("bob", "number")
      #expect(try await examinee.isValid() == false)
      #expect(examinee.errors.fullMessages(in: table) == ["Score: Prüfling: „secret“ ist keine Zahl"])
      var dumped = ""
      dump(examinee.errors, to: &dumped)
      #expect(!dumped.contains("secret") && !"\(examinee.errors.entries)".contains("secret"))
    }
  }

  @Test(arguments: Engine.allCases) func numbersOfEveryWidthAreCompared(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let gauge = Gauge()
      #expect(try await gauge.isValid())
      (gauge.int8, gauge.int16, gauge.int32, gauge.uint8, gauge.uint32, gauge.float) = (6, 0, 8, 2, 9, 0.25)
      #expect(try await gauge.isValid() == false)
      #expect(
        gauge.errors.fullMessages == [
          "Int8 must be in 0..5", "Int16 must be greater than 0", "Int32 must be less than or equal to 7", "Uint8 must be other than 2",
          "Uint32 must be less than 9", "Float must be greater than or equal to 0.5",
        ])
    }
  }

  /// `en.yml` of Active Model and Active Record, without the words for passwords, which have no check.
  @Test func theTableHoldsTheWordsOfRails() {
    let words = [
      "record_invalid": "Validation failed: %{errors}", "inclusion": "is not included in the list", "exclusion": "is reserved",
      "invalid": "is invalid", "confirmation": "doesn't match %{attribute}", "accepted": "must be accepted", "empty": "can't be empty",
      "blank": "can't be blank", "present": "must be blank", "too_long.one": "is too long (maximum is 1 character)",
      "too_long.other": "is too long (maximum is %{count} characters)", "too_short.one": "is too short (minimum is 1 character)",
      "too_short.other": "is too short (minimum is %{count} characters)",
      "wrong_length.one": "is the wrong length (should be 1 character)",
      "wrong_length.other": "is the wrong length (should be %{count} characters)", "not_a_number": "is not a number",
      "not_an_integer": "must be an integer", "greater_than": "must be greater than %{count}",
      "greater_than_or_equal_to": "must be greater than or equal to %{count}", "equal_to": "must be equal to %{count}",
      "less_than": "must be less than %{count}", "less_than_or_equal_to": "must be less than or equal to %{count}",
      "other_than": "must be other than %{count}", "in": "must be in %{count}", "odd": "must be odd", "even": "must be even",
      "required": "must exist", "taken": "has already been taken",
      "restrict_dependent_destroy.has_one": "Cannot delete record because a dependent %{record} exists",
      "restrict_dependent_destroy.has_many": "Cannot delete record because dependent %{record} exist",
    ]
    for (key, text) in words { #expect(ErrorMessages.english.messages[key] == text) }
    #expect(ErrorMessages.english.format == "%{attribute} %{message}")
  }
}

/// Is examined in one way at a time.
@Model(table: "applicants") class Examinee: Record {
  var name: String
  var email: String?
  var score: String?
  var level: String?
  var startsAt: Int?
  var endsAt: Int?
  var isActive = true
  @Transient var asked = ""
  @Transient var terms: Bool? = nil
  @Transient var again: String? = nil
  @BelongsTo var chief: Guild = .belongs(foreignKey: "guild_id")

  static func rules(_ examinee: Rules<Examinee>) {
    func when(_ asked: String) -> @Sendable (Examinee) -> Bool { { $0.asked == asked } }
    examinee.validates(\.level, .inclusion("guest", "full"), when: when("inclusion"))
    examinee.validates(\.level, .exclusion("root"), when: when("exclusion"))
    examinee.validates(\.level, .format(/^[a-z]+$/), when: when("format"))
    examinee.validates(\.email, .confirmation { $0.again }, when: when("confirmation"))
    examinee.validates("terms", { $0.terms }, .acceptance, when: when("acceptance"))
    examinee.validates(\.name, .presence, when: when("presence"))
    examinee.validates(\.name, .absence, when: when("absence"))
    examinee.validates(\.name, .length(...1), when: when("at most one"))
    examinee.validates(\.name, .length(...2), when: when("at most two"))
    examinee.validates(\.name, .length(1...), when: when("at least one"))
    examinee.validates(\.name, .length(2...), when: when("at least two"))
    examinee.validates(\.name, .length(1), when: when("just one"))
    examinee.validates(\.name, .length(2), when: when("just two"))
    examinee.validates(\.name, .uniqueness, when: when("uniqueness"))
    let numbers: [(String, NumberRule)] = [
      ("integer", .integer), ("greater", .greater(than: 5)), ("at least", .atLeast(5)), ("equal", .equal(to: 5)),
      ("less", .less(than: 5)), ("at most", .atMost(5.5)), ("other", .other(than: 5)), ("in", .range(1...5)), ("odd", .odd),
      ("even", .even),
    ]
    examinee.validates(\.score, .numericality(), when: when("number"))
    for (asked, rule) in numbers { examinee.validates(\.score, .numericality(rule), when: when(asked)) }
    examinee.validates(\.endsAt, .greater { $0.startsAt }, when: when("compared: greater"))
    examinee.validates(\.endsAt, .atLeast(3), when: when("compared: at least"))
    examinee.validates(\.endsAt, .equal(to: 3), when: when("compared: equal"))
    examinee.validates(\.endsAt, .less(than: 3), when: when("compared: less"))
    examinee.validates(\.endsAt, .atMost(3), when: when("compared: at most"))
    examinee.validates(\.endsAt, .other(than: 3), when: when("compared: other"))
    examinee.validates(\.endsAt, .range(1...3), when: when("compared: in"))
  }
}

/// Has numbers of every width.
@Model(table: "specimens") class Gauge: Record {
  var int8: Int8 = 1
  var int16: Int16 = 1
  var int32: Int32? = 1
  var uint8: UInt8 = 1
  var uint32: UInt32? = nil
  var float: Float = 1

  static func rules(_ gauge: Rules<Gauge>) {
    gauge.validates(\.int8, .range(0...5))
    gauge.validates(\.int16, .greater(than: 0))
    gauge.validates(\.int32, .atMost(7))
    gauge.validates(\.uint8, .other(than: 2))
    gauge.validates(\.uint32, .less(than: 9))
    gauge.validates(\.float, .atLeast(0.5))
  }
}
