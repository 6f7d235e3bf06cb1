import ActiveRecord

/// Strict loading of records, relations and associations, and the mode for N+1 only.
enum Scenario34: Twin {
  static let topic = "34-strict-loading"
  static let schema: [SQL] = [
    "CREATE TABLE teams (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE players (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, team_id INTEGER)",
    "CREATE TABLE bags (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, player_id INTEGER)",
  ]

  @Model class Team: Record {
    var name: String?
    @HasMany var players: Many<Player>
    @HasMany var strictPlayers: Many<Player> = .has { $0.strictLoading() }
    @HasMany var bags: Many<Bag> = .through(\.players)
  }
  @Model class Player: Record {
    var name: String?
    @BelongsTo var team: Team
    @HasMany var bags: Many<Bag>
    @HasOne var firstBag: Bag?
  }
  @Model class Bag: Record {
    var name: String?
    @BelongsTo var player: Player
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      let team = try await Team.create { $0.name = "T" }
      for number in 0..<2 {
        let player = try await team.players.create { $0.name = "p\(number)" }
        try await player.bags.create { $0.name = "b\(number)" }
      }
    }
    try await strictRecord(t)
    await preloaded(t)
    await switching(t)
    try await below(t)
  }

  private static func strictRecord(_ t: Scenario) async throws {
    t.section("a strict record")
    guard let team = try await t.quiet({ try await Team.strictLoading().first() }) else { return }
    await t.show("strict?") { team.isStrict }
    await t.raises("collection") { try await team.players.load() }
    await t.raises("belongs_to") { _ = try await Player.strictLoading().first()?.team }
    await t.raises("has_one") { _ = try await Player.strictLoading().first()?.firstBag }
    await t.raises("through") { try await team.bags.load() }
    await t.show("size, exists? and count ask without loading") {
      t.list(try await team.players.size(), try await team.players.exists(), try await team.players.count())
    }
    await t.raises("first") { _ = try await team.players.first() }
    await t.show("where") { try await team.players.where { $0.name == "p0" }.load() }
    await t.show("build and create") {
      [team.players.build { $0.name = "x" }.isNew, try await team.players.create { $0.name = "y" }.isPersisted]
    }
  }

  private static func preloaded(_ t: Scenario) async {
    await t.show("preloaded is fine") {
      var sizes: [Int] = []
      for player in try await Team.strictLoading().preload(\.players.bags).first()?.players.load() ?? [] {
        sizes.append(try await player.bags.size())
      }
      return sizes
    }
    await t.show("so is a preload later on") {
      guard let team = try await Team.strictLoading().first() else { return 0 }
      try await [team].preload(\.players)
      return try await team.players.size()
    }
    await t.show("what is preloaded is strict too") {
      try await Team.strictLoading().preload(\.players).first()?.players.first()?.isStrict
    }
    await t.raises("and raises one level down") {
      _ = try await Team.strictLoading().preload(\.players).first()?.players.first()?.bags.load()
    }
  }

  private static func switching(_ t: Scenario) async {
    t.section("switching")
    await t.show("strict_loading! and off") {
      guard let team = try await Team.first() else { return t.list() }
      team.strictLoading()
      let isStrict = team.isStrict
      team.strictLoading(.off)
      return t.list(isStrict, try await team.players.size(), try await team.players.map(\.name).count)
    }
    t.omits("a bad mode")
    t.section("a strict association")
    await t.raises("read") { try await Team.first()?.strictPlayers.load() }
    await t.show("preload") { try await Team.preload(\.strictPlayers).first()?.strictPlayers.size() }
  }

  private static func below(_ t: Scenario) async throws {
    t.section("n_plus_one_only")
    guard let team = try await t.quiet({ try await Team.first() }) else { return }
    team.strictLoading(.nPlusOneOnly)
    await t.show("the first level may load") { try await team.players.map(\.name) }
    await t.raises("the level below may not") { _ = try await team.players.first()?.bags.load() }
    await t.show("a singular one of a single record may") {
      guard let player = try await t.quiet({ try await Player.first() }) else { return [String?]() }
      player.strictLoading(.nPlusOneOnly)
      return [try await player.team.name, try await player.firstBag?.name]
    }
    t.section("new records")
    await t.show("a new strict record") {
      let team = Team()
      team.strictLoading()
      return try await team.players.load()
    }
  }
}
