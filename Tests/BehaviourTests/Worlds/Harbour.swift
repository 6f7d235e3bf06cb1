import ActiveRecord

// What happens to members when their owner goes: a model for each dependent.

/// The owner of every kind of dependent that lets it go.
@Model class Ship: Record {
  var name: String
  @HasMany var sailors: Many<Sailor> = .has(dependent: .destroy)
  @HasMany var crates: Many<Crate> = .has(dependent: .deleteAll)
  @HasMany var flags: Many<Flag> = .has(dependent: .nullify)
  @HasMany var papers: Many<Paper> = .has(as: \.holder, dependent: .nullify)
  @HasOne var anchor: Anchor? = .has(dependent: .destroy)
  @HasOne var compass: Compass? = .has(dependent: .delete)
  @HasOne var bell: Bell? = .has(dependent: .nullify)
}

/// Destroyed one by one, each with its knife.
@Model class Sailor: Record {
  var name: String
  @BelongsTo var ship: Ship?
  @HasMany var knives: Many<Knife> = .has(dependent: .destroy)
}

/// The end of a chain of dependents.
@Model class Knife: Record {
  @BelongsTo var sailor: Sailor?
}

/// Deleted by one statement.
@Model class Crate: Record {
  @BelongsTo var ship: Ship?
}

/// Loses its key.
@Model class Flag: Record {
  @BelongsTo var ship: Ship?
}

/// Loses its key and its class.
@Model class Paper: Record {
  @BelongsTo var holder: Record?
}

/// Destroyed with its owner.
@Model class Anchor: Record {
  @BelongsTo var ship: Ship?
}

/// Deleted with its owner.
@Model class Compass: Record {
  @BelongsTo var ship: Ship?
}

/// Left behind.
@Model class Bell: Record {
  @BelongsTo var ship: Ship?
}

/// Cannot be destroyed while it has berths or a warden.
@Model class Pier: Record {
  var name: String
  @HasMany var berths: Many<Berth> = .has(dependent: .restrictWithError)
  @HasOne var warden: Warden? = .has(dependent: .restrictWithException)
}

/// Keeps its pier by an error.
@Model class Berth: Record {
  @BelongsTo var pier: Pier?
}

/// Keeps its pier by an exception; takes its cabin with it.
@Model class Warden: Record {
  @BelongsTo var pier: Pier?
  @BelongsTo var cabin: Cabin? = .belongs(dependent: .destroy)
}

/// Goes with the one that points at it.
@Model class Cabin: Record {
  var name: String
}

extension Worlds {
  static let harbour = [
    "CREATE TABLE ships (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE sailors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, ship_id INTEGER)",
    "CREATE TABLE knives (id INTEGER PRIMARY KEY, sailor_id INTEGER)",
    "CREATE TABLE crates (id INTEGER PRIMARY KEY, ship_id INTEGER)",
    "CREATE TABLE flags (id INTEGER PRIMARY KEY, ship_id INTEGER)",
    "CREATE TABLE papers (id INTEGER PRIMARY KEY, holder_id INTEGER, holder_type TEXT)",
    "CREATE TABLE anchors (id INTEGER PRIMARY KEY, ship_id INTEGER)",
    "CREATE TABLE compasses (id INTEGER PRIMARY KEY, ship_id INTEGER)",
    "CREATE TABLE bells (id INTEGER PRIMARY KEY, ship_id INTEGER)",
    "CREATE TABLE piers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE berths (id INTEGER PRIMARY KEY, pier_id INTEGER)",
    "CREATE TABLE wardens (id INTEGER PRIMARY KEY, pier_id INTEGER, cabin_id INTEGER)",
    "CREATE TABLE cabins (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
  ]
}
