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
  @BelongsTo var buyer: Garage? = .belongs(foreignKey: \.buyerID, counterCache: \.boughtCount, inverse: \.bought)
  @BelongsTo var seller: Garage? = .belongs(counterCache: \.soldCount, inverse: \.sold)
}

extension Worlds {
  static let garages = [
    """
    CREATE TABLE garages (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bought_count INTEGER NOT NULL, sold_count INTEGER NOT NULL,
      updated_at DATETIME, written_on DATETIME)
    """,
    "CREATE TABLE coupes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, buyer_id INTEGER, seller_id INTEGER)",
  ]
}
