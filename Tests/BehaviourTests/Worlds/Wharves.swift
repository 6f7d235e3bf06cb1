import ActiveRecord

// Foreign keys that are a part of the primary key, and polymorphic associations that compare another key with each class.

enum Wharves {
  /// Is known by the deal that it belongs to, and a number.
  @Model(table: "wharf_moorings") class Passage: Record {
    @PrimaryKey var shopID: Int?
    @PrimaryKey var dealID: Int?
    @PrimaryKey var serial: Int?
    @BelongsTo var deal: Shards.Deal? = .belongs(foreignKey: [\.shopID, \.dealID])
  }

  /// Is known by both that it belongs to.
  @Model(table: "wharf_moorings") class Tagging: Record {
    @PrimaryKey var hoopID: Int?
    @PrimaryKey var peerID: Int?
    @BelongsTo var hoop: Hoop?
    @BelongsTo var peer: HoopPeer?
  }

  /// Is known by the class and the key of what it hangs on, and a number.
  @Model(table: "wharf_moorings") class Cable: Record {
    @PrimaryKey var berthType: String?
    @PrimaryKey var berthID: Int?
    @PrimaryKey var serial: Int?
    @BelongsTo var berth: Record?
  }

  /// Is known by the key of what it lies at, and a number.
  @Model(table: "wharf_moorings") class Mooring: Record {
    @PrimaryKey var berthID: Int?
    @PrimaryKey var serial: Int?
    var berthType: String?
    @BelongsTo var berth: Record?
  }
  @Model(table: "wharf_berths") class Berth: Record {
    var name: String?
    @HasOne var mooring: Mooring? = .has(as: \.berth)
  }

  /// Known by two texts, and remarked upon.
  @Model(table: "wharf_placards") class Placard: Record {
    @PrimaryKey var title: String
    @PrimaryKey var author: String
    @HasMany var remarks: Many<PlacardRemark> = .has(as: \.about)
  }
  @Model(table: "wharf_placard_remarks") class PlacardRemark: Record {
    var aboutTitle: String?
    var aboutAuthor: String?
    var aboutType: String?
    @BelongsTo var about: Record? = .belongs(foreignKey: [\.aboutTitle, \.aboutAuthor])
  }

  /// Where a parcel is: the columns that it holds are compared with another key of each class.
  @Polymorphic enum Holder { case captain(Captain), harbour(Harbour) }
  @Model(table: "wharf_parcels") class Parcel: Record {
    var text: String?
    var holderID: String?
    var holderType: String?
    @BelongsTo var holder: Holder? = .belongs(inverse: "parcels")
  }
  @Model(table: "wharf_captains") class Captain: Record {
    var name: String?
    var code: String?
    @HasMany var parcels: Many<Parcel> = .has(primaryKey: \.code, as: \.holder)
  }
  @Model(table: "wharf_captains") class Harbour: Record {
    var name: String?
    var code: String?
    @HasMany var parcels: Many<Parcel> = .has(primaryKey: \.name, as: \.holder)
  }

  /// Shows a record of any class; of a key of several columns it holds the `id`.
  @Model(table: "wharf_pictures") class Picture: Record {
    var shownID: Int?
    var shownType: String?
    @BelongsTo var shown: Record?
  }

  /// Known by its region and its number, which the database makes.
  @Model(table: "wharf_shipments") class Shipment: Record {
    @PrimaryKey var regionID: Int
    @PrimaryKey var id: Int
    @HasMany var adjustments: Many<Adjustment> = .has(
      foreignKey: [\.regionID, \.adjustableID], primaryKey: [\.regionID, \.id], as: \.adjustable)
  }
  @Polymorphic enum Adjustable { case shipment(Shipment) }
  @Model(table: "wharf_adjustments") class Adjustment: Record {
    var regionID: Int?
    var adjustableID: Int?
    var adjustableType: String?
    @BelongsTo var adjustable: Adjustable? = .belongs(inverse: "adjustments")
  }

  /// Its key has another name, and so have those of its members.
  @Model(table: "wharf_keepers", primaryKey: "keeper_no") class Keeper: Record {
    var name: String?
    @HasMany var pets: Many<Pet>
    static func rules(_ keeper: Rules<Keeper>) { keeper.acceptsNestedAttributes(for: \.pets, allowDestroy: true) }
  }
  @Model(table: "wharf_pets", primaryKey: "pet_no") class Pet: Record {
    var name: String?
    var note: String?
    var keeperID: Int?
    @BelongsTo var keeper: Keeper? = .belongs(foreignKey: \.keeperID)
    /// What the note said when it was destroyed.
    @Transient var lastNote: String?
    static func rules(_ pet: Rules<Pet>) { pet.afterDestroy { $0.lastNote = $0.note } }
  }
}

extension Worlds {
  static let wharves = [
    """
    CREATE TABLE wharf_moorings (serial INTEGER PRIMARY KEY, berth_id INTEGER, berth_type TEXT, shop_id INTEGER, deal_id INTEGER, hoop_id INTEGER, \
    peer_id INTEGER)
    """,
    "CREATE TABLE wharf_berths (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE wharf_placards (title VARCHAR(20) NOT NULL, author VARCHAR(20) NOT NULL, PRIMARY KEY (title, author))",
    "CREATE TABLE wharf_placard_remarks (id INTEGER PRIMARY KEY, about_title VARCHAR(20), about_author VARCHAR(20), about_type TEXT)",
    "CREATE TABLE wharf_parcels (id INTEGER PRIMARY KEY, text TEXT, holder_id VARCHAR(20), holder_type TEXT)",
    "CREATE TABLE wharf_captains (id INTEGER PRIMARY KEY, name TEXT, code VARCHAR(20))",
    "CREATE TABLE wharf_pictures (id INTEGER PRIMARY KEY, shown_id INTEGER, shown_type TEXT)",
    "CREATE TABLE wharf_shipments (id INTEGER PRIMARY KEY, region_id INTEGER NOT NULL)",
    "CREATE TABLE wharf_adjustments (id INTEGER PRIMARY KEY, region_id INTEGER, adjustable_id INTEGER, adjustable_type TEXT)",
    "CREATE TABLE wharf_keepers (keeper_no INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE wharf_pets (pet_no INTEGER PRIMARY KEY, name TEXT, note TEXT, keeper_id INTEGER)",
  ]
}
