import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_many: questions about members.
extension HasManyAssociationsTests {
  @Test(arguments: Engine.allCases) func includeUsesArrayIncludeAfterLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      let play = try await theatre.plays.load()[0]
      recorder.clear()
      #expect(theatre.plays.isLoaded)
      #expect(try await theatre.plays.contains(play))
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func includeChecksIfRecordExistsIfTargetNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed(), play = try await Play.find(1)
      recorder.clear()
      #expect(try await theatre.plays.contains(play))
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func includeReturnsFalseForNonMatchingRecordToVerifyScoping(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed(), other = try await Play.create { $0.title = "X" }
      #expect(!theatre.plays.isLoaded)
      #expect(try await theatre.plays.contains(other) == false)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnAssociationShouldNotLoadAssociation(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.second()?.title == "B")
      #expect(try await theatre.plays.last()?.title == "C")
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnExistingRecordWithBuildShouldLoadAssociation(_ engine: Engine) async throws
  {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      let new = theatre.plays.build { $0.title = "D" }
      #expect(!theatre.plays.isLoaded)
      recorder.clear()
      let first = try #require(try await theatre.plays.first())
      #expect(!first.isNew && first === theatre.plays.target.first)
      #expect(try await theatre.plays.second() === theatre.plays.target[1])
      #expect(try await theatre.plays.last() === new)
      #expect(recorder.events.count == 1 && theatre.plays.isLoaded)
      #expect(!recorder.sql[0].contains("ORDER BY") && !recorder.sql[0].contains("LIMIT"))
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnExistingRecordWithCreateShouldNotLoadAssociation(_ engine: Engine)
    async throws
  {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      #expect(!theatre.plays.isLoaded)
      recorder.clear()
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.second()?.title == "B")
      #expect(try await theatre.plays.last()?.title == "D")
      #expect(recorder.events.count == 3 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstNthOrLastOnNewRecordShouldNotRunQueries(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = Theatre(name: "Globe")
      recorder.clear()
      #expect(try await theatre.plays.first() == nil)
      #expect(try await theatre.plays.second() == nil)
      #expect(try await theatre.plays.last() == nil)
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func callingFirstOrLastWithIntegerOnAssociationShouldNotLoadAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "D" }
      recorder.clear()
      #expect(try await theatre.plays.first(2).map(\.title) == ["A", "B"])
      #expect(try await theatre.plays.last(2).map(\.title) == ["C", "D"])
      #expect(recorder.events.count == 2 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingManyShouldCountInsteadOfLoadingAssociation(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      #expect(try await theatre.plays.many())
      #expect(recorder.events.count == 1 && !theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func callingManyOnLoadedAssociationShouldNotUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.many())
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func subsequentCallsToManyShouldUseQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      _ = (try await theatre.plays.many(), try await theatre.plays.many())
      #expect(recorder.events.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func callingManyShouldReturnFalseIfNoneOrOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      #expect(try await theatre.plays.many() == false)
      try await theatre.plays.create { $0.title = "A" }
      #expect(try await theatre.plays.many() == false)
      #expect(try await theatre.plays.size() == 1)
      // A limit of the association's own counts.
      let bough = try await Bough.create { $0.name = "low" }
      try await bough.boughs.create(forEach: ["b", "a"]) { $0.name = $1 }
      #expect(try await [bough.boughs.many(), bough.boughs.one()] == [true, false])
      #expect(try await [bough.firstBoughs.many(), bough.firstBoughs.one()] == [false, true])
      #expect(try await bough.firstBoughs.size() == 1)
      #expect(try await bough.firstBoughs.sole().name == "a")
    }
  }

  @Test(arguments: Engine.allCases) func callingManyShouldReturnTrueIfMoreThanOne(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      #expect(try await theatre.plays.many())
      #expect(try await theatre.plays.size() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func includeMethodInHasManyAssociationShouldReturnTrueForInstanceAddedWithBuild(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      let theatre = Theatre(name: "Globe")
      let play = theatre.plays.build()
      #expect(try await theatre.plays.contains(play))
    }
  }

  @Test(arguments: Engine.allCases) func hasManyPreloadingWithDuplicateRecords(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = try await Play.create { $0.title = "A" }
      for name in ["x", "y"] { try await play.roles.create { $0.name = name } }
      let plays = try await Play.joins(\.roles).preload(\.roles).order(\.id).load()
      #expect(plays.count == 2)
      #expect(try plays[0].roles.loaded.map { $0.id! }.sorted() == [1, 2])
    }
  }
}
