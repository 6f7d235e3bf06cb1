import ActiveRecord
import ActiveRecordTesting
import Testing

/// What is thrown where a member cannot be added, and what stays in the collection then.
@Suite struct FailedMemberTests {
  enum Way: String, CaseIterable, Sendable { case append, appendSeveral, appendIfValid, create, createIfValid, replace }
  /// What is wrong with the member: it is not valid, a unique index refuses it, or a callback does.
  enum Fault: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case validation, index, callback
    var testDescription: String { rawValue }
    var name: String { self == .validation ? "" : self == .index ? "taken" : "cursed" }
  }

  /// A collection with one member, to which one comes that fails.
  struct Failing: MarinaTrial {
    let way: Way, fault: Fault, kind: MarinaKind

    func run<Member: MarinaMember>(_ marina: Marina, _ members: Marina.Many<Member>) async throws {
      let old = try await members.create { $0.name = "old" }
      let good = Member({ $0.name = "good" }), bad = Member({ $0.name = fault.name })
      try await members.load()
      let error = await thrown { try await add(good, bad, to: members, old) }
      checkError(error)
      #expect(members.target.filter(\.isPersisted) == [old] && good.isNew && good.id == nil, "\(way)")
      #expect(members.target.filter(\.isNew).map(\.name) == kept, "\(way)")
      #expect(try await [Member.all().count(), members.count()] == [2, 1], "\(way)")
      if !kept.isEmpty {
        // They are saved with the owner as soon as they are right.
        let isSaved = try await marina.saveIfValid()
        #expect(!isSaved, "\(way)")
        for member in members.target where member.name.isEmpty { member.name = "mended" }
        try await marina.save()
        #expect(try await Set(members.reload().map(\.name)) == Set(["old", "mended"] + kept.filter { !$0.isEmpty }), "\(way)")
      }
      for member in try await Member.all().load() where member.name != "taken" { try await member.destroy() }
    }

    private func add<Member: MarinaMember>(_ good: Member, _ bad: Member, to members: Marina.Many<Member>, _ old: Member) async throws {
      switch way {
      case .append: try await members.append(bad)
      case .appendSeveral: try await members.append(good, bad)
      case .appendIfValid: #expect(try await members.appendIfValid(bad) == false)
      case .create: try await members.create { $0.name = fault.name }
      case .createIfValid: #expect(try await members.createIfValid { $0.name = fault.name }.errors["name"] == ["can't be blank"])
      case .replace: try await members.replace(with: [old, good, bad])
      }
    }

    /// The names of the new members that stay: those that a form could show, and a through association keeps none.
    private var kept: [String] {
      guard fault == .validation, kind != .through else { return [] }
      switch way {
      case .append, .appendIfValid, .createIfValid: return [""]
      case .appendSeveral: return ["good", ""]
      case .create, .replace: return []
      }
    }

    private func checkError(_ error: (any Error)?) {
      switch (fault, way) {
      case (.validation, .appendIfValid), (.validation, .createIfValid): #expect(error == nil, "\(way)")
      case (.validation, .replace): #expect(error is RecordNotSaved, "\(way)")
      case (.validation, _): #expect((error as? RecordInvalid)?.errors["name"] == ["can't be blank"], "\(way)")
      case (.index, _): #expect((error as? DatabaseError)?.code == .uniqueViolation, "\(way)")
      case (.callback, _): #expect(error is Refused, "\(way)")
      }
    }

    private func thrown(_ body: nonisolated(nonsending) () async throws -> Void) async -> (any Error)? {
      do {
        try await body()
        return nil
      } catch { return error }
    }
  }

  @Test(arguments: Engine.allCases, Fault.allCases) func ofEachKind(_ engine: Engine, _ fault: Fault) async throws {
    try await engine.database { _, _ async throws in
      for kind in MarinaKind.allCases {
        try await kind.run(Taken(), on: Marina.create())
        for way in Way.allCases { try await kind.run(Failing(way: way, fault: fault, kind: kind), on: Marina.create()) }
      }
    }
  }

  @Test(arguments: Engine.allCases) func whatAQuerySaysAboutJoinRowsHoldsAfterAFailure(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = League(name: "L")
      let fan = league.fans.where { $0.passes.isFavourite == true }.build { $0.name = "unlucky" }
      let isSaved = try await league.saveIfValid()
      #expect(!isSaved)
      fan.name = "lucky"
      try await league.save()
      #expect(try await Pass.pluck(\.isFavourite) == [true])
    }
  }

  /// The record whose name the unique index gives to nobody else.
  private struct Taken: MarinaTrial {
    func run<Member: MarinaMember>(_ marina: Marina, _ members: Marina.Many<Member>) async throws {
      try await Member({ $0.name = "taken" }).save()
    }
  }
}
