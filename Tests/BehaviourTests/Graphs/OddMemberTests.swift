import ActiveRecord
import ActiveRecordTesting
import Testing

/// Members that are named twice, marked twice, gone meanwhile, or not given at all.
@Suite struct OddMemberTests {
  /// A raft with the oars "a" and "b", read again.
  private func raft() async throws -> Raft {
    let raft = try await Raft.create { $0.name = "R" }
    for name in ["a", "b"] { try await raft.oars.create { $0.name = name } }
    return try await Raft.find(raft.id ?? 0)
  }
  private func names() async throws -> [String] { try await Oar.order(\.id).pluck(\.name) }
  /// What the raft says in memory and in its row.
  private func count(_ raft: Raft) async throws -> [Int] {
    let key = raft.id ?? 0
    return [raft.oarsCount] + (try await Raft.where { $0.id == key }.pluck(\.oarsCount))
  }

  @Test(arguments: Engine.allCases) func ofTwoChangesOfAMemberTheLastCounts(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let raft = try await raft(), key = try #require(try await Oar.order(\.id).first()?.id)
      recorder.clear()
      try await raft.update(Attributes { $0.oars = [.update(key) { $0.name = "x" }, .update(key) { $0.name = "y" }] })
      #expect(recorder.sql.count { $0.hasPrefix("UPDATE") } == 1)
      #expect(try await names() == ["y", "b"])
    }
  }

  /// A destruction outlasts whatever else is said of the member, and happens once.
  enum Twice: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case destroyThenUpdate, updateThenDestroy, destroyTwice, markTwice, markThenDestroyIt
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Twice.allCases) func aMemberIsDestroyedOnce(_ engine: Engine, _ twice: Twice) async throws {
    try await engine.database { _, _ async throws in
      let raft = try await raft(), oars = try await raft.oars.load()
      let first = try #require(oars.first { $0.name == "a" }), key = try #require(first.id)
      switch twice {
      case .destroyThenUpdate: try await raft.assign(Attributes { $0.oars = [.destroy(key), .update(key) { $0.name = "y" }] })
      case .updateThenDestroy: try await raft.assign(Attributes { $0.oars = [.update(key) { $0.name = "y" }, .destroy(key)] })
      case .destroyTwice: try await raft.assign(Attributes { $0.oars = [.destroy(key), .destroy(key)] })
      case .markTwice: for _ in 1...2 { first.markForDestruction() }
      case .markThenDestroyIt:
        first.markForDestruction()
        try await first.destroy()
      }
      for _ in 1...2 { try await raft.save() }
      #expect(first.isDestroyed && first.log == ["destroying", "commit"])
      #expect(try await names() == ["b"])
      #expect(try await count(raft) == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func aNewMemberThatIsMarkedIsLeftOut(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let raft = try await raft()
      let new = raft.oars.build { $0.name = "n" }
      new.markForDestruction()
      try await raft.save()
      #expect(new.isNew && new.log.isEmpty)
      #expect(try await raft.oars.load().count == 2)
      #expect(try await names() == ["a", "b"])
    }
  }

  @Test(arguments: Engine.allCases) func whatARollbackGivesBackIsStillMarked(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let raft = try await raft(), oars = try await raft.oars.load()
      let first = try #require(oars.first { $0.name == "a" })
      first.markForDestruction()
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await raft.save()
          #expect(first.isDestroyed && raft.oarsCount == 1)
          throw Refused()
        }
      }
      #expect(!first.isDestroyed && first.isMarkedForDestruction && raft.oarsCount == 2)
      #expect(raft.oars.target.map(\.name).sorted() == ["a", "b"])
      try await raft.save()
      #expect(try await names() == ["b"])
      #expect(try await count(raft) == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases, [true, false]) func aMemberThatIsAddedTwiceIsThereOnce(_ engine: Engine, _ isNew: Bool) async throws {
    try await engine.database { _, _ async throws in
      let raft = isNew ? Raft(name: "N") : try await raft(), oar = Oar(name: "c")
      try await raft.oars.append(oar, oar)
      try await raft.oars.append(oar)
      try await raft.save()
      #expect(try await names() == (isNew ? ["c"] : ["a", "b", "c"]))
      #expect(try await count(raft) == (isNew ? [1, 1] : [3, 3]))
      #expect(try await raft.oars.reload().count == (isNew ? 1 : 3))
    }
  }

  @Test(arguments: Engine.allCases) func aSavepointInACallbackFailsAlone(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let raft = Raft(name: "trying")
      raft.oars.build { $0.name = "kept" }
      try await raft.save()
      #expect(raft.log == ["refused", "commit"])
      #expect(try await names() == ["kept"])
      #expect(try await count(raft) == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func aSavepointTakesBackWhatItCounted(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let raft = try await raft()
      try await database.transaction {
        try await raft.oars.create { $0.name = "c" }
        await #expect(throws: Refused.self) {
          try await database.transaction(requiresNew: true) {
            _ = try await raft.oars.create { $0.name = "d" }
            raft.name = "changed"
            try await raft.save()
            throw Refused()
          }
        }
        #expect(raft.oarsCount == 3 && raft.isChanged(\.name))
      }
      #expect(try await names() == ["a", "b", "c"])
      #expect(try await count(raft) == [3, 3])
      #expect(try await Raft.pluck(\.name) == ["R"])
    }
  }

  @Test(
    arguments: Engine.allCases,
    [
      (#"{}"#, "a b"), ("[]", "a b"), ("null", "a b"), (#"[{"_destroy":true}]"#, "a b"), (#"[{"id":null,"name":"x"}]"#, "a b x"),
      (#"[{"id":"","name":"x"}]"#, "a b x"), (#"{"name":"x"}"#, "a b x"), (#"{"5":{"name":"y"},"1":{"name":"x"}}"#, "a b x y"),
      ("[null]", "Raft.oars[0]: an object is expected, not nothing"), ("[[]]", "Raft.oars[0]: an object is expected, not a list"),
      (#"[{"id":"abc","name":"x"}]"#, #"Couldn't find Oar with id="abc" for Raft with id=1"#),
      (#"[{"id":-1}]"#, "Couldn't find Oar with id=-1 for Raft with id=1"),
      (#"[{"id":1.5}]"#, "Couldn't find Oar with id=1.5 for Raft with id=1"),
    ] as [(String, String)])
  func inputIsTakenOrRefused(_ engine: Engine, _ input: (json: String, outcome: String)) async throws {
    try await engine.database { _, _ async throws in
      let raft = try await raft(), form = Permit<Raft>(\.name).nested(\.oars, Permit(\.name))
      let told = await failure { try await raft.update(form.decode(json: #"{"oars_attributes":\#(input.json)}"#)) }
      let names = try await names()
      #expect(told ?? names.joined(separator: " ") == input.outcome)
      if told != nil { #expect(names == ["a", "b"]) }
    }
  }
}
