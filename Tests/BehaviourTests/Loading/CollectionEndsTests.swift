import ActiveRecord
import ActiveRecordTesting
import Testing

/// Another model of the plays, whose limited scope says where `NULL` stands.
@Model(table: "plays") class CastPlay: Record {
  var title: String
  @HasMany var leading: Many<Role> = .has(foreignKey: "play_id") { $0.order { $0.playerID.desc.nullsFirst }.limit(1) }
  @HasMany var trailing: Many<Role> = .has(foreignKey: "play_id") { $0.order { $0.playerID.asc.nullsLast }.limit(1) }
}

/// The first and last members, counts and existence of collections: one query for all records that were loaded together.
@Suite struct CollectionEndsTests {
  /// What is asked of a theatre's plays, and what four theatres with 0, 1, 2 and 3 plays answer.
  enum Asked: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case first, last, firstTwo, lastTwo, count, exists, isEmpty
    var testDescription: String { rawValue }

    nonisolated(nonsending) func of(_ theatre: Theatre) async throws -> [String] {
      let plays = theatre.plays
      return switch self {
      case .first: try await [plays.first()?.title].compactMap { $0 }
      case .last: try await [plays.last()?.title].compactMap { $0 }
      case .firstTwo: try await plays.first(2).map(\.title)
      case .lastTwo: try await plays.last(2).map(\.title)
      case .count: try await ["\(plays.count())"]
      case .exists: try await ["\(plays.exists())"]
      case .isEmpty: try await ["\(plays.isEmpty())"]
      }
    }

    var answers: [[String]] {
      switch self {
      case .first: [[], ["X 0"], ["Y 0"], ["Z 0"]]
      case .last: [[], ["X 0"], ["Y 1"], ["Z 2"]]
      case .firstTwo: [[], ["X 0"], ["Y 0", "Y 1"], ["Z 0", "Z 1"]]
      case .lastTwo: [[], ["X 0"], ["Y 0", "Y 1"], ["Z 1", "Z 2"]]
      case .count: [["0"], ["1"], ["2"], ["3"]]
      case .exists: [["false"], ["true"], ["true"], ["true"]]
      case .isEmpty: [["true"], ["false"], ["false"], ["false"]]
      }
    }

    var word: String {
      switch self {
      case .firstTwo: "first(2)"
      case .lastTwo: "last(2)"
      default: rawValue
      }
    }
  }

  @Test(arguments: Engine.allCases, Asked.allCases) func oneQueryForAllOwners(_ engine: Engine, _ asked: Asked) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      var answers: [[String]] = []
      for theatre in theatres { answers.append(try await asked.of(theatre)) }
      #expect(answers == asked.answers)
      #expect(recorder.causes == ["Theatre.plays, asked for \(asked.word), for 4 records"])
      #expect(theatres.allSatisfy { !$0.plays.isLoaded })
    }
  }

  @Test(arguments: Engine.allCases) func rowsAreNumberedForEachOwner(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      _ = try await theatres[0].plays.first()
      let sql = try #require(recorder.sql.first)
      #expect(sql.contains(#"ROW_NUMBER() OVER (PARTITION BY "plays"."theatre_id" ORDER BY "plays"."id")"#))
      #expect(sql.hasSuffix(#"WHERE "numbered"."row_number" <= ? ORDER BY "numbered"."row_number" ASC"#))
    }
  }

  /// Scopes with conditions, orders and limits, steps in between, and join tables.
  @Test(arguments: Engine.allCases) func scopesThroughsAndJoinTables(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load(), plays = try await Play.order(\.id).load()
      recorder.clear()
      var hits: [String?] = [], latest: [[String]] = [], roles: [String?] = [], players: [String?] = [], genres: [String?] = []
      for theatre in theatres {
        hits.append(try await theatre.hits.last()?.title)
        latest.append(try await theatre.latest.first(5).map(\.title))
        roles.append(try await theatre.roles.first()?.name)
        players.append(try await theatre.players.last()?.name)
      }
      for play in plays { genres.append(try await play.genres.last()?.name) }
      #expect(hits == [nil, "X 0", "Y 0", "Z 0"])
      #expect(latest == [[], ["X 0"], ["Y 1", "Y 0"], ["Z 2", "Z 1"]])
      #expect(roles == [nil, "X 0 role", "Y 0 role", "Z 0 role"])
      #expect(players == [nil, "X 0 player", "Y 1 player", "Z 2 player"])
      #expect(genres == ["b", "b", "b", "b", "b", "b"])
      #expect(recorder.queries.count == 5)
    }
  }

  /// Where `NULL` stands in the order of a limited scope, for each owner.
  @Test(arguments: Engine.allCases) func nullsInTheOrderOfALimitedScope(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let player = try await Player.create { $0.name = "Ann" }
      for title in ["A", "B"] {
        let play = try await Play.create { $0.title = title }
        try await play.roles.create { $0.name = "\(title) nobody" }
        try await play.roles.create {
          $0.name = "\(title) Ann"; $0.playerID = player.id
        }
      }
      let plays = try await CastPlay.preload(\.leading, \.trailing).order(\.id).load()
      #expect(try plays.map { try $0.leading.loaded.map(\.name) } == [["A nobody"], ["B nobody"]])
      #expect(try plays.map { try $0.trailing.loaded.map(\.name) } == [["A Ann"], ["B Ann"]])
      #expect(recorder.queries.last?.sql.contains("ROW_NUMBER()") == true)
    }
  }

  /// What one query cannot say for several owners is asked for each.
  @Test(arguments: Engine.allCases) func whatSQLCannotSayIsAskedAlone(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      var latest: [String?] = [], namesakes: [String?] = []
      for theatre in theatres {
        latest.append(try await theatre.latest.last()?.title)
        namesakes.append(try await theatre.namesakes.first()?.title)
      }
      #expect(latest == [nil, "X 0", "Y 0", "Z 1"])
      #expect(namesakes == [nil, nil, nil, nil])
      #expect(recorder.queries.count == 8)
    }
  }

  /// They know their owner, and are loaded together themselves.
  @Test(arguments: Engine.allCases) func theMembersKnowTheirOwnerAndEachOther(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      var firsts: [Play] = []
      for theatre in theatres { if let play = try await theatre.plays.first() { firsts.append(play) } }
      recorder.clear()
      #expect(try await firsts[0].theatre === theatres[1])
      #expect(try await firsts[2].theatre === theatres[3])
      #expect(recorder.queries.isEmpty)
      for play in firsts { #expect(try await play.roles.map(\.name) == ["\(play.title) role"]) }
      #expect(recorder.causes == ["Play.roles, lazy, for 3 records"])
    }
  }

  @Test(arguments: Engine.allCases) func whatIsWrittenIsSeen(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      #expect(try await theatres[1].plays.last()?.title == "X 0")
      try await Play.create {
        $0.title = "New"; $0.theatreID = theatres[2].id
      }
      #expect(try await theatres[2].plays.last()?.title == "New")
      #expect(try await theatres[3].plays.count() == 3)
      try await Play.where { $0.theatreID == theatres[3].id }.deleteAll()
      #expect(try await theatres[3].plays.count() == 0)
      #expect(try await theatres[3].plays.last() == nil)
    }
  }

  /// An answer is given once: who asks again asks the database again, for itself.
  @Test(arguments: Engine.allCases) func askingAgainAsksForOneself(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      recorder.clear()
      let once = try await theatres[3].plays.first(), again = try await theatres[3].plays.first()
      #expect(once?.id == again?.id && once !== again)
      #expect(recorder.causes == ["Theatre.plays, asked for first, for 4 records", "Play, loaded"])
      #expect(try await theatres[2].plays.first()?.title == "Y 0")
      #expect(recorder.queries.count == 2)
    }
  }

  /// Loaded and unsaved members, a record alone, and records that do not load together.
  @Test(arguments: Engine.allCases) func memoryAndSwitches(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await seed()
      let theatres = try await Theatre.order(\.id).load()
      _ = try await theatres[3].plays.load()
      recorder.clear()
      #expect(try await theatres[3].plays.last()?.title == "Z 2")
      #expect(recorder.queries.isEmpty)
      let alone = try await Theatre.find(4)
      recorder.clear()
      #expect(try await alone.plays.first(2).count == 2)
      #expect(recorder.sql.first?.contains("LIMIT ?") == true && recorder.causes == ["Play, loaded"])
      let apart = try await Theatre.loadsTogether(false).order(\.id).load()
      recorder.clear()
      for theatre in apart { _ = try await theatre.plays.first() }
      #expect(recorder.queries.count == 4)
      let strict = try await Theatre.strictLoading().load()
      await #expect(throws: AssociationError.self) { _ = try await strict[0].plays.first() }
    }
  }

  /// Nothing holds what was found for owners that are gone.
  @Test(arguments: Engine.allCases) func whatWasFoundGoesWithTheOwners(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      var found: [Weak] = []
      var theatres = try await Theatre.order(\.id).load()
      let play = try await theatres[1].plays.first()
      found = [Weak(play), Weak(theatres[0])]
      #expect(play?.title == "X 0")
      theatres = []
      #expect(found[1].record == nil)
      #expect(try await play?.theatre?.name == "X")
    }
  }

  /// Four theatres with 0, 1, 2 and 3 plays; every play has a role, a player and two genres, and the first of each theatre is a hit.
  private func seed() async throws {
    for (count, name) in ["W", "X", "Y", "Z"].enumerated() {
      let theatre = try await Theatre.create { $0.name = name }
      for index in 0..<count {
        let play = try await theatre.plays.create {
          $0.title = "\(name) \(index)"
          $0.isHit = index == 0
        }
        let player = try await Player.create { $0.name = "\(play.title) player" }
        try await play.roles.create {
          $0.name = "\(play.title) role"; $0.playerID = player.id
        }
        for genre in ["a", "b"] { try await play.genres.create { $0.name = genre } }
      }
    }
  }
}
