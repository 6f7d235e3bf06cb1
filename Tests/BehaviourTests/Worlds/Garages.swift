import ActiveRecord
import Foundation

// Two counters of one class of members, and times beside them.

@Model class Garage: Record {
  var name = ""
  var boughtCount = 0
  var soldCount = 0
  var updatedAt: Date?
  var writtenOn: Date?
  @HasMany var bought: Many<Coupe> = .has(foreignKey: "buyer_id", inverse: \.buyer)
  @HasMany var sold: Many<Coupe> = .has(foreignKey: "seller_id", inverse: \.seller)
}
/// Takes the cars that it bought with it.
@Model(table: "garages") class ClosingGarage: Record {
  var name = ""
  var boughtCount = 0
  var soldCount = 0
  @HasMany var bought: Many<Coupe> = .has(foreignKey: \.buyerID, dependent: .destroy, hasInverse: false)
}
@Model class Coupe: Record {
  var name = ""
  var buyerID: Int?
  var sellerID: Int?
  @BelongsTo var buyer: Garage? = .belongs(foreignKey: \.buyerID, counterCache: \.boughtCount, inverse: \.bought)
  @BelongsTo var seller: Garage? = .belongs(foreignKey: \.sellerID, counterCache: \.soldCount, inverse: \.sold)
  @BelongsTo var sellerToo: Garage? = .belongs(foreignKey: \.sellerID, hasInverse: false)
}

/// Counts its rims; a cart does not.
@Model(subclasses: Seaplane.self) class Plane: Record {
  var name: String
  var rimsCount = 0
  @HasMany var rims: Many<Rim> = .has(as: \.vehicle)
}
@Model class Seaplane: Plane {}
@Model class Cart: Record {
  var name: String
  @HasMany var rims: Many<Rim> = .has(as: \.vehicle)
}
@Polymorphic enum Vehicle { case plane(Plane), cart(Cart) }
@Model class Rim: Record {
  @BelongsTo var vehicle: Vehicle? = .belongs(counterCache: "rims_count")
}

extension Worlds {
  static let garages = [
    """
    CREATE TABLE garages (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bought_count INTEGER NOT NULL, sold_count INTEGER NOT NULL,
      updated_at DATETIME, written_on DATETIME)
    """,
    "CREATE TABLE planes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rims_count INTEGER NOT NULL, type TEXT)",
    "CREATE TABLE carts (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE rims (id INTEGER PRIMARY KEY, vehicle_id INTEGER, vehicle_type TEXT)",
    "CREATE TABLE coupes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, buyer_id INTEGER, seller_id INTEGER)",
  ]
}
