import ActiveRecord
import ActiveRecordTesting
import Testing

/// Scopes that every query over a model begins with.
@Suite struct DefaultScopeTests {
  enum Way: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case alone, together, preloaded, joined
    var testDescription: String { rawValue }

    func vineyards<each Path: AssociationPath>(_ paths: repeat KeyPath<Vineyard.Type, each Path>) async throws -> [Vineyard] {
      let all = Vineyard.order(\.id)
      switch self {
      case .alone: return try await all.loadsTogether(false).load()
      case .together: return try await all.load()
      case .preloaded: return try await all.preload(repeat each paths).load()
      case .joined: return try await all.eagerLoad(repeat each paths).load()
      }
    }
  }

  @Test(arguments: Engine.allCases) func queriesOfTheModel(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      recorder.clear()
      #expect(try await Wine.all().map(\.name) == ["Cheap", "Dear", "Red"])
      #expect(recorder.sql.last?.hasSuffix(#"WHERE "wines"."is_drunk" = ? ORDER BY "wines"."name" ASC"#) == true)
      #expect(try await Wine.where { $0.price > 5 }.order { $0.price.desc }.pluck(\.name) == ["Dear", "Red"])
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "wines"."name" ASC, "wines"."price" DESC"#) == true)
      #expect(try await Wine.count() == 3)
      #expect(try await Relation<Wine>().count() == 3)
      #expect(try await Wine.last()?.name == "Red")
      #expect(try await Wine.findBy { $0.name == "Old" } == nil)
      let missing = await failure { _ = try await Wine.find(2) }
      #expect(missing?.contains("Wine") == true && recorder.sql.last?.contains(#""wines"."is_drunk" = ? AND "wines"."id" = ?"#) == true)
    }
  }

  @Test(arguments: Engine.allCases) func withoutThem(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      recorder.clear()
      #expect(try await Wine.unscoped().count() == 5)
      #expect(recorder.sql.last == #"SELECT COUNT(*) FROM "wines""#)
      #expect(try await Wine.unscoped().find(2).name == "Old")
      #expect(try await Wine.all().unscope(where: \.isDrunk).pluck(\.name) == ["Cheap", "Dear", "Gone", "Old", "Red"])
      #expect(try await Wine.all().rewhere { $0.isDrunk == true }.reorder { $0.name.desc }.pluck(\.name) == ["Old", "Gone"])
      #expect(try await Wine.where { $0.price > 5 }.unscoped().count() == 5)
      let alba = try await Vineyard.find(1)
      recorder.clear()
      #expect(try await alba.wines.unscoped().count() == 3)
      #expect(recorder.sql.last == #"SELECT COUNT(*) FROM "wines" WHERE "wines"."vineyard_id" = ?"#)
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func ofAssociations(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      recorder.clear()
      let found = try await way.vineyards(\.wines, \.drunkWines, \.allWines, \.dearWines)
      var names: [[[String]]] = []
      for vineyard in found {
        names.append([
          try await vineyard.wines.map(\.name), try await vineyard.drunkWines.map(\.name), try await vineyard.allWines.map(\.name),
          try await vineyard.dearWines.map(\.name),
        ])
      }
      #expect(names[0] == [["Dear", "Red"], ["Old"], ["Red", "Old", "Dear"], ["Dear", "Old"]])
      #expect(names[1] == [["Cheap"], ["Gone"], ["Gone", "Cheap"], []])
      #expect(recorder.queries.count == (way == .alone ? 9 : way == .joined ? 1 : 5))
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func ofChains(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      let found = try await way.vineyards(\.casks, \.grapes)
      var litres: [[Int]] = []
      var grapes: [Set<String>] = []
      for vineyard in found {
        litres.append(try await vineyard.casks.map(\.litres).sorted())
        grapes.append(Set(try await vineyard.grapes.map(\.name)))
      }
      #expect(litres == [[108, 130], []])
      #expect(grapes == [["Merlot"], []])
    }
  }

  @Test(arguments: Engine.allCases) func ofJoins(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      recorder.clear()
      #expect(try await Vineyard.joins(\.wines).order(\.id).pluck(\.name) == ["Alba", "Alba", "Brio"])
      #expect(
        recorder.sql.last?.contains(
          #"INNER JOIN "wines" ON "wines"."is_drunk" = ? AND "wines"."vineyard_id" = "vineyards"."id""#) == true)
      #expect(try await Vineyard.where { $0.wines.count > 1 }.pluck(\.name) == ["Alba"])
      let counted = try await Vineyard.order(\.id).with(\.wines.count, \.allWines.count).load()
      #expect(try counted.map { try $0.loaded(\.wines.count) } == [2, 1])
      #expect(try counted.map { try $0.loaded(\.allWines.count) } == [3, 2])
    }
  }

  @Test(arguments: Engine.allCases, [false, true]) func ofTargets(_ engine: Engine, _ preloads: Bool) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillVineyard()
      for wine in try await Wine.unscoped().find([1, 2]) { try await Verdict.create { $0.$tasted.set(.wine(wine)) } }
      let verdicts = try await preloads ? Verdict.preload(\.tasted).order(\.id).load() : Verdict.order(\.id).load()
      var ids: [Int?] = []
      for verdict in verdicts { ids.append(try await verdict.tasted?.record.keyForTests) }
      #expect(ids == [1, nil])
      let casks = Cask.order(\.id).preload(\.wine)
      var names: [String?] = []
      for cask in try await preloads ? casks.load() : casks.unscope(.includes).load() { names.append(try await cask.wine?.name) }
      #expect(names == ["Red", nil, "Dear", nil])
      let grape = try #require(try await (preloads ? Grape.preload(\.wines) : Grape.all()).first())
      #expect(try await grape.wines.map(\.name) == ["Dear", "Red"])
    }
  }

  @Test(arguments: Engine.allCases) func ofClassesOfOneTable(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      try await Port.create {
        $0.name = "Tawny"; $0.price = 6
      }
      recorder.clear()
      #expect(try await Port.all().map(\.name) == ["Tawny"])
      #expect(recorder.sql.last?.contains(#""wines"."type" = ? AND "wines"."is_drunk" = ? AND "wines"."price" > ?"#) == true)
      #expect(try await Port.unscoped().count() == 2)
      #expect(try await Wine.where { $0.price < 7 }.pluck(\.name) == ["Cheap", "Tawny"])
    }
  }

  @Test(arguments: Engine.allCases) func ofWhatIsBuilt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let alba = try await Vineyard.create { $0.name = "Alba" }
      #expect(alba.wines.build { $0.name = "a" }.isDrunk == false)
      #expect(alba.drunkWines.build { $0.name = "b" }.isDrunk)
      try await alba.save()
      #expect(try await Wine.unscoped().order(\.id).pluck(\.isDrunk) == [false, true])
      let made = try await Wine.unscoped().where { $0.isDrunk == true }.create { $0.name = "c" }
      #expect(made.isDrunk)
      #expect(Wine(name: "d", isDrunk: true).isDrunk)
    }
  }

  @Test(arguments: Engine.allCases) func writing(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      let old = try await Wine.unscoped().find(2)
      try await old.update { $0.price = 21 }
      #expect(try await old.reload().price == 21)
      recorder.clear()
      #expect(try await Wine.updateAll { [$0.price.set(7)] } == 3)
      #expect(recorder.sql.last?.hasSuffix(#"WHERE "wines"."is_drunk" = ?"#) == true)
      #expect(try await Wine.unscoped().where { $0.price == 7 }.count() == 3)
      try await old.destroy()
      #expect(try await Wine.unscoped().count() == 4)
      #expect(try await Wine.all().deleteAll() == 3)
      #expect(try await Wine.unscoped().pluck(\.name) == ["Gone"])
    }
  }

  /// A scope that asks its own model finds it without the scope.
  @Test(arguments: Engine.allCases) func aScopeThatAsksItsOwnModel(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillVineyard()
      recorder.clear()
      #expect(try await Cask.count() == 4)
      #expect(
        recorder.sql.last
          == #"SELECT COUNT(*) FROM "casks" WHERE "casks"."litres" IN (SELECT "casks"."litres" FROM "casks" WHERE "casks"."litres" >= ?)"#)
      #expect(try await Cask.unscoped().count() == 8)
    }
  }
}

extension Record {
  /// The key, whatever the class.
  fileprivate var keyForTests: Int? { (self as? Wine)?.id }
}
