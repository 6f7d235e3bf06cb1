import ActiveRecord
import ActiveRecordTesting
import Testing

/// What reading a collection sends, loaded and not.
@Suite struct CollectionReadingTests {
  @Test(arguments: Engine.allCases) func unloadedCollectionsAskForWhatTheyNeed(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      recorder.clear()
      #expect(try await theatre.plays.size() == 3)
      #expect(try await theatre.plays.count() == 3)
      #expect(try await theatre.plays.isEmpty() == false)
      #expect(try await theatre.plays.any())
      #expect(try await theatre.plays.many())
      #expect(try await theatre.plays.ids().sorted() == [1, 2, 3])
      #expect(try await theatre.plays.exists())
      #expect(try await theatre.plays.exists(2))
      #expect(try await theatre.plays.first()?.title == "A")
      #expect(try await theatre.plays.last()?.title == "C")
      #expect(recorder.queries.count == 10)
      #expect(recorder.sql.allSatisfy { $0.contains("COUNT(") || $0.contains("LIMIT") || $0.contains(#"SELECT "plays"."id" FROM"#) })
      #expect(!theatre.plays.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func loadedCollectionsAnswerFromMemory(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      let plays = try await theatre.plays.load()
      recorder.clear()
      #expect(try await theatre.plays.size() == 3)
      #expect(try await theatre.plays.isEmpty() == false)
      #expect(try await theatre.plays.ids() == [1, 2, 3])
      #expect(try await theatre.plays.contains(plays[1]))
      #expect(try await theatre.plays.first() === plays[0])
      #expect(try await theatre.plays.last() === plays[2])
      #expect(try theatre.plays.loaded.map(\.title) == ["A", "B", "C"])
      var titles: [String] = []
      for try await play in theatre.plays { titles.append(play.title) }
      #expect(titles == ["A", "B", "C"])
      #expect(recorder.queries.isEmpty)
      #expect(try await theatre.plays.count() == 3)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func reloadAndReset(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      _ = try await theatre.plays.load()
      try await Play.where { $0.title == "B" }.deleteAll()
      #expect(try await theatre.plays.size() == 3)
      #expect(try await theatre.plays.reload().map(\.title).sorted() == ["A", "C"])
      theatre.plays.reset()
      #expect(!theatre.plays.isLoaded)
      #expect(throws: AssociationError.self) { try theatre.plays.loaded }
      #expect(try await theatre.plays.size() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func findersKeepToTheOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await seed()
      let other = try await Play.create { $0.title = "X" }
      #expect(try await theatre.plays.find(2).title == "B")
      await #expect(throws: RecordNotFound.self) { _ = try await theatre.plays.find(other.id!) }
      #expect(try await theatre.plays.findBy { $0.title == "X" } == nil)
      #expect(try await theatre.plays.findBy { $0.title == "C" }?.id == 3)
      #expect(try await theatre.plays.contains(other) == false)
      #expect(try await theatre.plays.where { $0.seats > 1 }.order(\.title).pluck(\.title) == ["B", "C"])
      #expect(try await theatre.plays.sum(\.seats) == 6)
      #expect(try await theatre.plays.maximum(\.seats) == 3)
      #expect(try await theatre.plays.average(\.seats) == 2)
    }
  }

  @Test(arguments: Engine.allCases) func scopesNarrowAndOrder(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let theatre = try await seed()
      try await theatre.plays.create { $0.title = "Globe" }
      recorder.clear()
      #expect(try await theatre.hits.map(\.title) == ["A", "C"])
      #expect(recorder.sql.last?.hasSuffix(#"ORDER BY "plays"."title" ASC"#) == true)
      #expect(try await theatre.latest.map(\.title) == ["Globe", "C"])
      #expect(try await theatre.namesakes.map(\.title) == ["Globe"])
      #expect(try theatre.hits.toSQL().contains("is_hit"))
    }
  }

  private func seed() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    for (index, title) in ["A", "B", "C"].enumerated() {
      try await theatre.plays.create {
        $0.title = title; $0.seats = index + 1; $0.isHit = index != 1
      }
    }
    return try await Theatre.find(theatre.id!)
  }
}
