import ActiveRecord

/// Where the key lives, one load per association, nil and dangling keys.
enum Scenario01: Twin {
  static let topic = "01-macros-and-keys"
  static let schema: [SQL] = [
    "CREATE TABLE harbours (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE lighthouses (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, harbour_id INTEGER)",
    "CREATE TABLE lamps (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, watts INTEGER, lighthouse_id INTEGER)",
  ]

  @Model class Harbour: Record {
    var name: String?
    @HasMany var lighthouses: Many<Lighthouse>
  }
  @Model class Lighthouse: Record {
    var name: String?
    @BelongsTo var harbour: Harbour?
    @HasOne var lamp: Lamp?
  }
  @Model class Lamp: Record {
    var watts: Int?
    @BelongsTo var lighthouse: Lighthouse?
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      let north = try await Harbour.create { $0.name = "North" }
      let tower = Lighthouse(name: "Old Tower", harbour: north)
      try await tower.save()
      try await Lighthouse(name: "New Tower", harbour: north).save()
      try await Lamp(watts: 500, lighthouse: tower).save()
      try await Lamp(watts: 900, lighthouse: tower).save()
      try await Lighthouse.create {
        $0.name = "Lost"
        $0.harbourID = 77
      }
      try await Lighthouse.create { $0.name = "Free" }
    }
    t.section("the key reads without a query")
    let old = try await t.quiet { try await Lighthouse.find(1) }
    await t.show("key") { old.harbourID }
    await t.show("read") { try await old.harbour?.name }
    await t.show("cached") { try await old.harbour?.name }
    t.section("has_one takes the first row without an order")
    await t.show("lamp") { try await old.lamp?.watts }
    await t.show("lamp cached") { try await old.lamp?.lighthouseID }
    t.section("nil and dangling")
    let (free, lost) = try await t.quiet {
      (try await Lighthouse.findByOrThrow { $0.name == "Free" }, try await Lighthouse.findByOrThrow { $0.name == "Lost" })
    }
    await t.show("nil key needs no query") { try await free.harbour }
    await t.show("dangling key gives nil after one query") { try await lost.harbour }
    await t.show("nil is cached too") { try await lost.harbour }
    await t.show("no lamp") { try await free.lamp }
    await t.show("no lamp, cached") { try await free.lamp }
    t.section("a new owner asks nothing")
    await t.show("new has_one") { try await Lighthouse().lamp }
    await t.show("new has_many") { try await Harbour().lighthouses.load() }
    await t.show("new owner, count") { try await Harbour().lighthouses.count() }
    await t.show("new owner with a key in memory") { try await Lighthouse { $0.harbourID = 1 }.harbour?.name }
    t.section("has_many")
    let harbour = try await t.quiet { try await Harbour.find(1) }
    await t.show("names") { try await harbour.lighthouses.map(\.name) }
    await t.show("cached, also for a block") {
      try await harbour.lighthouses.filter { $0.name?.hasPrefix("Old") == true }.map(\.name)
    }
    await t.show("the loaded member knows the key") { try await harbour.lighthouses.map(\.harbourID) }
    await t.show("a relation from the association asks again") {
      try await harbour.lighthouses.where { $0.name == "Old Tower" }.map(\.id)
    }
  }
}
