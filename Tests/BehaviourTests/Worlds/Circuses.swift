import ActiveRecord

// What is saved with what: every kind of association with autosave, without it, and with neither said.

/// Whose name is told when it comes or goes.
protocol Named { var name: String { get } }

extension Rules where Model == Circus {
  /// Notes who comes and goes: before in a closure, afterwards in a method.
  func hears<Member: Record & Named>(_ members: KeyPath<Circus.Type, ToMany<Member>>) {
    beforeAdd(members) { $0.told.append("before add \($1.name)") }
    afterAdd(members, Circus.note)
    beforeRemove(members) { $0.told.append("before remove \($1.name)") }
    afterRemove(members, Circus.note)
  }
}

/// Saves what it has in every way.
@Model(table: "circuses") class Circus: Record, Performer {
  var motto: String
  @Transient var cue = Cue()
  @Transient var told: [String] = []
  @HasOne var tent: Tent? = .has(inverse: \.circus, autosave: true)
  @HasMany var clowns: Many<Clown> = .has(inverse: \.circus, autosave: true)
  @HasMany var numberedClowns: Many<Clown> = .has(inverse: \.circus, autosave: true)
  @HasMany var heardClowns: Many<Clown> = .has(inverse: \.circus, autosave: true)
  @HasAndBelongsToMany var tricks: Many<Trick> = .has(autosave: true)
  @HasAndBelongsToMany var formTricks: Many<Trick> = .has(joinTable: "circuses_tricks", associationForeignKey: "trick_id")
  @HasAndBelongsToMany var heardTricks: Many<Trick> = .has(
    joinTable: "circuses_tricks", associationForeignKey: "trick_id", autosave: true)
  @HasAndBelongsToMany var plainTricks: Many<Trick> = .has(joinTable: "circuses_tricks", associationForeignKey: "trick_id")
  @HasOne var trailer: Trailer? = .has(inverse: \.circus)
  @HasOne var checkedTrailer: Trailer? = .has(hasInverse: false, validate: true)
  @HasOne var looseTrailer: Trailer? = .has(hasInverse: false, validate: false)
  @HasOne var separateTrailer: Trailer? = .has(hasInverse: false, autosave: false)
  @HasMany var trailers: Many<Trailer> = .has(inverse: \.circus)
  @HasMany var looseTrailers: Many<Trailer> = .has(hasInverse: false, validate: false)
  @HasMany var separateTrailers: Many<Trailer> = .has(hasInverse: false, autosave: false)
  @HasOne var booking: Booking? = .has(foreignKey: \.hostID)

  static func rules(_ circus: Rules<Circus>) {
    circus.perform()
    circus.validates(\.motto, .presence)
    circus.validate(on: .create) { if $0.motto == "late" { $0.errors.add("motto", message: "comes too late") } }
    circus.indexesErrors(of: \.numberedClowns)
    circus.acceptsNestedAttributes(for: \.formTricks)
    circus.hears(\.heardClowns)
    circus.hears(\.heardTricks)
  }
  func note(_ member: some Named) { told.append("\(member.name) noted") }
}

/// Is saved with its circus, and saves it.
@Model class Tent: Record, Performer {
  var name: String
  var arenaID: Int?
  @Transient var cue = Cue()
  @BelongsTo var circus: Circus? = .belongs(inverse: \.tent, autosave: true)
  @HasMany var poles: Many<Pole> = .has(autosave: true)
  static func rules(_ tent: Rules<Tent>) {
    tent.perform()
    tent.validates(\.name, .presence)
    tent.validate { if $0.name == "odd" { $0.errors.add("looks odd") } }
    tent.validate { if $0.name == "" { $0.errors.add("name", message: "is invalid") } }
  }
}

/// Has tents that it saves, and tents that it only joins.
@Model class Arena: Record {
  var name: String
  @HasMany var tents: Many<Tent> = .has(foreignKey: \.arenaID, hasInverse: false)
  @HasMany var savedTents: Many<Tent> = .has(foreignKey: \.arenaID, hasInverse: false, autosave: true)
}
@Model class Pole: Record {
  var name: String
  @BelongsTo var tent: Tent?
  static func rules(_ pole: Rules<Pole>) { pole.validates(\.name, .presence) }
}
@Model class Clown: Record, Performer, Named {
  var name: String
  /// No two have the same.
  var nose: String?
  @Transient var cue = Cue()
  @BelongsTo var circus: Circus?
  static func rules(_ clown: Rules<Clown>) {
    clown.perform()
    clown.validates(\.name, .presence)
    clown.validate { if $0.name == "sad" { $0.errors.add("should be funny") } }
  }
}
@Model class Trick: Record, Performer, Named {
  var name: String
  @Transient var cue = Cue()
  static func rules(_ trick: Rules<Trick>) {
    trick.perform()
    trick.validates(\.name, .presence)
  }
}

/// Belongs to a circus in every way but autosave.
@Model class Trailer: Record, Performer {
  var name: String
  /// Only one has it.
  var plate: String?
  var circusID: Circus.ID?
  @Transient var cue = Cue()
  @BelongsTo var circus: Circus? = .belongs(foreignKey: \.circusID, inverse: \.trailer)
  @BelongsTo var checkedCircus: Circus? = .belongs(foreignKey: \.circusID, hasInverse: false, validate: true)
  @BelongsTo var looseCircus: Circus? = .belongs(foreignKey: \.circusID, hasInverse: false, validate: false)
  @BelongsTo var separateCircus: Circus? = .belongs(foreignKey: \.circusID, hasInverse: false, autosave: false)
  static func rules(_ trailer: Rules<Trailer>) {
    trailer.perform()
    trailer.validates(\.name, .presence)
    trailer.validates(\.plate, .uniqueness.allowingNil())
    trailer.validates(\.plate, .presence, on: "inspection")
  }
}

/// Knows two circuses, and anything else.
@Model class Booking: Record {
  var payerID: Circus.ID?
  var hostID: Circus.ID?
  @BelongsTo var payer: Circus? = .belongs(foreignKey: \.payerID, hasInverse: false)
  @BelongsTo var host: Circus? = .belongs(foreignKey: \.hostID, hasInverse: false)
  @BelongsTo var record: Record?
}

/// Is changed when it has been made, while its members are saved with it.
@Model(table: "circuses") class RestlessCircus: Record {
  var motto: String
  @HasMany var trailers: Many<Trailer> = .has(foreignKey: "circus_id", hasInverse: false)
  @HasMany var savedTrailers: Many<Trailer> = .has(foreignKey: "circus_id", hasInverse: false, autosave: true)
  @HasAndBelongsToMany var tricks: Many<Trick> = .has(
    joinTable: "circuses_tricks", foreignKey: "circus_id", associationForeignKey: "trick_id")
  static func rules(_ circus: Rules<RestlessCircus>) { circus.afterCreate { try await $0.update { $0.motto = "made" } } }
}

/// Hires a trailer that needs its key, before it is saved.
@Model(table: "circuses") class HiringCircus: Record {
  var motto: String
  @HasMany var trailers: Many<HiredTrailer> = .has(foreignKey: "circus_id", hasInverse: false)
  static func rules(_ circus: Rules<HiringCircus>) {
    circus.beforeSave { if $0.isNew { try await $0.trailers.append(HiredTrailer(name: "hired")) } }
  }
}
@Model(table: "trailers") class HiredTrailer: Record {
  var name: String
  var circusID: Int?
  static func rules(_ trailer: Rules<HiredTrailer>) { trailer.validates(\.circusID, .presence) }
}

extension Worlds {
  static let circuses = [
    "CREATE TABLE circuses (id INTEGER PRIMARY KEY, motto TEXT NOT NULL)",
    "CREATE TABLE tents (id INTEGER PRIMARY KEY, name TEXT NOT NULL, arena_id INTEGER, circus_id INTEGER)",
    "CREATE TABLE arenas (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE poles (id INTEGER PRIMARY KEY, name TEXT NOT NULL, tent_id INTEGER)",
    "CREATE TABLE clowns (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nose VARCHAR(100), circus_id INTEGER)",
    "CREATE UNIQUE INDEX index_clowns_on_nose ON clowns (nose)",
    "CREATE TABLE tricks (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE circuses_tricks (circus_id INTEGER NOT NULL, trick_id INTEGER NOT NULL)",
    "CREATE TABLE trailers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, plate TEXT, circus_id INTEGER)",
    "CREATE TABLE bookings (id INTEGER PRIMARY KEY, payer_id INTEGER, host_id INTEGER, record_id INTEGER, record_type TEXT)",
  ]
}
