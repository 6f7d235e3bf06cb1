import ActiveRecord

/// What a counter answers, and what it does not.
enum Scenario14: Twin {
  static let topic = "14-counter-cache-size"
  static let schema: [SQL] = [
    """
    CREATE TABLE hives (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, bees_count INTEGER DEFAULT 0 NOT NULL, drone_total INTEGER DEFAULT 0)
    """,
    "CREATE TABLE bees (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, hive_id INTEGER)",
    "CREATE TABLE drones (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, hive_id INTEGER)",
  ]

  @Model class Hive: Record {
    var name: String?
    var beesCount = 0
    var droneTotal = 0
    @HasMany var bees: Many<Bee>
    @HasMany var namedBees: Many<Bee> = .has { $0.where { $0.name != nil } }
    @HasMany var drones: Many<Drone>
  }
  @Model class Bee: Record {
    var name: String?
    @BelongsTo var hive: Hive = .belongs(counterCache: \.beesCount)
  }
  @Model class Drone: Record {
    var name: String?
    @BelongsTo var hive: Hive = .belongs(counterCache: \.droneTotal)
  }

  private static func first() async throws -> Hive { try await Hive.find(1) }

  static func run(_ t: Scenario) async throws {
    let hive = try await t.quiet { try await Hive.create { $0.name = "H" } }
    await counting(t, hive)
    try await asking(t, try await t.quiet { try await first() })
    try await wrong(t)
    t.section("no counter in the select")
    await t.show("size") {
      // There are no half-filled records: the counter is always there.
      try await Hive.order(\.id).first()?.bees.size()
    }
    t.section("a counter cannot be written by users")
    await t.show("update of the counter writes nothing") {
      let hive = try await t.quiet { try await first() }
      try await hive.update { $0.name = "H2" }
      return t.list(true, hive.beesCount, try await hive.reload().beesCount)
    }
    await t.show("create takes it") { try await Hive.create { $0.beesCount = 7 }.reload().beesCount }
    await t.show("update_column does write") { try await Hive.where { $0.id == 1 }.updateAll { [$0.beesCount.set(2)] } == 1 }
    await t.show("afterwards") { try await first().beesCount }
  }

  private static func counting(_ t: Scenario, _ hive: Hive) async {
    t.section("create")
    await t.show("create") {
      try await hive.bees.create { $0.name = "b1" }
      return t.list(hive.beesCount, hive.isChanged)
    }
    await t.show("build and save") {
      let bee = hive.bees.build { $0.name = "b2" }
      try await bee.save()
      let count = hive.beesCount
      return [count, try await hive.reload().beesCount]
    }
    await t.show("belongs_to side") {
      try await Bee(name: "b3", hive: hive).save()
      let count = hive.beesCount
      return [count, try await hive.reload().beesCount]
    }
    await t.show("own column") {
      try await hive.drones.create { $0.name = "d" }
      return hive.droneTotal
    }
  }

  private static func asking(_ t: Scenario, _ hive: Hive) async throws {
    t.section("size asks the counter")
    await t.show("size, empty?, any?") {
      t.list(try await hive.bees.size(), try await hive.bees.isEmpty(), try await hive.bees.any())
    }
    await t.show("size with the option on has_many") { try await hive.drones.size() }
    await t.show("count always asks") { try await hive.bees.count() }
    await t.show("a scoped association has no counter") { try await hive.namedBees.size() }
    await t.show("size plus unsaved") {
      hive.bees.build()
      return try await hive.bees.size()
    }
  }

  private static func wrong(_ t: Scenario) async throws {
    t.section("a counter that is wrong")
    var hive = try await t.quiet {
      try await Hive.updateAll { [$0.beesCount.set(0)] }
      return try await first()
    }
    await t.show("size of a wrong counter") { t.list(try await hive.bees.size(), try await hive.bees.isEmpty()) }
    await t.show("length after that size") { try await hive.bees.load().count }
    await t.show("size after load") { try await hive.bees.size() }
    hive = try await t.quiet {
      try await Hive.updateAll { [$0.beesCount.set(9)] }
      return try await first()
    }
    await t.show("reading with a counter of 9") {
      let (before, members) = (try await hive.bees.size(), try await hive.bees.load().count)
      return [before, members, try await hive.bees.size()]
    }
    hive = try await t.quiet {
      try await Hive.updateAll { [$0.beesCount.set(0)] }
      return try await first()
    }
    await t.show("without size before, the rows are read") { [try await hive.bees.load().count, try await hive.bees.size()] }
  }
}
