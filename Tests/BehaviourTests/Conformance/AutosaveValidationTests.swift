import ActiveRecord
import ActiveRecordTesting
import Testing

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
