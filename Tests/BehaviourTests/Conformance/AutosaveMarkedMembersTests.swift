import ActiveRecord
import ActiveRecordTesting
import Testing

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
