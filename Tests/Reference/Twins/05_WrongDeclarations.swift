import ActiveRecord

/// Declarations that cannot be: most of them the compiler refuses, the others say at first use what to write.
enum Scenario05: Twin {
  static let topic = "05-wrong-declarations"
  static let schema: [SQL] = [
    "CREATE TABLE boats (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, dock_id INTEGER)",
    "CREATE TABLE docks (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE sails (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, boat_id INTEGER, dock_id INTEGER)",
  ]

  @Model class Dock: Record {
    var name: String?
    @HasMany var boats: Many<Boat>
  }
  @Model class Sail: Record {
    @BelongsTo var boat: Boat
  }
  @Model class Boat: Record {
    var name: String?
    @BelongsTo var dock: Dock?
    @HasMany var sails: Many<Sail>
    @HasMany var spars: Many<Dock> = .through(\.sails)
    @HasOne var firstBoat: Boat? = .through(\.sails, source: \.boat)
  }

  static func run(_ t: Scenario) async throws {
    t.section("at declaration")
    for label in [
      "attributes", "association", "unknown option", "unknown dependent", "has_one dependent delete_all", "belongs_to dependent nullify",
    ] { t.omits(label) }
    t.section("at first use")
    let boat = try await t.quiet { try await Boat.create { $0.name = "Kon" } }
    t.omits("missing class")
    t.omits("missing through")
    await t.raises("missing source") { _ = try await boat.spars.load() }
    t.omits("missing explicit source")
    await t.raises("has_one through a collection") { _ = try await boat.firstBoat }
    for label in [
      "missing inverse", "joins of an unknown name", "preload of an unknown name", "includes of an unknown name",
      "where.missing of an unknown name",
    ] { t.omits(label) }
    t.section("wrong classes")
    t.omits("singular")
    t.omits("collection")
    t.omits("collection with nil")
    await t.raises("unknown association name") { _ = try boat.association("wings") }
  }
}
