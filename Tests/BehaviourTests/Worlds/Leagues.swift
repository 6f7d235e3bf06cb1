import ActiveRecord

// Join models with rules of their own, and every dependent that a has_many through may have.

/// Reaches fans through passes.
@Model class League: Record {
  var name = ""
  var note: String?
  @HasMany var passes: Many<Pass> = .has(inverse: \.league)
  @HasMany var favourites: Many<Pass> = .has(hasInverse: false) { $0.where { $0.isFavourite == true } }
  @HasMany var fans: Many<Fan> = .through(\.passes)
  @HasMany var fansDestroyed: Many<Fan> = .through(\.passes, source: \.fan, dependent: .destroy)
  @HasMany var fansNullified: Many<Fan> = .through(\.passes, source: \.fan, dependent: .nullify)
  @HasMany var fansDeleted: Many<Fan> = .through(\.passes, source: \.fan, dependent: .deleteAll)
  @HasMany var favouriteFans: Many<Fan> = .through(\.favourites, source: \.fan)
  @HasMany var fansByName: Many<Fan> = .through(\.passes, source: \.fan) { $0.order { $0.name.desc } }
  @HasMany var scarves: Many<Scarf> = .through(\.fans)
  @Transient var log: [String] = []

  static func rules(_ league: Rules<League>) {
    league.beforeAdd(\.fans) { $0.log.append("before \($1.name)") }
    league.afterAdd(\.fans) { $0.log.append("after \($1.name)") }
  }
}

/// The join model: some fans get none, and its going is noted.
@Model class Pass: Record {
  var isFavourite = false
  @BelongsTo var league: League? = .belongs(inverse: \.passes)
  @BelongsTo var fan: Fan? = .belongs(counterCache: \.passesCount, inverse: \.passes)

  static func rules(_ pass: Rules<Pass>) {
    pass.validate { pass in
      if try await pass.fan?.name == "unlucky" { pass.errors.add("gets none") }
    }
    pass.afterDestroy { try await $0.league?.update { $0.note = "pass destroyed" } }
  }
}

/// Has to have a name.
@Model class Fan: Record {
  var name = ""
  var passesCount = 0
  @HasMany var passes: Many<Pass> = .has(inverse: \.fan)
  @HasMany var leagues: Many<League> = .through(\.passes)
  @HasMany var scarves: Many<Scarf>
  static func rules(_ fan: Rules<Fan>) { fan.validates(\.name, .exclusion("0")) }
}

/// Reached through fans, and reaches their passes through the fan.
@Model class Scarf: Record {
  var color = ""
  @BelongsTo var fan: Fan?
  @HasMany var passes: Many<Pass> = .through(\.fan)
}

extension Worlds {
  static let leagues = [
    "CREATE TABLE leagues (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT)",
    "CREATE TABLE passes (id INTEGER PRIMARY KEY, is_favourite BOOLEAN NOT NULL DEFAULT FALSE, league_id INTEGER, fan_id INTEGER)",
    "CREATE TABLE fans (id INTEGER PRIMARY KEY, name TEXT NOT NULL, passes_count INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE scarves (id INTEGER PRIMARY KEY, color TEXT NOT NULL, fan_id INTEGER)",
  ]
}
