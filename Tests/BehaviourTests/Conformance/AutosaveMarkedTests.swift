import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of records that are marked, and destroyed with the save of the record that they hang on.
@Suite struct AutosaveMarkedTests {
  /// From which side: `hasOne` saves the circus and destroys its tent, `belongsTo` saves the tent and destroys its circus.
  enum Side: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasOne, belongsTo
    var testDescription: String { rawValue }
  }

  /// Two that belong together, read again: the one that is saved, and the one that is marked.
  private struct Pair {
    let side: Side
    let circus: Circus
    let tent: Tent

    init(_ side: Side) async throws {
      self.side = side
      let circus = try await Circus.create { $0.motto = "Hi" }
      try await Tent(name: "Top", circus: circus).save()
      if side == .hasOne {
        self.circus = try await Circus.find(1)
        tent = try #require(try await self.circus.tent)
      } else {
        tent = try await Tent.find(1)
        self.circus = try #require(try await tent.circus)
      }
    }

    var target: any Performer { side == .hasOne ? tent : circus }
    func blank() { if side == .hasOne { tent.name = "" } else { circus.motto = "" } }
    func isValid() async throws -> Bool { side == .hasOne ? try await circus.isValid() : try await tent.isValid() }
    func save() async throws { if side == .hasOne { try await circus.save() } else { try await tent.save() } }
    /// How many targets are stored.
    func stored() async throws -> Int { side == .hasOne ? try await Tent.count() : try await Circus.count() }
    /// Whether the owner has a target, read again.
    func isKept() async throws -> Bool {
      side == .hasOne ? try await circus.reload().tent != nil : try await tent.reload().circus != nil
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func theTargetIsDestroyedWithTheSave(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
      #expect(!pair.target.isMarkedForDestruction)
      pair.target.markForDestruction()
      #expect(pair.target.isMarkedForDestruction)
      #expect(try await pair.stored() == 1)
      try await pair.save()
      #expect(try await pair.stored() == 0)
      #expect(try await pair.isKept() == false)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aMarkedTargetIsNotValidated(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
      pair.blank()
      #expect(try await pair.isValid() == false)
      pair.target.markForDestruction()
      pair.target.log = []
      try await pair.save()
      #expect(pair.target.log == ["destroyed"])
      #expect(try await pair.stored() == 0)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aMarkedTargetIsDestroyedOnce(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, recorder async throws in
      let pair = try await Pair(side)
      pair.target.markForDestruction()
      try await pair.save()
      recorder.clear()
      try await pair.save()
      #expect(pair.target.log.count { $0 == "destroyed" } == 1 && recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases, Side.allCases) func aFailureGivesTheTargetBack(_ engine: Engine, _ side: Side) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(side)
      if side == .hasOne { pair.tent.name = "New" } else { pair.circus.motto = "New" }
      pair.target.vanishes = true
      await #expect(throws: Mishap.self) { try await pair.save() }
      #expect(try await pair.stored() == 1)
      #expect(try await pair.isKept())
    }
  }

  @Test(arguments: Engine.allCases) func reloadingTakesTheMarkAway(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(.hasOne)
      pair.circus.markForDestruction()
      pair.tent.markForDestruction()
      #expect(try await !pair.circus.reload().isMarkedForDestruction)
      #expect(try await !pair.tent.reload().isMarkedForDestruction)
    }
  }

  @Test(arguments: Engine.allCases) func onlyAChangedTargetIsSaved(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(.hasOne)
      try await pair.circus.save()
      #expect(pair.tent.log.isEmpty)
      pair.tent.name = "New"
      try await pair.circus.save()
      #expect(try await pair.tent.reload().name == "New")
    }
  }

  @Test(arguments: Engine.allCases) func whatATargetHasIsSavedThroughIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let pair = try await Pair(.belongsTo)
      let trick = try await pair.circus.tricks.create { $0.name = "Flip" }
      trick.name = "Jump"
      try await pair.tent.save()
      #expect(try await trick.reload().name == "Jump")
    }
  }

  @Test(arguments: Engine.allCases) func aMarkMeansNothingWithoutAutosave(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      circus.trailers.build { $0.name = "" }.markForDestruction()
      #expect(try await circus.isValid() == false)
      let other = try await Circus.create { $0.motto = "Hi" }
      let trailer = try await other.trailers.create { $0.name = "T" }
      trailer.markForDestruction()
      try await other.save()
      #expect(try await Trailer.count() == 1)
    }
  }
}

/// What Rails' suite shows of members that are marked, and go with the save of their owner.
@Suite struct AutosaveMarkedMembersTests {
  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, joined
    var testDescription: String { rawValue }

    /// A circus with two members.
    func circus() async throws -> (circus: Circus, members: [any Performer]) {
      let circus = try await Circus.create { $0.motto = "Hi" }
      switch self {
      case .hasMany: return (circus, try await circus.clowns.create(forEach: ["a", "b"]) { $0.name = $1 })
      case .joined: return (circus, try await circus.tricks.create(forEach: ["a", "b"]) { $0.name = $1 })
      }
    }
    func blank(_ members: [any Performer]) {
      for member in members {
        (member as? Clown)?.name = ""
        (member as? Trick)?.name = ""
      }
    }
    /// The members, read again.
    func names(_ circus: Circus) async throws -> [String] {
      try await circus.reload()
      return self == .hasMany ? try await circus.clowns.map(\.name).sorted() : try await circus.tricks.map(\.name).sorted()
    }
    /// How many records are stored, members or not.
    func stored() async throws -> Int { self == .hasMany ? try await Clown.count() : try await Trick.count() }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func markedMembersGoWithTheSave(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { database, _ async throws in
      let (circus, members) = try await kind.circus()
      #expect(members.allSatisfy { !$0.isMarkedForDestruction })
      for member in members { member.markForDestruction() }
      #expect(try await kind.stored() == 2)
      try await circus.save()
      #expect(try await kind.names(circus) == [])
      // Of joined members only the rows in between go.
      #expect(try await kind.stored() == (kind == .hasMany ? 0 : 2))
      let rows = try await database.query("SELECT COUNT(*) AS n FROM circuses_tricks", as: Int.self)
      #expect(rows == [0])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func markedMembersAreNotValidated(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let (circus, members) = try await kind.circus()
      kind.blank(members)
      #expect(try await circus.isValid() == false)
      for member in members {
        member.markForDestruction()
        member.log = []
      }
      try await circus.save()
      #expect(members.allSatisfy { !$0.log.contains("validating") })
      #expect(try await kind.names(circus) == [])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func destroyedMembersAreNotValidated(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let (circus, members) = try await kind.circus()
      kind.blank(members)
      #expect(try await circus.isValid() == false)
      for member in members { try await member.destroy() }
      #expect(try await circus.isValid())
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func markedMembersGoOnce(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, recorder async throws in
      let (circus, members) = try await kind.circus()
      for member in members { member.markForDestruction() }
      try await circus.save()
      for member in members { member.log = [] }
      recorder.clear()
      try await circus.save()
      #expect(recorder.queries.isEmpty && members.allSatisfy(\.log.isEmpty))
    }
  }

  @Test(arguments: Engine.allCases) func aFailureGivesMarkedMembersBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, members) = try await Kind.hasMany.circus()
      for member in members { member.markForDestruction() }
      members[1].falls = true
      await #expect(throws: Mishap.self) { try await circus.save() }
      #expect(try await Kind.hasMany.names(circus) == ["a", "b"])
    }
  }

  @Test(arguments: Engine.allCases) func aFailureGivesMarkedJoinedMembersBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, members) = try await Kind.joined.circus()
      for member in members { member.markForDestruction() }
      circus.fails = true
      await #expect(throws: Mishap.self) { try await circus.save() }
      #expect(try await Kind.joined.names(circus) == ["a", "b"])
    }
  }

  @Test(arguments: Engine.allCases) func aDestroyedMemberIsNotSavedAgain(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (circus, members) = try await Kind.hasMany.circus()
      Kind.hasMany.blank([members[0]])
      try await members[0].destroy()
      try await circus.save()
      #expect(try await Kind.hasMany.names(circus) == ["b"])
    }
  }

  @Test(arguments: Engine.allCases) func aMarkedNewMemberIsLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let tent = try await Tent.create { $0.name = "Top" }
      let circus = tent.$circus.build { $0.motto = "Hi" }
      let clowns = circus.clowns.build(forEach: ["a", "b", "c"]) { $0.name = $1 }
      clowns[1].markForDestruction()
      try await circus.save()
      #expect(try await circus.clowns.reload().map(\.name) == ["a", "c"])
    }
  }

  @Test(arguments: Engine.allCases) func aNewMemberTakesTheUniqueValueOfAMarkedOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let clowns = try await circus.clowns.create(forEach: ["a", "b", "c"]) { ($0.name, $0.nose) = ($1, "nose \($1)") }
      clowns[0].markForDestruction()
      circus.clowns.build { ($0.name, $0.nose) = ("d", "nose a") }
      try await circus.save()
      #expect(try await circus.clowns.reload().count == 3)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func addCallbacksHearOfBuiltMembers(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      if kind == .hasMany { circus.heardClowns.build { $0.name = "Pip" } } else { circus.heardTricks.build { $0.name = "Pip" } }
      #expect(circus.told == ["before add Pip", "Pip noted"])
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func removeCallbacksHearOfMarkedMembers(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let member: any Performer
      switch kind {
      case .hasMany: member = try await circus.heardClowns.create { $0.name = "Pip" }
      case .joined: member = try await circus.heardTricks.create { $0.name = "Pip" }
      }
      member.markForDestruction()
      circus.told = []
      try await circus.save()
      #expect(circus.told == ["before remove Pip", "Pip noted"])
    }
  }
}
