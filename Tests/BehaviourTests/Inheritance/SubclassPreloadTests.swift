import ActiveRecord
import ActiveRecordTesting
import Testing

// Other models of the workers: tools are those of the smiths, and of their apprentices, alone.

@Model(table: "workshops") class Forge: Record {
  var name: String
  @HasMany var hands: Many<ForgeHand> = .has(foreignKey: \.workshopID)
}
@Model(table: "workers", subclasses: ForgeSmith.self) class ForgeHand: Record {
  var name: String
  var workshopID: Int?
}
@Model(subclasses: ForgeApprentice.self) class ForgeSmith: ForgeHand {
  @HasMany var tools: Many<ForgeTool> = .has(foreignKey: \.workerID)
}
@Model class ForgeApprentice: ForgeSmith {}
@Model(table: "tools") class ForgeTool: Record {
  var name: String
  var workerID: Int?
}

/// Associations that only some classes of a hierarchy have, preloaded for records of all of them.
@Suite struct SubclassPreloadTests {
  private func seed() async throws {
    let forge = try await Forge.create { $0.name = "F" }
    for (number, hand) in [ForgeHand(name: "Hal"), ForgeSmith(name: "Sue"), ForgeApprentice(name: "Ann")].enumerated() {
      hand.workshopID = forge.id
      try await hand.save()
      try await ForgeTool.create {
        $0.name = "tool \(number)"; $0.workerID = hand.id
      }
    }
  }

  @Test(arguments: Engine.allCases) func forRecordsOfAllClasses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let hands = try await ForgeHand.preload(of: ForgeSmith.self, \.tools).order(\.id).load()
      #expect(recorder.causes == ["ForgeHand, loaded", "ForgeSmith.tools, preloaded, for 2 records"])
      recorder.clear()
      #expect(hands.map { "\(type(of: $0))" } == ["ForgeHand", "ForgeSmith", "ForgeApprentice"])
      #expect(try hands.compactMap { $0 as? ForgeSmith }.map { try $0.tools.loaded.map(\.name) } == [["tool 1"], ["tool 2"]])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func forMembersOfAllClasses(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let forges = try await Forge.preload(\.hands, of: ForgeApprentice.self, \.tools).load()
      #expect(recorder.queries.count == 3)
      recorder.clear()
      let hands = try #require(forges.first).hands.loaded
      #expect(hands.count == 3)
      let smiths = hands.compactMap { $0 as? ForgeSmith }
      #expect(Set(smiths.filter(\.tools.isLoaded).map(\.name)) == ["Ann"])
      #expect(try smiths.first { $0.name == "Ann" }?.tools.loaded.map(\.name) == ["tool 2"])
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func classesOutsideOfTheHierarchyFindNothingToDo(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      #expect(try await ForgeTool.preload(of: ForgeSmith.self, \.tools).count() == 3)
      #expect(try await ForgeTool.preload(of: ForgeSmith.self, \.tools).load().count == 3)
      #expect(recorder.queries.count == 2)
    }
  }
}
