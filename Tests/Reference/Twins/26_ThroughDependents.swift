import ActiveRecord

/// What goes when members of a through association are taken out, by its strategy.
enum Scenario26: Twin {
  static let topic = "26-through-dependents"
  static let schema: [SQL] = [
    "CREATE TABLE guilds (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE members (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guild_id INTEGER, fighter_id INTEGER, rank VARCHAR)",
    "CREATE TABLE fighters (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
  ]

  @Model class Member: Record {
    @BelongsTo var guild: Guild?
    @BelongsTo var fighter: Fighter?
    var rank: String?

    static func rules(_ member: Rules<Member>) {
      member.beforeDestroy { trace("member \($0.id ?? 0) destroyed") }
      member.beforeSave { trace("member \($0.id.map { "\($0)" } ?? "nil") saved") }
    }
  }
  @Model class Fighter: Record {
    var name: String?
    @HasMany var members: Many<Member>

    static func rules(_ fighter: Rules<Fighter>) { fighter.beforeDestroy { _ in trace("fighter destroyed") } }
  }
  @Model class Guild: Record {
    var name: String?
    @HasMany var members: Many<Member>
    @HasMany var fighters: Many<Fighter> = .through(\.members)
    @HasMany var destroyed: Many<Fighter> = .through(\.members, source: \.fighter, dependent: .destroy)
    @HasMany var nullified: Many<Fighter> = .through(\.members, source: \.fighter, dependent: .nullify)
    @HasMany var deleted: Many<Fighter> = .through(\.members, source: \.fighter, dependent: .deleteAll)
    @HasMany var chiefs: Many<Fighter> = .through(\.members, source: \.fighter) { $0.where { $0.members.rank == "chief" } }
  }

  private static func fresh(_ t: Scenario) async throws -> Guild {
    try await t.quiet {
      try await Member.deleteAll()
      try await Fighter.deleteAll()
      let guild = try await Guild.create { $0.name = "G" }
      var fighters: [Fighter] = []
      for name in ["a", "b", "c"] { fighters.append(try await Fighter.create { $0.name = name }) }
      for (fighter, rank) in [(0, "chief"), (0, "rookie"), (1, nil), (2, "chief")] {
        try await guild.members.create {
          $0.$fighter.set(fighters[fighter])
          $0.rank = rank
        }
      }
      return try await Guild.find(guild.id ?? 0)
    }
  }

  private static func rows(_ t: Scenario) async throws -> TraceValue {
    try await t.quiet {
      var rows: [TraceValue] = []
      for member in try await Member.order(\.id).load() {
        let fighter = try await Fighter.findBy { $0.id == member.fighterID ?? 0 }
        rows.append(t.list(member.guildID.map { _ in "g" }, fighter?.name, member.rank))
      }
      return .array([.array(rows), .int(Int64(try await Fighter.count()))])
    }
  }

  static func run(_ t: Scenario) async throws {
    try await all(t, "fighters", \.fighters)
    try await all(t, "destroyed", \.destroyed)
    try await all(t, "nullified", \.nullified)
    try await all(t, "deleted", \.deleted)
    t.section("others")
    let first = try await fresh(t)
    await t.show("destroy_all") {
      let names = try await first.fighters.destroyAll().compactMap(\.name)
      return Dictionary(grouping: names) { $0 }.mapValues(\.count)
    }
    await t.show("rows") { try await rows(t) }
    let second = try await fresh(t)
    await t.show("a scope on the join limits what is removed") {
      try await second.chiefs.remove(try await Fighter.findByOrThrow { $0.name == "a" })
      return try await rows(t)
    }
    await t.show("clear") {
      try await second.chiefs.clear()
      return try await rows(t)
    }
    await t.show("destroying the guild runs the dependents of its throughs, in the order declared") {
      try await second.destroy()
      return try await rows(t)
    }
  }

  private static func all(_ t: Scenario, _ name: String, _ fighters: KeyPath<Guild, Guild.Many<Fighter>>) async throws {
    t.section(name)
    let first = try await fresh(t)
    await t.show("delete: every row of that fighter") {
      try await first[keyPath: fighters].remove(try await Fighter.findByOrThrow { $0.name == "a" })
      return try await rows(t)
    }
    let second = try await fresh(t)
    await t.show("destroy") {
      try await second[keyPath: fighters].destroy(try await Fighter.findByOrThrow { $0.name == "a" })
      return try await rows(t)
    }
    let third = try await fresh(t)
    await t.show("delete_all") {
      try await third[keyPath: fighters].removeAll()
      return try await rows(t)
    }
  }
}
