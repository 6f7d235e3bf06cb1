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
}
