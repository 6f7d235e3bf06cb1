import ActiveRecord
import ActiveRecordTesting
import Testing

/// The callbacks of a collection run for every way in and every way out, whatever joins its members; one that throws stops each of them.
@Suite struct MemberCallbacksTests {
  fileprivate static func told(_ point: String, _ name: String) -> [String] {
    ["before", "after"].flatMap { time in ["first", "second"].map { "\($0) \(time) \(point) \(name)" } }
  }

  /// One member comes in by one way.
  struct Coming: MarinaTrial {
    let way: WayIn
    var name = "x"

    func run<Member: MarinaMember>(_ marina: Marina, _ members: Marina.Many<Member>) async throws {
      try await way.bring(name, into: members)
      if way.waitsForTheOwner || marina.isNew { try await marina.save() }
      #expect(marina.log == MemberCallbacksTests.told("add", name), "\(way)")
      #expect(try await members.reload().map(\.name) == [name], "\(way)")
      if marina.isPersisted { try await marina.save() }
      #expect(try await Member.all().count() == 1 && marina.log.count == 4, "\(way)")
      try await Member.all().destroyAll()
    }
  }

  /// One member is refused by the first callback.
  struct Barred: MarinaTrial {
    let way: WayIn, name: String

    func run<Member: MarinaMember>(_ marina: Marina, _ members: Marina.Many<Member>) async throws {
      let wasNew = marina.isNew
      let told = await failure {
        try await way.bring(name, into: members)
        if way.waitsForTheOwner { try await marina.save() }
      }
      #expect((told == nil) == (name == "halted" && way.tellsByItsAnswer), "\(way): \(told ?? "nothing was thrown")")
      #expect(marina.log == ["first before add \(name)"], "\(way)")
      #expect(members.target.isEmpty && marina.isNew == wasNew, "\(way)")
      // Nothing of it is left for the next save.
      try await marina.save()
      #expect(try await members.reload().isEmpty, "\(way)")
      #expect(try await Member.all().count() == (way == .replaceByIDs ? 1 : 0), "\(way)")
      try await Member.all().destroyAll()
    }
  }

  /// One of two members goes by one way, or both of them.
  struct Going: MarinaTrial {
    let way: WayOut

    func run<Member: MarinaMember>(_ marina: Marina, _ members: Marina.Many<Member>) async throws {
      let member = members.build { $0.name = "x" }
      if marina.isPersisted { try await marina.save() }
      marina.log = []
      try await way.take([member], outOf: members)
      #expect(marina.log == MemberCallbacksTests.told("remove", "x"), "\(way)")
      #expect(members.target.isEmpty, "\(way)")
      try await marina.save()
      #expect(try await members.reload().isEmpty && marina.log.count == 4, "\(way)")
      try await Member.all().destroyAll()
    }
  }

  /// Two members are to go, and a callback refuses for one of them.
  struct Staying: MarinaTrial {
    let way: WayOut, name: String

    func run<Member: MarinaMember>(_ marina: Marina, _ members: Marina.Many<Member>) async throws {
      let both = members.build(forEach: ["free", name]) { $0.name = $1 }
      let wasNew = marina.isNew
      if !wasNew { try await marina.save() }
      marina.log = []
      let told = await failure { try await way.take(both, outOf: members) }
      #expect(told?.contains(name == "kept" ? "the callback beforeRemove stopped it" : "Refused") == true, "\(way): \(told ?? "-")")
      #expect(marina.log.last == "first before remove \(name)" && !marina.log.contains { $0.contains("after") }, "\(way)")
      #expect(Set(members.target.map(\.name)) == ["free", name] && both.allSatisfy { $0.isNew == wasNew && !$0.isDestroyed }, "\(way)")
      try await marina.save()
      #expect(try await Set(members.reload().map(\.name)) == ["free", name], "\(way)")
      try await Member.all().destroyAll()
    }
  }

  @Test(arguments: Engine.allCases, MarinaKind.allCases) func comingIn(_ engine: Engine, _ kind: MarinaKind) async throws {
    try await engine.database { _, _ async throws in
      for way in WayIn.allCases { try await kind.run(Coming(way: way), on: Marina.create()) }
    }
  }

  @Test(arguments: Engine.allCases, MarinaKind.allCases) func comingToANewOwner(_ engine: Engine, _ kind: MarinaKind) async throws {
    try await engine.database { _, _ async throws in
      for way in WayIn.ofNewOwners { try await kind.run(Coming(way: way), on: Marina()) }
    }
  }

  @Test(arguments: Engine.allCases, MarinaKind.allCases) func whatComesMayBeRefused(_ engine: Engine, _ kind: MarinaKind) async throws {
    try await engine.database { _, _ async throws in
      for name in ["barred", "halted"] {
        for way in WayIn.allCases { try await kind.run(Barred(way: way, name: name), on: Marina.create()) }
        for way in WayIn.ofNewOwners { try await kind.run(Barred(way: way, name: name), on: Marina()) }
      }
    }
  }

  @Test(arguments: Engine.allCases, MarinaKind.allCases) func going(_ engine: Engine, _ kind: MarinaKind) async throws {
    try await engine.database { _, _ async throws in
      for way in WayOut.allCases { try await kind.run(Going(way: way), on: Marina.create()) }
      for way in WayOut.ofNewOwners { try await kind.run(Going(way: way), on: Marina()) }
    }
  }

  @Test(arguments: Engine.allCases, MarinaKind.allCases) func whatGoesMayBeRefused(_ engine: Engine, _ kind: MarinaKind) async throws {
    try await engine.database { _, _ async throws in
      for name in ["stuck", "kept"] {
        for way in WayOut.allCases { try await kind.run(Staying(way: way, name: name), on: Marina.create()) }
        for way in WayOut.ofNewOwners { try await kind.run(Staying(way: way, name: name), on: Marina()) }
      }
    }
  }
}
