import ActiveRecord

// Views of one table with dependents of their own, columns with names of their own, and members that count their saves.

/// Another model of the makers: each collection takes only what its scope lets it see.
@Model(table: "makers") class Studio: Record {
  var name: String
  @HasMany var all: Many<Gadget> = .has(foreignKey: \.makerName, primaryKey: \.name, hasInverse: false)
  @HasMany var prototypes: Many<Gadget> = .has(foreignKey: \.makerName, primaryKey: \.name, dependent: .destroy, hasInverse: false) {
    $0.where { $0.label == "prototype" }
  }
  @HasMany var samples: Many<Gadget> = .has(foreignKey: \.makerName, primaryKey: \.name, dependent: .destroy, hasInverse: false) {
    $0.where("label = 'sample'")
  }
  @HasMany var gifts: Many<Gadget> = .has(foreignKey: \.makerName, primaryKey: \.name, dependent: .destroy, hasInverse: false) {
    $0.where("label = \("gift")")
  }
  @HasMany var exhibits: Many<Gadget> = .has(foreignKey: \.makerName, primaryKey: \.name, hasInverse: false) { $0.readonly() }
  @HasOne var exhibit: Gadget? = .has(foreignKey: \.makerName, primaryKey: \.name, hasInverse: false) { $0.readonly() }
  @HasOne var gift: Gadget? = .has(foreignKey: \.makerName, primaryKey: \.name, hasInverse: false) { $0.where { $0.label == "gift" } }
}

/// Wears badges, whose columns have names of their own.
@Model class Hero: Record {
  var name = ""
  @HasMany var badges: Many<Badge> = .has(as: \.wearer)
  @HasOne var badge: Badge? = .has(as: \.wearer)
  @HasMany var deeds: Many<Deed>
}

/// Counts how often it is saved.
@Model class Deed: Record {
  var name = ""
  @BelongsTo var hero: Hero?
  @Transient var before = 0
  @Transient var after = 0
  @Transient var loadsPeers = false
  static func rules(_ deed: Rules<Deed>) {
    deed.beforeSave { $0.before += 1 }
    deed.afterSave { deed in
      deed.after += 1
      if deed.loadsPeers { _ = try await deed.hero?.deeds.load() }
    }
    deed.afterValidation { deed in
      if deed.loadsPeers { _ = try await deed.hero?.deeds.load() }
    }
  }
}

/// Cannot go while it has boxes.
@Model class Depot: Record {
  var name = ""
  @HasMany var boxes: Many<DepotBox> = .has(dependent: .restrictWithException)
  @HasOne var lid: DepotLid? = .has(dependent: .restrictWithError)
}

/// Keeps its depot.
@Model class DepotBox: Record {
  @BelongsTo var depot: Depot?
}

/// Keeps its depot.
@Model class DepotLid: Record {
  @BelongsTo var depot: Depot?
}

extension Worlds {
  static let heroes = [
    "CREATE TABLE heroes (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE deeds (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hero_id INTEGER)",
    "CREATE TABLE depots (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE depot_boxes (id INTEGER PRIMARY KEY, depot_id INTEGER)",
    "CREATE TABLE depot_lids (id INTEGER PRIMARY KEY, depot_id INTEGER)",
  ]
}
