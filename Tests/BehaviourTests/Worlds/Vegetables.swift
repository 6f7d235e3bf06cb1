import ActiveRecord

// A hierarchy whose class stands in a column of another name, three levels deep.

/// The base; it can be sold by anyone.
@Model(typeColumn: "custom_type", subclasses: Cucumber.self, Cabbage.self) class Vegetable: Record {
  var name: String
  @Column("custom_type") var customType: String?
  @BelongsTo var seller: Record?
}

/// A leaf of the first level.
@Model class Cucumber: Vegetable {}

/// In the middle.
@Model(subclasses: GreenCabbage.self, RedCabbage.self) class Cabbage: Vegetable {}

/// In the middle, too.
@Model(subclasses: KingCole.self) class GreenCabbage: Cabbage {}

/// The deepest.
@Model class KingCole: GreenCabbage {}

/// A leaf of the second level.
@Model class RedCabbage: Cabbage {}

extension Worlds {
  static let vegetables = [
    """
    CREATE TABLE vegetables (id INTEGER PRIMARY KEY, name TEXT NOT NULL, custom_type TEXT, seller_id INTEGER, seller_type TEXT)
    """
  ]
}
