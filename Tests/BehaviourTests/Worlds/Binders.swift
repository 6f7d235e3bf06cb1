import ActiveRecord
import Foundation

// Counters that may be `NULL`, named in every way in which a belongs_to is described.

/// Counts what it holds, lends and shows to guests, from the first one on.
@Model class Binder: Record {
  var name: String
  var leafletsCount: Int?
  var lentCount: Int?
  var guestsCount: Int?
  var updatedAt: Date?
  @HasMany var leaflets: Many<Leaflet>
}

/// Its key has two columns.
@Model class LeafletRack: Record {
  @PrimaryKey var room: Int
  @PrimaryKey var place: Int
  var leafletsCount: Int?
}

@Model class Leaflet: Record {
  var name: String
  var guestID: Int?
  var rackRoom: Int?
  var rackPlace: Int?
  @BelongsTo var binder: Binder? = .belongs(counterCache: \.leafletsCount, inverse: \.leaflets)
  @BelongsTo var lender: Binder? = .belongs(foreignKey: "lender_id", touch: true, counterCache: \.lentCount)
  @BelongsTo var guest: Binder? = .belongs(foreignKey: \.guestID, counterCache: \.guestsCount) {
    (binders: Relation<Binder>, leaflet: Leaflet) in binders.where { $0.name != leaflet.name }
  }
  @BelongsTo var rack: LeafletRack? = .belongs(foreignKey: [\.rackRoom, \.rackPlace], counterCache: \.leafletsCount)
}

extension Worlds {
  static let binders = [
    """
    CREATE TABLE binders (id INTEGER PRIMARY KEY, name TEXT NOT NULL, leaflets_count BIGINT, lent_count INTEGER, guests_count INTEGER,
      updated_at TIMESTAMP)
    """,
    "CREATE TABLE leaflet_racks (room INTEGER NOT NULL, place INTEGER NOT NULL, leaflets_count INTEGER, PRIMARY KEY (room, place))",
    """
    CREATE TABLE leaflets (id INTEGER PRIMARY KEY, name TEXT NOT NULL, binder_id INTEGER, lender_id INTEGER, guest_id INTEGER,
      rack_room INTEGER, rack_place INTEGER)
    """,
  ]
}
