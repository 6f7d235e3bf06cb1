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

/// What Rails' suite shows of which members and targets are validated with their owner.
@Suite struct AutosaveValidationTests {
  @Test(arguments: Engine.allCases) func hasManyIsValidated(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await AutosaveCollectionTests.Kind.hasMany.circus()
      #expect(try await circus.isValid())
      for clown in try await circus.clowns.load() { clown.name = "" }
      #expect(try await circus.isValid() == false)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneIsValidatedWhereItIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let tent = try await circus.$tent.create { $0.name = "Top" }
      #expect(try await circus.isValid())
      tent.name = ""
      #expect(try await circus.isValid() == false)
    }
  }

  @Test(arguments: Engine.allCases) func hasOneIsNotValidatedUnlessAsked(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let trailer = try await circus.$trailer.create { $0.name = "T" }
      trailer.name = ""
      #expect(try await circus.isValid())
    }
  }

  @Test(arguments: Engine.allCases) func belongsToIsValidatedWhereAsked(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trailer = try await Trailer.create { $0.name = "T" }
      #expect(try await trailer.isValid())
      trailer.$checkedCircus.set(Circus(motto: ""))
      #expect(try await trailer.isValid() == false)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToIsNotValidatedUnlessAsked(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trailer = try await Trailer.create { $0.name = "T" }
      trailer.$circus.set(Circus(motto: ""))
      #expect(try await trailer.isValid())
    }
  }

  @Test(arguments: Engine.allCases) func joinedMembersAreValidatedWhereTheyAreSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      #expect(try await circus.isValid())
      try await circus.tricks.replace(with: [Trick(name: "Flip")])
      for trick in try await circus.tricks.load() { trick.name = "" }
      #expect(try await circus.isValid() == false)
    }
  }

  @Test(arguments: Engine.allCases) func joinedMembersAreNotValidatedOtherwise(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      #expect(try await circus.isValid())
      try await circus.plainTricks.replace(with: [Trick(name: "Flip")])
      for trick in try await circus.plainTricks.load() { trick.name = "" }
      #expect(try await circus.isValid())
    }
  }

  @Test(arguments: Engine.allCases) func aStoredMemberThatIsInvalidMayBeJoined(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trick = try await Trick.create { $0.name = "Flip" }
      try await trick.updateColumns { $0.name = "" }
      #expect(try await trick.reload().isValid() == false)
      let circus = Circus(motto: "Hi")
      try await circus.plainTricks.replace(with: [trick])
      try await circus.save()
      #expect(try await circus.plainTricks.count() == 1)
    }
  }

  enum Chain: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case changed, changedAndSaved, unchanged
    var testDescription: String { rawValue }
  }

  /// A tent that is valid itself, with a pole that is not.
  @Test(arguments: Engine.allCases, Chain.allCases) func onlyWhatWasChangedInAChainCounts(_ engine: Engine, _ chain: Chain) async throws {
    try await engine.database { _, _ async throws in
      let first = try await Arena.create { $0.name = "A" }
      let tent = try await Tent.create { $0.name = "Top" }
      try await tent.poles.create { $0.name = "P" }.updateColumns { $0.name = "" }
      let found = try #require(try await Tent.eagerLoad(\.poles).first())
      if chain != .unchanged { try await found.poles.load()[0].name = " " }
      let arena = first.dup()
      try await (chain == .changedAndSaved ? arena.savedTents : arena.tents).append(found)
      switch chain {
      case .unchanged:
        try await arena.save()
        #expect(try await arena.tents.count() == 1)
      case .changed:
        await #expect(throws: RecordInvalid.self) { try await arena.save() }
        #expect(arena.errors.fullMessages == ["Tents is invalid"])
      case .changedAndSaved:
        await #expect(throws: RecordInvalid.self) { try await arena.save() }
        #expect(arena.errors.fullMessages == ["Saved tents poles name can't be blank"])
      }
    }
  }

  enum Direction: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, hasOne
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Direction.allCases) func ownContextsReachUnchangedMembers(_ engine: Engine, _ direction: Direction)
    async throws
  {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      if direction == .hasMany {
        try await circus.trailers.create { $0.name = "T" }
      } else {
        try await circus.$checkedTrailer.create { $0.name = "T" }
      }
      #expect(try await circus.isValid())
      #expect(try await circus.isValid(in: "inspection") == false)
    }
  }
}
