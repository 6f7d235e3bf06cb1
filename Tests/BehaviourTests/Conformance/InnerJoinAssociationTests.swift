import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of inner joins, name by name.
@Suite struct InnerJoinAssociationTests {
  @Test(arguments: Engine.allCases) func constructFinderSqlDoesNotTableNameCollideOnDuplicateAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let sql = try Player.joins(\.pupils.pupils.pupils, \.pupils.pupils.mentor.pupils).toSQL()
      #expect(sql.contains("pupils_players_4"))
    }
  }

  @Test(arguments: Engine.allCases) func constructFinderSqlDoesNotTableNameCollideOnDuplicateAssociationsWithLeftOuterJoins(
    _ engine: Engine
  ) async throws {
    try await engine.database { _, _ async throws in
      let sql = try Player.joins(\.pupils.pupils).leftJoins(\.pupils.pupils).toSQL()
      #expect(sql.contains("pupils_players_2") && sql.contains("INNER JOIN"))
      #expect(!sql.contains("pupils_players_4") && !sql.contains("LEFT OUTER JOIN"))
    }
  }

  @Test(arguments: Engine.allCases) func joinConditionsAddedToJoinClause(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let sql = try Play.joins(\.photos).toSQL().replacing("`", with: "\"")
      #expect(sql.contains(#""photos"."subject_type" = 'Play'"#) && !sql.contains("WHERE"))
    }
  }

  @Test(arguments: Engine.allCases) func findWithImplicitInnerJoinsWithoutSelectDoesNotImplyReadonly(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.joins(\.plays).load()
      #expect(!theatres.isEmpty && theatres.allSatisfy { !$0.isReadonly })
    }
  }

  @Test(arguments: Engine.allCases) func findWithImplicitInnerJoinsHonorsReadonlyFalse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.joins(\.plays).readonly(false).load()
      #expect(!theatres.isEmpty && theatres.allSatisfy { !$0.isReadonly })
    }
  }

  @Test(arguments: Engine.allCases) func findWithImplicitInnerJoinsDoesNotSetAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      let theatres = try await Theatre.joins(\.plays).load()
      #expect(!theatres.isEmpty && theatres.allSatisfy { !$0.plays.isLoaded })
    }
  }

  @Test(arguments: Engine.allCases) func countHonorsImplicitInnerJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.joins(\.plays).count() == 3)
    }
  }

  @Test(arguments: Engine.allCases) func calculateHonorsImplicitInnerJoins(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.joins(\.plays).count(\.id) == 3)
    }
  }

  @Test(arguments: Engine.allCases) func calculateHonorsImplicitInnerJoinsAndDistinctAndConditions(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      #expect(try await Theatre.joins(\.plays).where("plays.title like 'G%'").distinct().count(\.id) == 1)
    }
  }

  @Test(arguments: Engine.allCases) func findWithStiJoin(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let shop = try await Workshop.create { $0.name = "W" }
      for worker in [Worker { $0.name = "w" }, SignPainter { $0.name = "s" }, Painter { $0.name = "p" }] {
        try await shop.workers.append(worker)
      }
      let joined = Workshop.joins(\.painters)
      #expect(try await joined.where("workers.name = 'w'").load().isEmpty)
      #expect(try await joined.where("workers.name = 'p'").count() == 1)
      #expect(try await joined.where("workers.name = 's'").count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func findWithConditionsOnReflection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await seed()
      try await Play.updateAll { [$0.isHit.set(false)] }
      #expect(try await Theatre.find(1).plays.isEmpty() == false)
      #expect(try await Theatre.joins(\.hits).load().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func findWithConditionsOnThroughReflection(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await League.create()
      try await league.fans.create { $0.name = "Ann" }
      #expect(try await League.joins(\.favouriteFans).load().isEmpty)
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
