import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of fans, leagues and passes: an owner that counts the rows in between, and one that hears who comes and goes.
@Model(table: "fans") class TalliedFan: Record {
  var name = ""
  var passesCount = 0
  @HasMany var passes: Many<TalliedPass> = .has(foreignKey: "fan_id", inverse: \.fan)
  @HasMany var leagues: Many<SingleLeague> = .through(\.passes)
  @HasMany var leaguesDestroyed: Many<SingleLeague> = .through(\.passes, source: \.league, dependent: .destroy)
  @HasMany var leaguesNullified: Many<SingleLeague> = .through(\.passes, source: \.league, dependent: .nullify)
}
@Model(table: "passes") class TalliedPass: Record {
  @BelongsTo var league: SingleLeague? = .belongs(hasInverse: false)
  @BelongsTo var fan: TalliedFan? = .belongs(counterCache: \.passesCount, inverse: \.passes)
}
@Model(table: "leagues") class HeardLeague: Record {
  var name = ""
  @HasMany var passes: Many<HeardPass> = .has(foreignKey: "league_id", inverse: \.league)
  @HasMany var fans: Many<SingleFan> = .through(\.passes)
  @Transient var log: [String] = []

  static func rules(_ league: Rules<HeardLeague>) {
    league.beforeAdd(\.fans) { $0.log.append("before add \($1.name)") }
    league.afterAdd(\.fans) { $0.log.append("after add \($1.name)") }
    league.beforeRemove(\.fans) { $0.log.append("before remove \($1.name)") }
    league.afterRemove(\.fans) { $0.log.append("after remove \($1.name)") }
  }
}
@Model(table: "passes") class HeardPass: Record {
  @BelongsTo var league: HeardLeague? = .belongs(inverse: \.passes)
  @BelongsTo var fan: SingleFan? = .belongs(hasInverse: false)
}

/// What Rails' suite shows of has_many through: what is counted and told while members go.
extension HasManyThroughAssociationsTests {
  @Test(arguments: Engine.allCases, ["deleteAll", "destroy", "nullify"]) func theOwnersCounterFollowsAMemberThatGoes(
    _ engine: Engine, _ strategy: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await TalliedFan.create { $0.name = "Ann" }
      let kept = try await fan.leagues.create { $0.name = "kept" }, doomed = try await fan.leagues.create { $0.name = "doomed" }
      #expect(try await fan.reload().passesCount == 2)
      let found = try await TalliedFan.find(fan.id!)
      switch strategy {
      case "destroy": try await found.leaguesDestroyed.remove(doomed)
      case "nullify": try await found.leaguesNullified.remove(doomed)
      default: try await found.leagues.remove(doomed)
      }
      // A pass that only forgets its league is the fan's still.
      #expect(try await fan.reload().passesCount == (strategy == "nullify" ? 2 : 1))
      #expect(try await TalliedPass.count() == (strategy == "nullify" ? 2 : 1))
      #expect(try await TalliedPass.pluck(\.leagueID).compactMap { $0 } == [kept.id!])
      #expect(try await SingleLeague.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases, ["deleteAll", "destroy", "nullify"]) func removeAllTellsHowManyWent(
    _ engine: Engine, _ strategy: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let league = try await joined().0
      let count =
        switch strategy {
        case "destroy": try await league.fansDestroyed.removeAll()
        case "nullify": try await league.fansNullified.removeAll()
        default: try await league.fansDeleted.removeAll()
        }
      #expect(count == 1)
      #expect(try await [Fan.count(), Pass.count()] == [1, strategy == "nullify" ? 1 : 0])
    }
  }

  @Test(arguments: Engine.allCases) func callbacksHearWhoComesAndGoesInTheirOrder(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let league = try await HeardLeague.create { $0.name = "L" }
      let ann = try await SingleFan.create { $0.name = "Ann" }, bob = try await SingleFan.create { $0.name = "Bob" }
      try await league.fans.append(ann)
      #expect(league.log == ["before add Ann", "after add Ann"])
      league.log = []
      try await league.fans.append(bob, SingleFan(name: "Cid"))
      #expect(league.log == ["before add Bob", "after add Bob", "before add Cid", "after add Cid"])
      league.log = []
      let dan = try await SingleFan.create { $0.name = "Dan" }
      try await league.fans.replace(with: [ann, SingleFan(name: "Jo"), dan])
      #expect(Set(league.log.prefix(4)) == ["before remove Bob", "after remove Bob", "before remove Cid", "after remove Cid"])
      #expect(Array(league.log.dropFirst(4)) == ["before add Jo", "after add Jo", "before add Dan", "after add Dan"])
      #expect(try await league.fans.reload().map(\.name).sorted() == ["Ann", "Dan", "Jo"])
    }
  }
}
