import ActiveRecord
import ActiveRecordTesting
import Testing

/// The sizes of collections are counted for all records that were loaded together, and never out of date through what is written here.
@Suite struct CollectionSizeTests {
  @Test(arguments: Engine.allCases) func ownersAreCountedByOneQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      var sizes: [Int] = []
      for _ in 1...2 { for theatre in theatres { sizes.append(try await theatre.plays.size()) } }
      #expect(sizes == [0, 1, 2, 3, 0, 1, 2, 3])
      // Once for each question of all of them.
      #expect(recorder.causes == Array(repeating: "Theatre.plays, asked for size, for 4 records", count: 2))
      let sql = try #require(recorder.queries.first?.sql)
      #expect(sql.contains("COUNT(*)") && sql.contains("GROUP BY"))
    }
  }

  @Test(arguments: Engine.allCases) func throughAndJoinTableAndScopeAreCountedByOneQueryEach(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      let plays = try await Play.order(\.id).load()
      recorder.clear()
      var roles: [Int] = [], hits: [Int] = [], genres: [Int] = []
      for theatre in theatres {
        roles.append(try await theatre.roles.size())
        hits.append(try await theatre.hits.size())
      }
      for play in plays { genres.append(try await play.genres.size()) }
      #expect(roles == [0, 1, 2, 3])
      #expect(hits == [0, 1, 1, 1])
      #expect(genres == [2, 2, 2, 2, 2, 2])
      #expect(recorder.queries.count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func limitedAndOwnScopesAreCountedAlone(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      var latest: [Int] = [], namesakes: [Int] = []
      for theatre in theatres {
        latest.append(try await theatre.latest.size())
        namesakes.append(try await theatre.namesakes.size())
      }
      #expect(latest == [0, 1, 2, 2])
      #expect(namesakes == [0, 1, 1, 1])
      #expect(recorder.queries.count == 8)
    }
  }

  @Test(arguments: Engine.allCases) func whatIsWrittenIsSeen(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      #expect(try await theatres[0].plays.size() == 0)
      try await Play.create {
        $0.title = "New"; $0.theatreID = theatres[1].id
      }
      #expect(try await theatres[1].plays.size() == 2)
      try await Play.where { $0.theatreID == theatres[3].id }.deleteAll()
      #expect(try await theatres[3].plays.size() == 0)
      recorder.clear()
      #expect(try await theatres[2].plays.size() == 2)
      #expect(recorder.causes == ["Theatre.plays, asked for size"])
    }
  }

  @Test(arguments: Engine.allCases) func whatIsTakenBackIsNotSeen(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      await #expect(throws: Refusal.self) {
        try await database.transaction {
          try await Play.create {
            $0.title = "New"; $0.theatreID = theatres[0].id
          }
          #expect(try await theatres[0].plays.size() == 1)
          throw Refusal()
        }
      }
      #expect(try await theatres[0].plays.size() == 0)
      #expect(try await theatres[1].plays.size() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func loadedAndUnsavedMembersCountAsBefore(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      _ = try await theatres[3].plays.load()
      theatres[0].plays.build { $0.title = "Draft" }
      recorder.clear()
      #expect(try await theatres[3].plays.size() == 3)
      #expect(recorder.queries.isEmpty)
      #expect(try await theatres[0].plays.size() == 1)
      #expect(try await Theatre(name: "New").plays.size() == 0)
    }
  }

  private struct Refusal: Error {}

  /// Four theatres with 0, 1, 2 and 3 plays; of each theatre one is a hit and bears its name; every play has a role and two genres.
  private func seed() async throws {
    for (count, name) in ["W", "X", "Y", "Z"].enumerated() {
      let theatre = try await Theatre.create { $0.name = name }
      for index in 0..<count {
        let play = try await theatre.plays.create {
          $0.title = index == 0 ? name : "\(name) \(index)"
          $0.isHit = index == 0
        }
        try await play.roles.create { $0.name = "role" }
        for genre in ["a", "b"] { try await play.genres.create { $0.name = genre } }
      }
    }
  }
}
