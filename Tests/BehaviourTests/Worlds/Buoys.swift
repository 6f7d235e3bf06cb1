import ActiveRecord
import Foundation

// Targets of several classes that count, are touched, or have a key or a name of their own; keys that fit no target.

@Model class Buoy: Record {
  var name = ""
  var tagsCount = 0
  @HasOne var chain: BuoyChain?
}

/// Must have a number, with its buoy or without.
@Model class BuoyChain: Record {
  var number = ""
  @BelongsTo var buoy: Buoy?
  static func rules(_ chain: Rules<BuoyChain>) { chain.validates(\.number, .presence) }
}

@Model class BuoyPile: Record {
  var name = ""
  var tagsCount = 0
}

/// Columns that hold its class call it otherwise.
@Model(storedName: "polymorphic_buoy") class MooredBuoy: Record {
  var wheelsCount = 0
  var ownedAt: Date?
}

@Model(primaryKey: "toy_id") class BuoyToy: Record { var name = "" }

@Polymorphic enum BuoyBearer { case buoy(Buoy), pile(BuoyPile) }
@Model class BuoyTag: Record {
  var bearerID: Int?
  var bearerType: String?
  @BelongsTo var bearer: BuoyBearer? = .belongs(foreignKey: \.bearerID, foreignType: \.bearerType, counterCache: "tags_count")
}

@Polymorphic enum BuoyMount { case moored(MooredBuoy), pile(BuoyPile) }
@Model class BuoyWheel: Record {
  var mountID: Int?
  var mountType: String?
  @BelongsTo var mount: BuoyMount? = .belongs(
    foreignKey: \.mountID, foreignType: \.mountType, touch: "owned_at", counterCache: "wheels_count")
}

/// Points at two records of any class; the second key is text.
@Model class BuoyNote: Record {
  var text = ""
  var placeID: String?
  var placeType: String?
  @BelongsTo var keeper: Record?
  @BelongsTo var place: Record? = .belongs(foreignKey: \.placeID, foreignType: \.placeType)
}

/// Its key may be larger than that of any buoy.
@Model class BuoyClaim: Record {
  var buoyID: UInt64?
  @BelongsTo var buoy: Buoy = .belongs(foreignKey: \.buoyID)
}

/// An association that is named like a function.
@Model class BuoyLog: Record {
  var text = ""
  @BelongsTo var save: Buoy?
}

/// Models that are called like what they are made of.
enum BuoyRegistry {
  @Model(table: "buoy_records") class Record: ActiveRecord.Record { var note = "" }
  @Model(table: "buoy_columns") class Column: ActiveRecord.Record {
    var note = ""
    @BelongsTo var record: BuoyRegistry.Record?
  }
}

extension Worlds {
  static let buoys = [
    "CREATE TABLE buoys (id INTEGER PRIMARY KEY, name TEXT NOT NULL, tags_count INTEGER NOT NULL)",
    "CREATE TABLE buoy_chains (id INTEGER PRIMARY KEY, number TEXT NOT NULL, buoy_id INTEGER)",
    "CREATE TABLE buoy_piles (id INTEGER PRIMARY KEY, name TEXT NOT NULL, tags_count INTEGER NOT NULL)",
    "CREATE TABLE moored_buoys (id INTEGER PRIMARY KEY, wheels_count INTEGER NOT NULL, owned_at DATETIME)",
    "CREATE TABLE buoy_toys (toy_id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE buoy_tags (id INTEGER PRIMARY KEY, bearer_id INTEGER, bearer_type TEXT)",
    "CREATE TABLE buoy_wheels (id INTEGER PRIMARY KEY, mount_id INTEGER, mount_type TEXT)",
    """
    CREATE TABLE buoy_notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL, place_id TEXT, place_type TEXT, keeper_id INTEGER,
      keeper_type TEXT)
    """,
    "CREATE TABLE buoy_claims (id INTEGER PRIMARY KEY, buoy_id INTEGER)",
    "CREATE TABLE buoy_logs (id INTEGER PRIMARY KEY, text TEXT NOT NULL, save_id INTEGER)",
    "CREATE TABLE buoy_records (id INTEGER PRIMARY KEY, note TEXT NOT NULL)",
    "CREATE TABLE buoy_columns (id INTEGER PRIMARY KEY, note TEXT NOT NULL, record_id INTEGER)",
  ]
}
