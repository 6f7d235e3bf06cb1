import ActiveRecord
import ActiveRecordTesting
import Testing

/// Where Rails is known to surprise the one who reads: what Rails 8.2 gave on the same rows (written down as constants), and what is given
/// here.
@Suite struct DefectTests {
  // MARK: Limits and orders of scopes

  /// Rails sends one LIMIT for all owners where it preloads (`… "poet_id" IN (1, 2, 3) ORDER BY "stars" DESC LIMIT 2`), and leaves the
  /// limit and the order out where it joins.
  @Test(arguments: Engine.allCases, Way.allCases) func aLimitCountsForEachOwner(_ engine: Engine, _ way: Way) async throws {
    let rails =
      switch way {
      case .lazily: [["A2", "A1"], ["B2", "B1"], ["C2", "C1"]]
      case .preload, .includes: [["A2"], ["B2"], []]
      case .eagerLoad: [["A0", "A1", "A2"], ["B0", "B1", "B2"], ["C0", "C1", "C2"]]
      }
    try await engine.database { _, recorder async throws in
      try await Surprises.fillPoets()
      recorder.clear()
      var found: [[String]] = []
      for poet in try await Self.poets(way, \.bestTwo).load() { found.append(try await poet.bestTwo.map(\.name)) }
      #expect(found == [["A2", "A1"], ["B2", "B1"], ["C2", "C1"]])
      #expect((found == rails) == (way == .lazily))
      #expect(recorder.queries.count == 2)
    }
  }

  /// Rails' join drops the order of a has_one, so another record is the one.
  @Test(arguments: Engine.allCases, Way.allCases) func anOrderDecidesWhichIsTheOne(_ engine: Engine, _ way: Way) async throws {
    let rails = way == .eagerLoad ? ["A0", "B0", "C0"] : ["A2", "B2", "C2"]
    try await engine.database { _, recorder async throws in
      try await Surprises.fillPoets()
      var found: [String?] = []
      for poet in try await Self.poets(way, \.best).load() { found.append(try await poet.best?.name) }
      #expect(found == ["A2", "B2", "C2"])
      #expect((found == rails) == (way != .eagerLoad))
    }
  }

  /// Rails' LIMIT of a has_one leaves all owners but one without it where it preloads.
  @Test(arguments: Engine.allCases, Way.allCases) func aLimitedOneIsThereForEachOwner(_ engine: Engine, _ way: Way) async throws {
    let railsPreloads: [String?] = [nil, nil, "C0"]
    try await engine.database { _, _ async throws in
      try await Surprises.fillPoets()
      var found: [String?] = []
      for poet in try await Self.poets(way, \.worst).load() { found.append(try await poet.worst?.name) }
      #expect(found == ["A0", "B0", "C0"] && found != railsPreloads)
    }
  }

  /// Where NULL stands counts in the numbers of the members, too.
  @Test(arguments: Engine.allCases, Way.allCases) func ordersWithNullsDecideWhichMembersAreInTheLimit(_ engine: Engine, _ way: Way)
    async throws
  {
    try await engine.database { _, _ async throws in
      try await Surprises.fillPoets()
      for (name, rank) in [("A0", 7), ("B1", 3), ("B2", 2)] {
        try await Surprises.Poem.where { $0.name == name }.updateAll { [$0.rank.set(rank)] }
      }
      var first: [[Int?]] = [], last: [[String]] = []
      for poet in try await Self.poets(way, \.ranked).load() { first.append(try await poet.ranked.map(\.rank)) }
      for poet in try await Self.poets(way, \.unranked).load() { last.append(try await poet.unranked.map(\.name)) }
      #expect(first == [[7, nil], [2, 3], [nil, nil]])
      #expect(last == [["A1", "A2"], ["B0", "B1"], ["C0", "C1"]])
    }
  }

  /// Rails drops the limit of an association without joins, and orders in memory.
  @Test(arguments: Engine.allCases) func aLimitHoldsWithoutJoins(_ engine: Engine) async throws {
    let rails = ["l11", "l10", "l01", "l00"]
    try await engine.database { _, recorder async throws in
      let town = try await Surprises.fillTown()
      recorder.clear()
      let found = try await town.oldTenants.map(\.name)
      #expect(found == ["l11", "l10"] && found != rails)
      #expect(recorder.queries.count == 3)
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "tenants"."age" ASC LIMIT ?"#) == true)
      let preloaded = try await Surprises.Town.preload(\.oldTenants).load()
      #expect(try preloaded.map { try $0.oldTenants.loaded.map(\.name) } == [["l11", "l10"]])
    }
  }

  private static func poets<Path: AssociationPath>(
    _ way: Way, _ path: KeyPath<Surprises.Poet.Type, Path>
  ) -> Relation<Surprises.Poet> {
    let poets = Surprises.Poet.order(\.id)
    return switch way {
    case .lazily: poets
    case .preload: poets.preload(path)
    case .includes: poets.includes(path)
    case .eagerLoad: poets.eagerLoad(path)
    }
  }

  // MARK: Statements

  /// Rails sends a statement for the owners and one for each of them: four for three poets.
  @Test(arguments: Engine.allCases) func lazyLoadsAreNotOneEach(_ engine: Engine) async throws {
    let rails = 4
    try await engine.database { _, recorder async throws in
      try await Surprises.fillPoets()
      recorder.clear()
      for poet in try await Surprises.Poet.order(\.id).load() { #expect(try await poet.poems.load().count == 3) }
      #expect(recorder.queries.count == 2 && recorder.queries.count < rails)
      recorder.clear()
      for poet in try await Surprises.Poet.order(\.id).loadsTogether(false).load() { _ = try await poet.poems.load() }
      #expect(recorder.queries.count == rails)
    }
  }

  /// Rails' COUNT takes over the columns that were selected: `COUNT("id", "name")`, which is no SQL. Here a selection gives tuples, and
  /// rows are what is counted.
  @Test(arguments: Engine.allCases) func selectedColumnsAreNotCounted(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Surprises.fillPoets()
      let poet = try await Surprises.Poet.find(1)
      let slim = poet.poems.order(\.id)
      #expect(try await slim.select(\.name, \.stars).map(\.0) == ["A0", "A1", "A2"])
      recorder.clear()
      #expect(try await slim.count() == 3)
      #expect(recorder.sql == [#"SELECT COUNT(*) FROM "poems" WHERE "poems"."poet_id" = ?"#])
      #expect(try await slim.select(\.id, \.name).count == 3)
    }
  }
}
