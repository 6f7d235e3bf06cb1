import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of members that are saved with their owner, in every kind of collection: `hasMany`, `joined` by a table,
/// and `joinedByRule`, where nested attributes are what says that they are saved.
@Suite struct AutosaveCollectionTests {
  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, joined, joinedByRule
    var testDescription: String { rawValue }

    var name: String {
      switch self {
      case .hasMany: "clowns"
      case .joined: "tricks"
      case .joinedByRule: "formTricks"
      }
    }
    var words: String {
      switch self {
      case .hasMany: "Clowns"
      case .joined: "Tricks"
      case .joinedByRule: "Form tricks"
      }
    }

    func build(on circus: Circus, _ name: String?) -> any Performer {
      switch self {
      case .hasMany: circus.clowns.build { if let name { $0.name = name } }
      case .joined: circus.tricks.build { if let name { $0.name = name } }
      case .joinedByRule: circus.formTricks.build { if let name { $0.name = name } }
      }
    }
    func load(_ circus: Circus) async throws -> [any Performer] {
      switch self {
      case .hasMany: try await circus.clowns.load()
      case .joined: try await circus.tricks.load()
      case .joinedByRule: try await circus.formTricks.load()
      }
    }
    func rename(_ members: [any Performer], _ names: [String]) {
      for (member, name) in zip(members, names) {
        (member as? Clown)?.name = name
        (member as? Trick)?.name = name
      }
    }
    /// The names that are stored, of members or not.
    func stored() async throws -> [String] {
      self == .hasMany ? try await Clown.order(\.id).pluck(\.name) : try await Trick.order(\.id).pluck(\.name)
    }
    /// A circus with two members that are not loaded.
    func circus() async throws -> Circus {
      let circus = try await Circus.create { $0.motto = "Hi" }
      for name in ["a", "b"] { _ = build(on: circus, name) }
      try await circus.save()
      return try await Circus.find(circus.id ?? 0)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func membersAreSavedIfAllIsValid(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      try await kind.rename(kind.load(circus), ["Grace", "Greed"])
      #expect(try await circus.saveIfValid())
      #expect(try await kind.stored() == ["Grace", "Greed"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func membersAreSaved(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      try await kind.rename(kind.load(circus), ["Grace", "Greed"])
      try await circus.save()
      #expect(try await kind.stored() == ["Grace", "Greed"])
    }
  }

  @Test(arguments: Engine.allCases) func aNewOwnerSavesAChangedMember(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trick = try await Trick.create { $0.name = "Polly" }
      trick.name = "Squawky"
      let circus = Circus(motto: "Hi")
      try await circus.tricks.append(trick)
      try await circus.save()
      #expect(try await trick.reload().name == "Squawky")
    }
  }

  @Test(arguments: Engine.allCases) func aNewOwnerDoesNotSaveAnUnchangedMember(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let trick = try await Trick.create { $0.name = "Polly" }
      let circus = Circus(motto: "Hi")
      try await circus.tricks.replace(withIDs: [trick.id ?? 0])
      recorder.clear()
      try await circus.save()
      #expect(recorder.sql.allSatisfy { !$0.hasPrefix("UPDATE") })
      #expect(try await circus.tricks.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func membersAreValidated(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      try await kind.rename(kind.load(circus), ["", ""])
      #expect(try await circus.isValid() == false)
      #expect(circus.errors["\(kind.name).name"] == ["can't be blank"])
      #expect(circus.errors[kind.name].isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func newMembersErrorsAreTheirOwn(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      _ = kind.build(on: circus, "")
      #expect(try await circus.isValid() == false)
      #expect(circus.errors["\(kind.name).name"] == ["can't be blank"])
      #expect(circus.errors[kind.name].isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func membersErrorsAreInWordsOfALanguage(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      _ = kind.build(on: circus, "")
      let words = ErrorMessages(messages: [(kind == .hasMany ? "Clown" : "Trick") + ".blank": "cannot be blank"])
      try await words.use { () async throws in #expect(try await circus.isValid() == false) }
      #expect(circus.errors["\(kind.name).name"] == ["cannot be blank"])
      #expect(circus.errors.fullMessages == ["\(kind.words) name cannot be blank"])
      #expect(circus.errors[kind.name].isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func errorsOfAllAreTold(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      try await kind.rename(kind.load(circus), ["", ""])
      circus.motto = ""
      #expect(try await circus.isValid() == false)
      #expect(circus.errors["\(kind.name).name"] == ["can't be blank"])
      #expect(circus.errors["motto"] == ["can't be blank"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func anUpdateWithoutValidationSavesAll(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      circus.motto = ""
      try await kind.rename(kind.load(circus), ["", ""])
      try await circus.save(validate: false)
      #expect(try await kind.stored() == ["", ""])
      #expect(try await Circus.pluck(\.motto) == [""])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func newMembersAreValidated(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      for _ in 1...2 { _ = kind.build(on: circus, "") }
      #expect(try await circus.saveIfValid() == false)
      #expect(try await kind.stored() == ["a", "b"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func newMembersAreSavedWithoutValidation(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      for _ in 1...2 { _ = kind.build(on: circus, "") }
      try await circus.save(validate: false)
      #expect(try await kind.stored() == ["a", "b", "", ""])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func aMemberThatStopsKeepsAllUnsaved(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      circus.motto = "Changed"
      let members = try await kind.load(circus)
      kind.rename(members, ["Changed"])
      members[0].stops = true
      #expect(try await circus.saveIfValid() == false)
      #expect(try await circus.reload().motto == "Hi")
      #expect(try await kind.stored() == ["a", "b"])
      let other = Circus(motto: "Hi")
      let member = kind.build(on: other, "c")
      member.stops = true
      #expect(try await other.saveIfValid() == false)
      #expect(try await Circus.count() == 1)
      #expect(try await kind.stored() == ["a", "b"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func aFailureTakesAllBack(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      circus.motto = "Changed"
      let members = try await kind.load(circus)
      kind.rename(members, ["Grace", "Greed"])
      members[0].fails = true
      await #expect(throws: Mishap.self) { try await circus.save() }
      #expect(try await circus.reload().motto == "Hi")
      #expect(try await kind.stored() == ["a", "b"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func saveThrowsForInvalidMembers(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await kind.circus()
      try await kind.rename(kind.load(circus), ["", ""])
      await #expect(throws: RecordInvalid.self) { try await circus.save() }
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func onlyLoadedMembersAreSaved(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, recorder async throws in
      let circus = try await kind.circus()
      recorder.clear()
      try await circus.update { $0.motto = "Arr" }
      #expect(recorder.queries.count == 1)
      let members = try await kind.load(circus)
      recorder.clear()
      circus.motto = "Yarr"
      kind.rename(members, ["Grace", "Greed"])
      try await circus.save()
      #expect(recorder.queries.count == 3)
    }
  }
}
