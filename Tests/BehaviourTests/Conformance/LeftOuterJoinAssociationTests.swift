import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of left outer joins, name by name.
@Suite struct LeftOuterJoinAssociationTests {
  @Test(arguments: Engine.allCases) func constructFinderSqlDoesNotTableNameCollideOnDuplicateAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Player.leftJoins(\.pupils.pupils.pupils, \.pupils.pupils.mentor.pupils).load()
      #expect(recorder.sql[0].contains("pupils_players_4"))
    }
  }

  @Test(arguments: Engine.allCases) func leftOuterJoinsCountIsSameAsSizeOfLoadedResults(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.leftJoins(\.plays).load().count == 4)
      #expect(try await Theatre.leftJoins(\.plays).count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func leftOuterJoinsReturnHasValueForEveryComment(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Set(Theatre.leftJoins(\.plays).pluck(\.id)) == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases) func leftOuterJoinsActuallyDoesALeftOuterJoin(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Theatre.leftJoins(\.plays).load()
      #expect(recorder.sql[0].contains("LEFT OUTER JOIN"))
    }
  }

  @Test(arguments: Engine.allCases) func leftOuterJoinsIsDedupedWhenSameAssociationIsJoined(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Theatre.joins(\.plays).leftJoins(\.plays).load()
      #expect(recorder.sql[0].contains("INNER JOIN") && !recorder.sql[0].contains("LEFT OUTER JOIN"))
    }
  }

  @Test(arguments: Engine.allCases) func leftOuterJoinsWithStringJoin(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.leftJoins(\.plays).joins("LEFT OUTER JOIN roles ON roles.play_id = plays.id").count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func joinConditionsAddedToJoinClause(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      _ = try await Play.leftJoins(\.photos).load()
      #expect(recorder.sql[0].contains(#""photos"."subject_type" = "#) && !recorder.sql[0].contains("WHERE"))
    }
  }

  @Test(arguments: Engine.allCases) func findWithStiJoin(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Workshop.create { $0.name = "W" }
      for worker in [Worker { $0.name = "w" }, SignPainter { $0.name = "s" }, Painter { $0.name = "p" }] {
        try await shop.workers.append(worker)
      }
      let joined = Workshop.leftJoins(\.painters)
      #expect(try await joined.where("workers.name = 'w'").load().isEmpty)
      #expect(try await joined.where("workers.name = 'p'").count() == 1)
      #expect(try await joined.where("workers.name = 's'").count() == 1)
    }
  }

  /// Two theatres, three plays in the first one.
  private func seed() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }
    try await Theatre.create { $0.name = "Rose" }
    for title in ["G1", "G2", "X"] {
      try await globe.plays.create {
        $0.title = title
        $0.isHit = true
      }
    }
  }
}
