import ActiveRecord

// A weir with sluices, links of which each holds the next one, and what depends on a moorage in another database.

@Model class Weir: Record {
  var name: String
  @HasMany var sluices: Many<Sluice>
}

@Model class Sluice: Record {
  var name: String
  @BelongsTo var weir: Weir?
  @BelongsTo var lockman: Lockman?
  static func rules(_ sluice: Rules<Sluice>) { sluice.validates(\.name, .presence) }
}

/// Takes another sluice its name when it is saved.
@Model class Lockman: Record {
  var name: String
  @Transient var spoils: Sluice?
  static func rules(_ lockman: Rules<Lockman>) { lockman.beforeSave { $0.spoils?.name = "" } }
}

/// Sluices, seen through a view.
@Model(table: "seen_sluices") class SeenSluice: Record {
  var name: String
}

/// A chain as long as one likes.
@Model class Shackle: Record {
  var name: String
  @BelongsTo var holder: Shackle? = .belongs(inverse: \.held)
  @HasMany var held: Many<Shackle> = .has(foreignKey: \.holderID, autosave: true)
}

@Model class Moorage: Record {
  var name: String
  @HasMany var jetties: Many<Jetty> = .has(dependent: .destroy)
}

@Model class Jetty: Record {
  var name: String
  @BelongsTo var moorage: Moorage?
  @HasMany var watchdogs: Many<Watchdog> = .has(dependent: .destroy)
}

/// Stands in another database.
@Model class Watchdog: KennelRecord {
  var name: String
  @BelongsTo var jetty: Jetty?
}

extension Worlds {
  static let sluices = [
    "CREATE TABLE weirs (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE sluices (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weir_id INTEGER, lockman_id INTEGER)",
    "CREATE TABLE lockmen (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE shackles (id INTEGER PRIMARY KEY, name TEXT NOT NULL, holder_id INTEGER)",
    "CREATE TABLE moorages (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE jetties (id INTEGER PRIMARY KEY, name TEXT NOT NULL, moorage_id INTEGER)",
    "CREATE TABLE watchdogs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, jetty_id INTEGER)",
  ]
}
