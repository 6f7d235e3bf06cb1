import ActiveRecord
import ActiveRecordTesting
import Testing

/// By what errors of members name their places, and that one target has none.
@Suite struct NestedErrorTests {
  enum Order: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case input, inputWithGaps, association
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Order.allCases) func errorsNameThePlaces(_ engine: Engine, _ order: Order) async throws {
    try await engine.database { _, _ async throws in
      let crew = try await CorsairCrew(.hasMany)
      let corsair = crew.corsair, second = crew.keys[1]
      let place: String
      switch order {
      case .association:
        place = "numberedGulls[1].weight"
        let gulls = try await corsair.numberedGulls.load()
        gulls[1].weight = -2
        #expect(try await corsair.isValid() == false)
        #expect(gulls[1].errors["weight"] == corsair.errors[place])
      case .input:
        place = "inputGulls[0].weight"
        try await corsair.assign(Attributes { $0.inputGulls = [.update(second) { $0.weight = -2 }] })
        #expect(try await corsair.saveIfValid() == false)
      case .inputWithGaps:
        place = "inputGulls[1].weight"
        try await corsair.assign(
          Attributes { $0.inputGulls = [.new { ($0.name, $0.weight) = ("odd", 1) }, .new { ($0.name, $0.weight) = ("bad", -2) }] })
        #expect(try await corsair.saveIfValid() == false)
      }
      #expect(corsair.errors.attributes == [place])
      #expect(corsair.errors[place] == ["must be greater than or equal to 0"])
      #expect(corsair.errors.details[place]?.map(\.kind) == ["greater_than_or_equal_to"])
    }
  }

  @Test(arguments: Engine.allCases) func oneTargetHasNoPlace(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let corsair = Corsair(motto: "Aye")
      try await corsair.assign(Attributes { $0.sloop = .new { $0.name = "" } })
      #expect(try await corsair.isValid() == false)
      #expect(corsair.errors.attributes == ["sloop.name"] && corsair.errors["sloop.name"] == ["can't be blank"])
      #expect(try await corsair.sloop?.errors["name"] == ["can't be blank"])
    }
  }

  @Test(arguments: Engine.allCases) func everyLevelHasItsPlace(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ballot = Ballot(title: "P")
      for number in 0..<3 {
        let option = ballot.options.build { $0.text = "o\(number)" }
        for text in ["fine", number == 2 ? "" : "fine"] { option.clues.build { $0.text = text } }
      }
      ballot.options.target[1].text = ""
      #expect(try await ballot.saveIfValid() == false)
      #expect(ballot.errors.attributes == ["options[1].text", "options[2].clues[1].text"])
      #expect(ballot.errors.fullMessages == ["Options[1] text can't be blank", "Options[2] clues[1] text can't be blank"])
      #expect(
        await failure { try await ballot.save() }
          == "Validation failed: Options[1] text can't be blank, Options[2] clues[1] text can't be blank")
      let words = ErrorMessages(messages: ["options.clues.text.blank": "fehlt"], attributes: ["options.clues.text": "Ein Hinweis"])
      #expect(ballot.errors.fullMessages(in: words).last == "Ein Hinweis fehlt")
      #expect(try await Ballot.count() == 0)
    }
  }
}

/// Tells the places of its options' errors, which tell those of their clues.
@Model(table: "polls") class Ballot: Record {
  var title: String
  var isOpen = true
  @HasMany var options: Many<BallotOption> = .has(foreignKey: "poll_id", autosave: true)
  static func rules(_ ballot: Rules<Ballot>) { ballot.indexesErrors(of: \.options) }
}
@Model(table: "choices") class BallotOption: Record {
  var text: String
  var votes = 0
  @BelongsTo var ballot: Ballot = .belongs(foreignKey: "poll_id")
  @HasMany var clues: Many<BallotClue> = .has(foreignKey: "choice_id", autosave: true)
  static func rules(_ option: Rules<BallotOption>) {
    option.validates(\.text, .presence)
    option.indexesErrors(of: \.clues)
  }
}
@Model(table: "hints") class BallotClue: Record {
  var text: String
  @BelongsTo var option: BallotOption = .belongs(foreignKey: "choice_id")
  static func rules(_ clue: Rules<BallotClue>) { clue.validates(\.text, .presence) }
}
