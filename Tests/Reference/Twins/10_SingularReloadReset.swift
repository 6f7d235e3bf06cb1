import ActiveRecord

/// Asking again: reload and reset of both to-one associations, and what a changed key makes stale.
enum Scenario10: Twin {
  static let topic = "10-singular-reload-reset"
  static let schema: [SQL] = [
    "CREATE TABLE captains (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, ship_id INTEGER)",
    "CREATE TABLE ships (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
  ]

  @Model class Captain: Record {
    var name: String?
    @BelongsTo var ship: Ship?
  }
  @Model class Ship: Record {
    var name: String?
    @HasOne var captain: Captain?
  }

  static func run(_ t: Scenario) async throws {
    let (captain, ship) = try await t.quiet {
      let argo = try await Ship.create { $0.name = "Argo" }
      try await Ship.create { $0.name = "Hope" }
      try await Captain(name: "Jason", ship: argo).save()
      return (try await Captain.find(1), try await Ship.find(1))
    }
    try await belongsTo(t, captain)
    try await changedKey(t, captain)
    try await hasOne(t, ship)
    t.section("destroying the target")
    await t.show("destroyed target stays in the cache") {
      try await t.quiet { try await Captain(name: "Last", ship: ship).save() }
      try await ship.$captain.reload()
      let captain = try await ship.captain
      try await captain?.destroy()
      let (name, isDestroyed) = (try await ship.captain?.name, try await ship.captain?.isDestroyed)
      return t.list(name, isDestroyed, try await ship.reload().captain)
    }
  }

  private static func belongsTo(_ t: Scenario, _ captain: Captain) async throws {
    t.section("belongs_to")
    await t.show("read") { try await captain.ship?.name }
    await t.show("changed behind our back") {
      try await t.quiet { _ = try await Ship.where { $0.id == 1 }.updateAll { [$0.name.set("Argo II")] } }
      return try await captain.ship?.name
    }
    await t.show("reload_ship") {
      let before = try await captain.ship
      let now = try await captain.$ship.reload()
      return t.list(now?.name, now === before, try await captain.ship === now)
    }
    await t.show("reset_ship returns nil and asks at the next read") {
      captain.$ship.reset()
      return [(try? captain.$ship.loaded) != nil, captain.$ship.isLoaded]
    }
    await t.show("next read") { try await captain.ship?.name }
  }

  private static func changedKey(_ t: Scenario, _ captain: Captain) async throws {
    await t.show("loaded?") { [captain.$ship.isLoaded, !captain.$ship.isLoaded] }
    await t.show("the key is changed in memory: stale") {
      captain.shipID = 2
      let isStale = !captain.$ship.isLoaded
      return t.list(isStale, try await captain.ship?.name)
    }
    await t.show("reload_ship takes the key in memory") { try await captain.$ship.reload()?.name }
    await t.show("and keeps the change of the key") { captain.changes.mapValues { [$0.old, $0.new] } }
    await t.show("owner reload drops the change and the cache") {
      try await captain.reload()
      let isLoaded = captain.$ship.isLoaded
      return t.list(captain.shipID, isLoaded, try await captain.ship?.name)
    }
    await t.show("an assigned unsaved one is lost by reset") {
      captain.$ship.set(Ship(name: "Dream"))
      captain.$ship.reset()
      return t.list(captain.shipID, try await captain.ship)
    }
    try await t.quiet { _ = try await captain.reload() }
    await t.show("reload_ship without a key") {
      let new = Captain()
      let ship = try await new.$ship.reload()
      return t.list(ship, new.$ship.isLoaded)
    }
  }

  private static func hasOne(_ t: Scenario, _ ship: Ship) async throws {
    t.section("has_one")
    await t.show("read") { try await ship.captain?.name }
    await t.show("replaced behind our back") {
      try await t.quiet {
        try await Captain.where { $0.id == 1 }.updateAll { [$0.shipID.set(nil)] }
        try await Captain.create {
          $0.name = "Ann"
          $0.shipID = 1
        }
      }
      return try await ship.captain?.name
    }
    await t.show("reload_captain") { try await ship.$captain.reload()?.name }
    await t.show("reset_captain") {
      ship.$captain.reset()
      return ship.$captain.isLoaded
    }
    await t.show("a row deleted behind our back") {
      _ = try await ship.captain
      try await t.quiet { _ = try await Captain.deleteAll() }
      let (before, again) = (try await ship.captain?.name, try await ship.$captain.reload())
      return t.list(before, again, try await ship.captain)
    }
    await t.show("built, then reset") {
      let new = Ship(name: "New")
      new.$captain.build { $0.name = "Eve" }
      new.$captain.reset()
      return try await new.captain
    }
  }
}
