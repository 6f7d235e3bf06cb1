import ActiveRecord
import Foundation

// Tables of pairs with rules and extensions, callbacks around everything, and targets that are validated or not.

/// Marks the collections that find flowers by name.
protocol FindsFlowers {}
/// The flowers of a bouquet.
enum InBouquet: FindsFlowers {}

/// Tells when flowers come and go: several callbacks, in the order of its rules, closures and methods.
@Model class Bouquet: Record {
  var name = ""
  @Transient var log: [String] = []
  @HasAndBelongsToMany var flowers: ManyWith<Flower, InBouquet>
  @HasAndBelongsToMany var looseFlowers: Many<Flower> = .has(joinTable: "bouquets_flowers", validate: false)
  @HasAndBelongsToMany var redFlowers: Many<Flower> = .has(joinTable: "bouquets_flowers") { $0.where { $0.color == "red" } }

  static func rules(_ bouquet: Rules<Bouquet>) {
    bouquet.beforeAdd(\.flowers, Bouquet.noteComing)
    bouquet.beforeAdd(\.flowers) { $0.log.append("before add \($1.name)") }
    bouquet.afterAdd(\.flowers) { $0.log.append("after add \($1.name)") }
    bouquet.beforeRemove(\.flowers) { $0.log.append("before remove \($1.name)") }
    bouquet.afterRemove(\.flowers) { $0.log.append("after remove \($1.name)") }
    bouquet.afterRemove(\.flowers, Bouquet.noteGoing)
  }
  func noteComing(_ flower: Flower) { log.append("\(flower.name) comes") }
  func noteGoing(_ flower: Flower) { log.append("\(flower.name) goes") }
}
@Model class Flower: Record {
  var name: String
  var color = "red"
  static func rules(_ flower: Rules<Flower>) { flower.validates(\.name, .presence) }
}

extension ManyAssociation where Element == Flower, Extension: FindsFlowers {
  /// The flower of this name, made where there is none.
  func findOrCreate(named name: String) async throws -> Flower { try await findOrCreateBy { $0.name == name } }
}

/// Notes what runs around its changes; its pots note when they go.
@Model class Kiln: Record {
  var heat = 0
  var firedAt: Date?
  var updatedAt: Date?
  var updatedOn: Date?
  @Transient var log: [String] = []
  @HasMany var pots: Many<Pot> = .has(dependent: .destroy)

  static func rules(_ kiln: Rules<Kiln>) {
    kiln.beforeUpdate { $0.log.append("before update") }
    kiln.aroundUpdate { kiln, update in
      kiln.log.append("update in")
      try await update()
      kiln.log.append("update out")
    }
    kiln.afterUpdate { $0.log.append("after update") }
    kiln.beforeDestroy { $0.log.append("before destroy") }
    kiln.aroundDestroy { kiln, destroy in
      kiln.log.append("destroy in")
      if kiln.heat < 100 { try await destroy() }
      kiln.log.append("destroy out")
    }
    kiln.afterDependents { $0.log.append("after dependents") }
    kiln.afterDestroy { $0.log.append("after destroy") }
    kiln.afterCommit { $0.log.append("after commit") }
    kiln.afterRollback { $0.log.append("after rollback") }
    kiln.afterTouch { $0.log.append("after touch") }
    kiln.validates(\.heat, .range(0...2000))
  }
}
@Model class Pot: Record {
  var name = ""
  @BelongsTo var kiln: Kiln?
  static func rules(_ pot: Rules<Pot>) { pot.afterDestroy { pot in try await pot.kiln?.log.append("pot \(pot.name)") } }
}

/// May have a mascot that is validated with it, and knows the same one without that.
@Model class Crew: Record {
  var name = ""
  @HasOne var mascot: Mascot?
  @HasOne var checkedMascot: Mascot? = .has(validate: true)
}
@Model class Captain: Record {
  var name: String
  @BelongsTo var parrot: Mascot? = .belongs(foreignKey: "mascot_id", dependent: .delete)
  static func rules(_ captain: Rules<Captain>) { captain.validates(\.name, .presence) }
}
@Model class Mascot: Record {
  var name: String
  var captainID: Captain.ID?
  @BelongsTo var crew: Crew?
  @BelongsTo var owner: Captain? = .belongs(foreignKey: \.captainID)
  @BelongsTo var checkedOwner: Captain? = .belongs(foreignKey: \.captainID, validate: true)
  static func rules(_ mascot: Rules<Mascot>) {
    mascot.validates(\.name, .presence)
    mascot.beforeDestroy { _ in throw Refused() }
  }
}

/// Days and moments of its row, a column that the database computes, and scopes of its own kinds.
@Model class Almanac: Record {
  var name = ""
  var pages = 1
  var doubled: Int?
  var createdOn: Date?
  var updatedOn: Date?
  var createdAt: Date?
  @HasMany var entries: Many<AlmanacEntry>
  @HasMany var middle: Many<AlmanacEntry> = .has { $0.order(\.id).offset(1).limit(2) }
  @HasMany var grouped: Many<AlmanacEntry> = .has { $0.joins(\.notes).group(\.id) }
  @HasMany var distinctOnes: Many<AlmanacEntry> = .has { $0.joins(\.notes).distinct() }
  @HasMany var frozenOnes: Many<AlmanacEntry> = .has { $0.readonly() }
}
@Model class AlmanacEntry: Record {
  var text = ""
  var stars = 0
  @BelongsTo var almanac: Almanac?
  @HasMany var notes: Many<AlmanacNote>
}
@Model class AlmanacNote: Record { @BelongsTo var almanacEntry: AlmanacEntry? }

extension Worlds {
  static let florist = [
    "CREATE TABLE bouquets (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE flowers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, color TEXT NOT NULL)",
    "CREATE TABLE bouquets_flowers (bouquet_id INTEGER NOT NULL, flower_id INTEGER NOT NULL)",
    "CREATE TABLE kilns (id INTEGER PRIMARY KEY, heat INTEGER NOT NULL, fired_at DATETIME, updated_at DATETIME, updated_on DATETIME)",
    "CREATE TABLE pots (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kiln_id INTEGER)",
    "CREATE TABLE crews (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE captains (id INTEGER PRIMARY KEY, name TEXT NOT NULL, mascot_id INTEGER)",
    "CREATE TABLE mascots (id INTEGER PRIMARY KEY, name TEXT NOT NULL, crew_id INTEGER, captain_id INTEGER)",
    """
    CREATE TABLE almanacs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, pages INTEGER NOT NULL,
      doubled INTEGER GENERATED ALWAYS AS (pages * 2) STORED, created_on DATETIME, updated_on DATETIME, created_at DATETIME)
    """,
    "CREATE TABLE almanac_entries (id INTEGER PRIMARY KEY, text TEXT NOT NULL, stars INTEGER NOT NULL, almanac_id INTEGER)",
    "CREATE TABLE almanac_notes (id INTEGER PRIMARY KEY, almanac_entry_id INTEGER)",
  ]
}
