import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading together with read-only scopes, limits, orders, joins and counts.
extension EagerAssociationTests {
  @Test(arguments: Engine.allCases) func preloadingReadonlyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await exhibited()
      let studio = try #require(try await Studio.preload(\.exhibits, \.exhibit).first())
      #expect(try studio.exhibits.loaded.first?.isReadonly == true)
      #expect(try studio.$exhibit.loaded?.isReadonly == true)
      let gadget = try #require(try await Gadget.preload(\.frozen).order(\.id).first())
      #expect(try gadget.$frozen.loaded?.isReadonly == true)
    }
  }

  @Test(arguments: Engine.allCases) func eagerLoadingReadonlyAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await exhibited()
      let studio = try #require(try await Studio.eagerLoad(\.exhibits, \.exhibit).first())
      #expect(try studio.exhibits.loaded.first?.isReadonly == true)
      #expect(try studio.$exhibit.loaded?.isReadonly == true)
      let gadget = try #require(try await Gadget.eagerLoad(\.frozen).order(\.id).first())
      #expect(try gadget.$frozen.loaded?.isReadonly == true)
      await #expect(throws: ModelError.self) { _ = try await gadget.$frozen.load()?.save() }
    }
  }

  @Test(arguments: Engine.allCases) func loadingAssociationsDontLeakInstanceState(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await exhibited()
      for relation in [Studio.preload(\.exhibit, \.all), Studio.eagerLoad(\.exhibit, \.all)] {
        let studio = try #require(try await relation.first())
        #expect(studio.$exhibit.isLoaded && studio.all.isLoaded)
        #expect(try studio.$exhibit.loaded?.isReadonly == true)
        #expect(try studio.all.loaded.allSatisfy { !$0.isReadonly })
      }
    }
  }

  @Test(arguments: Engine.allCases) func limitedEagerWithOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = Play.includes(\.roles, \.theatre).where { $0.theatre.name != "" }
      let all = try await plays.order(\.id).load().map(\.title).sorted()
      #expect(all.count > 1)
      #expect(try await plays.order("UPPER(plays.title)").limit(1).offset(1).load().map(\.title) == [all[1]])
      #expect(try await plays.order("UPPER(plays.title) DESC").limit(1).offset(1).load().map(\.title) == [all[all.count - 2]])
    }
  }

  @Test(arguments: Engine.allCases) func limitedEagerWithMultipleOrderColumns(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = Play.includes(\.roles, \.theatre).where { $0.theatre.name != "" }
      let all = try await plays.order(\.id).load().map(\.title).sorted()
      let ascending = try await plays.order("COALESCE(UPPER(plays.title), 'a,b'), plays.id").limit(2).load().map(\.title)
      #expect(ascending == Array(all.prefix(2)))
      let descending = try await plays.order("UPPER(plays.title) DESC").order(\.id).limit(2).load().map(\.title)
      #expect(descending == Array(all.reversed().prefix(2)))
    }
  }

  @Test(arguments: Engine.allCases) func joinsWithIncludesShouldPreloadViaJoins(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      recorder.clear()
      let play = try #require(try await Play.includes(\.roles).joins(\.roles).order { $0.id.desc }.load().first)
      #expect(recorder.queries.count == 1)
      #expect(try play.roles.loaded.isEmpty == false)
    }
  }

  @Test(arguments: Engine.allCases) func countWithInclude(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = Play.includes(\.theatre, \.roles).where { $0.theatre.name != "" }
      #expect(try await plays.count() == plays.load().count)
      #expect(try await plays.isEmpty() == false)
      let wordy = Play.includes(\.roles).where("length(roles.name) >= 0").references(\.roles)
      #expect(try await wordy.count() == wordy.load().count)
    }
  }

  @Test(arguments: Engine.allCases) func eagerWithHasManyAndLimitAndConditionsArrayOnTheEagers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let plays = Play.includes(\.theatre, \.roles).limit(2).where { $0.theatre.name != "" }
      let found = try await plays.load().count
      #expect(found > 0)
      #expect(try await plays.count() == found)
    }
  }

  /// A studio with two gadgets, and the maker of the same row, whom they point at.
  private func exhibited() async throws {
    let studio = try await Studio.create { $0.name = "Ann" }
    for _ in 1...2 {
      try await Gadget.create {
        $0.makerName = "Ann"; $0.makerID = studio.id
      }
    }
  }
}
