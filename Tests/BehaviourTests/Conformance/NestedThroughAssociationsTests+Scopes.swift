import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of nested through associations whose steps have scopes, keys of their own, or many classes.
extension NestedThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func conditionsOnThroughAssociations(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      #expect(try await A.Poet.find(2).miscFirstBlueThemes.map(\.name) == ["Blue"])
      #expect(try await A.Poet.find(3).miscFirstBlueThemes.isEmpty())
    }
  }

  @Test(arguments: Engine.allCases) func conditionsOnThroughAssociationsPreload(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      #expect(try await A.Poet.joins(\.miscFirstBlueThemes).where { $0.miscFirstBlueThemes.id == 100 }.load().isEmpty)
      recorder.clear()
      let poets = try await A.Poet.includes(\.miscFirstBlueThemes).order(\.id).load()
      #expect(recorder.queries.count == 2)
      #expect(try poets.map { try $0.miscFirstBlueThemes.loaded.map(\.name) } == [[], ["Blue"], []])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsOnThroughAssociationsPreloadViaJoins(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      #expect(try await A.Poet.joins(\.miscFirstBlueThemes).where("themes.id = themes.id").load().map(\.name) == ["Bob"])
      recorder.clear()
      let included = A.Poet.includes(\.miscFirstBlueThemes).references(\.miscFirstBlueThemes)
      let found = try await included.where("themes.id = themes.id").load()
      #expect(try found.map { [$0.name] + (try $0.miscFirstBlueThemes.loaded.map(\.name)) } == [["Bob", "Blue"]])
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsOnSourceAssociations(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      #expect(try await A.Poet.find(2).miscFirstBlueThemesBySource.map(\.name) == ["Blue"])
      #expect(try await A.Poet.find(3).miscFirstBlueThemesBySource.isEmpty())
    }
  }

  @Test(arguments: Engine.allCases) func conditionsOnSourceAssociationsPreload(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      let poets = try await A.Poet.includes(\.miscFirstBlueThemesBySource).order(\.id).load()
      #expect(recorder.queries.count == 2)
      #expect(try poets.map { try $0.miscFirstBlueThemesBySource.loaded.map(\.name) } == [[], ["Blue"], []])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsOnSourceAssociationsPreloadViaJoins(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      #expect(try await A.Poet.joins(\.miscFirstBlueThemesBySource).where("themes.id = themes.id").load().map(\.name) == ["Bob"])
      recorder.clear()
      let included = A.Poet.includes(\.miscFirstBlueThemesBySource).references(\.miscFirstBlueThemesBySource)
      let found = try await included.where("themes.id = themes.id").load()
      #expect(try found.map { [$0.name] + (try $0.miscFirstBlueThemesBySource.loaded.map(\.name)) } == [["Bob", "Blue"]])
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preloadDoesNotResetSourcesThatAreLoaded(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      let poets = try await A.Poet.preload(\.poems.firstBlueThemesBySource, \.miscFirstBlueThemesBySource).order(\.id).load()
      recorder.clear()
      let poem = try #require(try poets[1].poems.loaded.first { $0.title == "misc by bob" })
      #expect(try poem.firstBlueThemesBySource.loaded.map(\.name) == ["Blue"])
      #expect(try await poem.firstBlueThemesBySource.map(\.name) == ["Blue"])
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func keysOfTheirOwnOnTheSourcesThroughReflection(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let arts = try await L.Academy.find(1)
      #expect(try await arts.essayShelves.map(\.name) == ["Odes"])
      #expect(try await L.Academy.joins(\.essayShelves).where { $0.essayShelves.name == "Odes" }.load() == [arts])
      #expect(try await arts.laureateShelf?.name == "Odes")
      #expect(try await L.Academy.joins(\.laureateShelf).where { $0.laureateShelf.name == "Odes" }.load() == [arts])
      #expect(try await L.Academy.find(2).laureateShelf == nil)
    }
  }

  @Test(arguments: Engine.allCases) func nestedHasManyThroughIsNotSavedWithItsOwner(_ engine: Engine) async throws {
    try await engine.nested { recorder async throws in
      let filing = A.Filing()
      filing.$poet.set(try await A.Poet.find(1))
      #expect(try await filing.poetThemings.load().count == 2)
      recorder.clear()
      try await filing.save()
      #expect(recorder.causes == ["Athenaeum.Filing, inserted"])
      #expect(try await filing.poetThemings.load().count == 2)
      #expect(try await A.Filing.find(filing.id!).poetThemings.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func scopeOnAPolymorphicSource(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      #expect(try await A.Poem.joins(\.essayistsNamedBob).order(\.id).load().map(\.title) == ["Rain", "misc by bob"])
      try await A.Poet.where { $0.name == "Bob" }.updateAll { [$0.name.set("Rob")] }
      #expect(try await A.Poem.joins(\.essayistsNamedBob).count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func sourcesAreOnlyOrderedByTheirOwnScopes(_ engine: Engine) async throws {
    try await engine.nested { _ async throws in
      let preloaded = try #require(try await A.Shelf.preload(\.orderedGlosses).find([2, 1]).last)
      let original = try await A.Shelf.find(1)
      #expect(try preloaded.orderedGlosses.loaded.map(\.text) == ["great", "good", "plain"])
      #expect(try await original.orderedGlosses.ids() == preloaded.orderedGlosses.ids())
    }
  }

  /// How the default scope of a model in between loads or joins something that the association does not speak of.
  @Test(arguments: Engine.allCases, ["includes", "preload", "joins", "eagerLoad"])
  func defaultScopesInBetweenThatLoadOrJoin(_ engine: Engine, _ way: String) async throws {
    try await engine.nested { _ async throws in
      let ann = try await L.Fellow.find(1)
      let kind =
        switch way {
        case "includes": try await ann.includedKind
        case "preload": try await ann.preloadedKind
        case "joins": try await ann.joinedKind
        default: try await ann.eagerKind
        }
      #expect(kind?.name == "Secret")
    }
  }
}

/// What Rails' suite shows of a polymorphic step that leads to several classes.
@Suite struct NestedThroughManorTests {
  typealias M = Manors

  /// A manor with a gardener and a falconer in its one wing, each with a servant's record.
  static func seed() async throws -> (manor: M.Manor, gardener: M.Gardener, falconer: M.Falconer) {
    let manor = try await M.Manor.create(), wing = try await manor.wings.create()
    // The keys of the two differ, so that one class cannot be taken for the other.
    try await M.Gardener.create()
    let gardener = try await M.Gardener.create(), falconer = try await M.Falconer.create()
    for employed in [gardener, falconer] as [Record] { try await wing.servants.create { $0.$employed.set(employed) } }
    return (manor, gardener, falconer)
  }

  @Test(arguments: Engine.allCases) func whenTheThroughAssociationIsNotLoaded(_ engine: Engine) async throws {
    try await engine.database(models: [M.Gardener.self, M.Falconer.self]) { _, _ async throws in
      let (manor, gardener, falconer) = try await Self.seed()
      let found = try #require(try await M.Manor.includes(\.gardeners, \.falconers).take())
      #expect(found == manor)
      #expect(try found.gardeners.loaded == [gardener])
      #expect(try found.falconers.loaded == [falconer])
    }
  }

  @Test(arguments: Engine.allCases) func whenTheThroughAssociationIsLoaded(_ engine: Engine) async throws {
    try await engine.database(models: [M.Gardener.self, M.Falconer.self]) { _, _ async throws in
      let (_, gardener, falconer) = try await Self.seed()
      let found = try #require(try await M.Manor.includes(\.servants, \.gardeners, \.falconers).take())
      #expect(try found.servants.loaded.count == 2)
      #expect(try found.gardeners.loaded == [gardener])
      #expect(try found.falconers.loaded == [falconer])
    }
  }

  @Test(arguments: Engine.allCases) func whenItIsJoinedTwice(_ engine: Engine) async throws {
    try await engine.database(models: [M.Gardener.self, M.Falconer.self]) { _, _ async throws in
      let (manor, _, _) = try await Self.seed()
      try await M.Manor.create()
      #expect(try await M.Manor.joins(\.gardeners, \.falconers).load() == [manor])
    }
  }

  @Test(arguments: Engine.allCases) func eachClassIsCountedAlone(_ engine: Engine) async throws {
    try await engine.database(models: [M.Gardener.self, M.Falconer.self]) { _, _ async throws in
      let (manor, _, _) = try await Self.seed()
      #expect(try await manor.gardeners.size() == 1)
      #expect(try await manor.gardeners.count() == 1)
      #expect(try await manor.falconers.size() == 1)
      #expect(try await manor.falconers.count() == 1)
      #expect(try await manor.servants.size() == 2)
      #expect(try await manor.servants.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func aSubclassBehindAPolymorphicSource(_ engine: Engine) async throws {
    try await engine.database(models: [M.Manor.self, M.Falconer.self]) { _, _ async throws in
      let manor = try await M.Manor.create(), hawker = try await M.Hawker.create()
      try await manor.hawkers.append(hawker)
      #expect(try await M.Servant.first()?.$employed.type == "Manors.Falconer")
      for found in [manor, try await M.Manor.find(manor.id!)] {
        #expect(try await found.hawkers.size() == 1)
        #expect(try await found.hawkers.count() == 1)
        #expect(try await found.hawkers.load() == [hawker])
        #expect(try await found.listed.size() == 1)
        #expect(try await found.listed.count() == 1)
      }
      try await manor.hawkers.replace(with: [])
      for found in [manor, try await M.Manor.find(manor.id!)] {
        #expect(try await found.hawkers.size() == 0)
        #expect(try await found.hawkers.count() == 0)
        #expect(try await found.listed.count() == 0)
      }
      #expect(try await manor.listed.reload().isEmpty)
      // A falconer who is no hawker is joined by the same class, and is none of them.
      let falconer = try await M.Falconer.create()
      try await manor.listed.create { $0.$employed.set(falconer) }
      #expect(try await manor.hawkers.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func onePolymorphicSourceDoesNotLeakIntoOthers(_ engine: Engine) async throws {
    try await engine.database(models: [M.Gardener.self, M.Falconer.self]) { _, recorder async throws in
      let (manor, _, falconer) = try await Self.seed()
      let servant = try #require(try await falconer.servant)
      try await M.Chore.create { $0.$servant.set(servant) }
      recorder.clear()
      #expect(try await manor.chores.load().count == 1)
      let expected = recorder.sql
      let again = try await M.Manor.find(manor.id!)
      _ = try await again.falconers.load()
      recorder.clear()
      #expect(try await again.chores.load().count == 1)
      #expect(recorder.sql == expected)
    }
  }

  @Test(arguments: Engine.allCases) func aSubclassBehindAPolymorphicSourceOfMembers(_ engine: Engine) async throws {
    try await engine.database(models: [M.Falconer.self]) { _, _ async throws in
      let wing = try await M.Wing.create(), hawker = try await M.Hawker.create()
      try await wing.hawkers.append(hawker)
      #expect(try await wing.hawkers.load() == [hawker])
      #expect(try await wing.reload().hawkers.load() == [hawker])
      try await wing.hawkers.replace(with: [])
      #expect(try await wing.hawkers.load().isEmpty)
      #expect(try await wing.reload().hawkers.load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func chainsAreIncluded(_ engine: Engine) async throws {
    try await engine.database(models: [M.Gardener.self, M.Falconer.self]) { _, recorder async throws in
      let wing = try #require(try await Self.seed().manor.wings.first())
      recorder.clear()
      let found = try #require(try await M.Manor.includes(\.wings.servants).first())
      #expect(recorder.queries.count == 3)
      let servants = try await wing.servants.order(\.id).load()
      #expect(try found.wings.loaded[0].servants.loaded == servants)
    }
  }
}
