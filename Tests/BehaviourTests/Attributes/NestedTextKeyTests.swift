import ActiveRecord
import Testing

/// Nested attributes of records whose keys are text.
@Suite struct NestedTextKeyTests {
  private func burgee() async throws -> Burgee {
    try await Burgee.create { ($0.code, $0.motto) = ("B1", "Aye") }
    try await Halyard.create { ($0.code, $0.name, $0.burgeeID) = ("ABC1X", "Aye", "B1") }
    for code in ["ABC1X", "ABC2X"] { try await Tassel.create { ($0.code, $0.name, $0.burgeeID) = (code, "Aye", "B1") } }
    return try await Burgee.find("B1")
  }

  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasOne, belongsTo, hasMany
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func theOneWithTheKeyIsChanged(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let burgee = try await burgee(), halyard = try await Halyard.find("ABC1X")
      let form = Permit<Burgee>(\.motto).nested(\.halyard, Permit(\.name)).nested(\.tassels, Permit(\.name))
      switch kind {
      case .hasOne:
        let before = try await burgee.halyard
        try await burgee.assign(form.decode(json: #"{"halyard_attributes":{"id":"ABC1X","name":"Arr"}}"#))
        #expect(try await burgee.halyard === before && before?.name == "Arr")
        try await burgee.save()
        #expect(try await Halyard.pluck(\.name) == ["Arr"])
      case .belongsTo:
        let form = Permit<Halyard>(\.name).nested(\.burgee, Permit(\.motto))
        let before = try await halyard.burgee
        try await halyard.assign(form.decode(json: #"{"burgee_attributes":{"id":"B1","motto":"Arr"}}"#))
        #expect(try await halyard.burgee === before && before?.motto == "Arr")
        try await halyard.save()
        #expect(try await Burgee.pluck(\.motto) == ["Arr"])
      case .hasMany:
        let tassels = try await burgee.tassels.order(\.code).load()
        try await burgee.tassels.load()
        try await burgee.assign(
          form.decode(json: #"{"tassels_attributes":[{"id":"ABC2X","name":"Greed"},{"id":"ABC1X","name":"Grace"}]}"#))
        #expect(burgee.tassels.target.sorted { $0.code < $1.code }.map(\.name) == ["Grace", "Greed"])
        #expect(tassels.map(\.name) == ["Aye", "Aye"])
        try await burgee.save()
        #expect(try await Tassel.order(\.code).pluck(\.name) == ["Grace", "Greed"])
      }
    }
  }

  @Test(arguments: Engine.allCases) func keysAreTypedOrUnknown(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let burgee = try await burgee()
      try await burgee.update(Attributes { $0.tassels = [.update("ABC1X") { $0.name = "Grace" }, .destroy("ABC2X")] })
      #expect(try await Tassel.pluck(\.name) == ["Grace"])
      let told = await failure { try await burgee.assign(Attributes { $0.tassels = [.update("ABC2X") { $0.name = "Greed" }] }) }
      #expect(told == #"Couldn't find Tassel with code="ABC2X" for Burgee with code=B1"#)
    }
  }
}
