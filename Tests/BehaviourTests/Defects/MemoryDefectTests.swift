import ActiveRecord
import ActiveRecordTesting
import Testing

/// Counters, inverses and associations that can only be read: Rails 8.2 on the same rows, and what is here.
@Suite struct MemoryDefectTests {
  /// Rails takes a counter of zero for a collection that is loaded and empty, so the three members are never read.
  @Test(arguments: Engine.allCases) func aWrongCounterDoesNotHideMembers(_ engine: Engine) async throws {
    let rails = (length: 0, sizeAfterwards: 0)
    try await hive(engine) { recorder async throws in
      try await Surprises.Hive.updateAll { [$0.beesCount.set(0)] }
      let hive = try await Surprises.Hive.find(1)
      recorder.clear()
      #expect(try await hive.bees.size() == 0)
      #expect(try await hive.bees.isEmpty())
      #expect(recorder.queries.isEmpty)
      let length = try await hive.bees.load().count
      #expect(length == 3 && length != rails.length)
      let size = try await hive.bees.size()
      #expect(size == 3 && size != rails.sizeAfterwards)
      #expect(recorder.queries.count == 1)
    }
  }

  /// As in Rails, a counter of nine is told until the members are loaded; then they are what counts.
  @Test(arguments: Engine.allCases) func sizeDoesNotContradictWhatIsLoaded(_ engine: Engine) async throws {
    let rails = [9, 3, 3]
    try await hive(engine) { _ async throws in
      try await Surprises.Hive.updateAll { [$0.beesCount.set(9)] }
      let hive = try await Surprises.Hive.find(1)
      #expect(try await [hive.bees.size(), hive.bees.load().count, hive.bees.size()] == rails)
    }
  }

  /// Rails gives a half-filled record a size of 0. Here a selection without the counter gives values, not records.
  @Test(arguments: Engine.allCases) func aCounterIsNeverLeftOut(_ engine: Engine) async throws {
    let rails = 0
    try await hive(engine) { _ async throws in
      let ids: [Int?] = try await Surprises.Hive.all().select(\.id, \.name).map(\.0)
      #expect(ids == [1])
      let size = try await Surprises.Hive.first()?.bees.size()
      #expect(size == 3 && size != rails)
    }
  }

  /// Rails ignores silently what is assigned to a counter: 5 in memory, 0 in the row, and `true` for the update.
  @Test(arguments: Engine.allCases) func aCounterIsNotSavedByHand(_ engine: Engine) async throws {
    try await hive(engine) { recorder async throws in
      let hive = try await Surprises.Hive.find(1)
      recorder.clear()
      let refused = await failure { () async throws in
        try await hive.update {
          $0.beesCount = 5; $0.name = "H2"
        }
      }
      #expect(refused?.contains("beesCount") == true)
      #expect(!recorder.sql.contains { $0.hasPrefix("UPDATE") })
      #expect(try await Surprises.Hive.find(1).name == "H")
      #expect(try await Surprises.Hive.find(1).beesCount == 3)
    }
  }

  /// Rails has `reset_counters` for one record at a time, and nothing that finds the wrong ones.
  @Test(arguments: Engine.allCases) func aWrongCounterIsFoundAndMended(_ engine: Engine) async throws {
    try await hive(engine) { _ async throws in
      try await Surprises.Hive.updateAll { [$0.beesCount.set(9)] }
      let drift = try await Surprises.Bee.counterCacheDrift()
      #expect(drift.map(\.stored) == [9] && drift.map(\.actual) == [3])
      try await Surprises.Bee.mendCounterCaches()
      #expect(try await Surprises.Hive.find(1).bees.size() == 3)
      #expect(try await Surprises.Bee.counterCacheDrift().isEmpty)
    }
  }

  /// A foreign key that is named switches the automatic inverse off in Rails: the parents of a, a1 and the key of a are all nil.
  @Test(arguments: Engine.allCases) func anInverseIsFoundByItsKeys(_ engine: Engine) async throws {
    let rails: [String?] = [nil, nil]
    try await engine.database { _, recorder async throws in
      let root = Surprises.Twig { $0.name = "root" }
      let a = root.children.build { $0.name = "a" }
      let leaf = a.children.build { $0.name = "a1" }
      let parents = [try await a.parent?.name, try await leaf.parent?.name]
      #expect(parents == ["root", "a"] && parents != rails)
      #expect(try await a.parent === root)
      #expect(try await leaf.parent === a)
      try await root.save()
      let found = try await Surprises.Twig.findByOrThrow { $0.name == "root" }
      let children = try await found.children.load()
      recorder.clear()
      #expect(try await children[0].parent === found)
      #expect(recorder.queries.isEmpty)
    }
  }

  /// Rails: "Cannot modify association 'City#tenants' because it goes through more than one other association." Here the message says where
  /// to write instead, too.
  @Test(arguments: Engine.allCases) func aNestedThroughSaysWhereToWrite(_ engine: Engine) async throws {
    let rails = "because it goes through more than one other association."
    try await engine.database { _, recorder async throws in
      let town = try await Surprises.fillTown()
      #expect(try await town.tenants.map(\.name).sorted() == ["l00", "l01", "l10", "l11"])
      recorder.clear()
      let refused = try #require(await failure { try await town.tenants.append(Surprises.Tenant(name: "new")) })
      #expect(refused.hasPrefix("Surprises.Town.tenants: it goes through more than one association"))
      #expect(refused.hasSuffix("so it can only be read. Add the record to 'Surprises.House.tenants' itself") && !refused.hasSuffix(rails))
      #expect(recorder.queries.isEmpty)
    }
  }

  /// Rails sends the INSERT of the house, raises, and rolls it back. Here nothing is sent.
  @Test(arguments: Engine.allCases) func aThroughWithoutAKeyIsRefusedBeforeAnythingIsWritten(_ engine: Engine) async throws {
    let rails = "because the source reflection class 'House' is associated to 'Street' via :has_many."
    try await engine.database { _, recorder async throws in
      let town = try await Surprises.fillTown()
      #expect(try await town.houses.map(\.name).sorted() == ["h0", "h1"])
      recorder.clear()
      let refused = try #require(await failure { try await town.houses.append(Surprises.House(name: "new")) })
      #expect(refused.contains("so it can only be read. Create the member through ") && refused.hasSuffix("Street instead"))
      #expect(!refused.hasSuffix(rails))
      #expect(recorder.queries.isEmpty)
      #expect(try await Surprises.House.count() == 2)
    }
  }

  private func hive(_ engine: Engine, _ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await engine.database { _, recorder async throws in
      let hive = try await Surprises.Hive.create { $0.name = "H" }
      for name in ["b1", "b2", "b3"] { try await hive.bees.create { $0.name = name } }
      try await body(recorder)
    }
  }
}
