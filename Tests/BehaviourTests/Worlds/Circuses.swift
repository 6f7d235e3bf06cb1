import ActiveRecord
import Foundation

// What is saved with what: every kind of association with autosave, without it, and with neither said.

/// Notes what happens to it, and refuses or fails to be saved where a test says so.
protocol Performer: Record {
  var log: [String] { get set }
  /// Is not saved.
  var stops: Bool { get set }
  /// Fails when it has been saved.
  var fails: Bool { get set }
  /// Destroys itself when it has been saved, and fails.
  var vanishes: Bool { get set }
  /// Fails when it has been destroyed.
  var falls: Bool { get set }
}
struct Mishap: Error {}

extension Rules where Model: Performer {
  /// The rules of every performer.
  func perform() {
    beforeValidation { $0.log.append("validating") }
    afterValidation { $0.log.append("validated") }
    beforeSave {
      $0.log.append("saving")
      if $0.stops { throw Halt() }
    }
    beforeCreate { $0.log.append("creating") }
    afterCreate { $0.log.append("created") }
    afterSave {
      $0.log.append("saved")
      if $0.vanishes { try await $0.destroy() }
      if $0.fails || $0.vanishes { throw Mishap() }
    }
    afterDestroy {
      $0.log.append("destroyed")
      if $0.falls { throw Mishap() }
    }
  }
}

/// Saves what it has in every way.
@Model(table: "circuses") class Circus: Record, Performer {
  var motto: String
  @Transient var log: [String] = []
  @Transient var stops = false
  @Transient var fails = false
  @Transient var vanishes = false
  @Transient var falls = false
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
    circus.beforeAdd(\.heardClowns) { $0.told.append("before add \($1.name)") }
    circus.afterAdd(\.heardClowns, Circus.note)
    circus.beforeRemove(\.heardClowns) { $0.told.append("before remove \($1.name)") }
    circus.afterRemove(\.heardClowns, Circus.note)
    circus.beforeAdd(\.heardTricks) { $0.told.append("before add \($1.name)") }
    circus.afterAdd(\.heardTricks, Circus.noteTrick)
    circus.beforeRemove(\.heardTricks) { $0.told.append("before remove \($1.name)") }
    circus.afterRemove(\.heardTricks, Circus.noteTrick)
  }
  func note(_ clown: Clown) { told.append("\(clown.name) noted") }
  func noteTrick(_ trick: Trick) { told.append("\(trick.name) noted") }
}

/// Is saved with its circus, and saves it.
@Model class Tent: Record, Performer {
  var name: String
  var arenaID: Int?
  @Transient var log: [String] = []
  @Transient var stops = false
  @Transient var fails = false
  @Transient var vanishes = false
  @Transient var falls = false
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

@Model class Clown: Record, Performer {
  var name: String
  /// No two have the same.
  var nose: String?
  @Transient var log: [String] = []
  @Transient var stops = false
  @Transient var fails = false
  @Transient var vanishes = false
  @Transient var falls = false
  @BelongsTo var circus: Circus?
  static func rules(_ clown: Rules<Clown>) {
    clown.perform()
    clown.validates(\.name, .presence)
    clown.validate { if $0.name == "sad" { $0.errors.add("should be funny") } }
  }
}

@Model class Trick: Record, Performer {
  var name: String
  @Transient var log: [String] = []
  @Transient var stops = false
  @Transient var fails = false
  @Transient var vanishes = false
  @Transient var falls = false
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
  @Transient var log: [String] = []
  @Transient var stops = false
  @Transient var fails = false
  @Transient var vanishes = false
  @Transient var falls = false
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

/// Tells what its curtain is when callbacks run.
@Model class Stage: Record {
  var name: String
  @Transient var seen: [String] = []
  @HasOne var curtain: Curtain? = .has(inverse: \.stage, autosave: true)
  @HasOne var fixedCurtain: FixedCurtain? = .has(foreignKey: "stage_id", hasInverse: false, autosave: true)
  static func rules(_ stage: Rules<Stage>) {
    stage.afterCreate { $0.seen.append("create \(try await $0.curtain?.isPersisted ?? false)") }
    stage.afterUpdate { $0.seen.append("update \(try await $0.curtain?.isChanged ?? false)") }
    stage.afterSave { $0.seen.append("save \(try await $0.curtain?.isChanged ?? false)") }
  }
}
@Model class Curtain: Record, Performer {
  var color: String
  @Transient var log: [String] = []
  @Transient var stops = false
  @Transient var fails = false
  @Transient var vanishes = false
  @Transient var falls = false
  @BelongsTo var stage: Stage? = .belongs(inverse: \.curtain)
  static func rules(_ curtain: Rules<Curtain>) { curtain.perform() }
}
/// Keeps the key that it was made with.
@Model(table: "curtains") class FixedCurtain: Record {
  var color: String
  var stageID: Int?
  static func rules(_ curtain: Rules<FixedCurtain>) { curtain.readonly(\.stageID) }
}

/// Works anywhere, alone.
@Model class Chef: Record, Performer {
  var name: String
  @Transient var log: [String] = []
  @Transient var stops = false
  @Transient var fails = false
  @Transient var vanishes = false
  @Transient var falls = false
  @BelongsTo var workplace: Record?
  static func rules(_ chef: Rules<Chef>) { chef.perform() }
}
@Model class Canteen: Record {
  var name: String
  @HasOne var chef: Chef? = .has(as: \.workplace)
}
@Model class Grill: Record {
  var name: String
  @HasOne var chef: Chef? = .has(as: \.workplace)
}

/// A mask is worn by artists of any class, of which only acrobats know it.
@Model(subclasses: Acrobat.self) class Artist: Record { var name: String }
@Model class Acrobat: Artist { @HasOne var mask: Mask? = .has(as: \.wearer) }
@Model class Mask: Record {
  @Transient var saves = 0
  @BelongsTo var wearer: Record?
  static func rules(_ mask: Rules<Mask>) { mask.afterSave { $0.saves += 1 } }
}

/// Teaches mimes, and itself.
@Model class Mime: Record {
  var motto: String
  var teacherID: Int?
  @BelongsTo var teacher: Mime? = .belongs(foreignKey: \.teacherID, inverse: \.pupils, autosave: true)
  @HasMany var pupils: Many<Mime> = .has(foreignKey: \.teacherID, inverse: \.teacher, autosave: true)
  static func rules(_ mime: Rules<Mime>) { mime.validate { if $0.motto != "funny" { $0.errors.add("is not funny") } } }
}

/// A wagon needs two wheels, and a train takes the attributes of both.
@Model(subclasses: ShortTrain.self) class Train: Record {
  var name: String
  @HasMany var wagons: Many<Wagon>
  @HasMany var lateWagons: Many<Wagon>
  @HasOne var engine: Wagon?
  static func rules(_ train: Rules<Train>) {
    train.acceptsNestedAttributes(for: \.wagons, allowDestroy: true)
    train.acceptsNestedAttributes(for: \.lateWagons, rejectIf: { train, wagon in train.isNew && wagon.name != "first" })
    train.acceptsNestedAttributes(for: \.engine, rejectIf: { train, _ in train.isNew })
  }
}
/// Takes one wagon only.
@Model class ShortTrain: Train {
  static func rules(_ train: Rules<ShortTrain>) { train.acceptsNestedAttributes(for: \.wagons, limit: 1) }
}
@Model class Wagon: Record {
  var name: String
  @BelongsTo var train: Train?
  @HasMany var wheels: Many<Wheel>
  static func rules(_ wagon: Rules<Wagon>) {
    wagon.acceptsNestedAttributes(for: \.wheels, allowDestroy: true)
    wagon.validates(\.wheels, .count(2...).message("must be two at least"))
  }
}
@Model class Wheel: Record {
  var size: Int
  @BelongsTo var wagon: Wagon?
}

/// Is touched by its verses.
@Model class Song: Record {
  var title: String
  var updatedAt: Date?
  @HasMany var verses: Many<Verse> = .has(inverse: \.song, autosave: true)
  static func rules(_ song: Rules<Song>) { song.acceptsNestedAttributes(for: \.verses) }
}
/// The parts of an evening.
enum Act: String, ColumnValue { case opening, main, encore }
@Model class Performance: Record {
  var title: String
  var act: Act = .opening
  var size: Size?
}
/// Hears apart what was made and what was changed.
@Model class Tally: Record {
  var text = ""
  @Transient var heard: [String] = []
  static func rules(_ tally: Rules<Tally>) {
    tally.afterCommit(on: .create) { $0.heard.append("made") }
    tally.afterCommit(on: .update) { $0.heard.append("changed") }
  }
}
/// Touches the offshoot that it grows on, and the trunk of all.
@Model class Offshoot: Record {
  var name: String
  var parentID: Int?
  var updatedAt: Date?
  @BelongsTo var parent: Offshoot? = .belongs(foreignKey: \.parentID, touch: true)
  @BelongsTo var trunk: Trunk? = .belongs(touch: true)
}
@Model class Trunk: Record {
  var name: String
  var updatedAt: Date?
}
@Model class Verse: Record {
  var text: String
  @Transient var count = 0
  @BelongsTo var song: Song? = .belongs(touch: true, inverse: \.verses)
  static func rules(_ verse: Rules<Verse>) { verse.afterSave { $0.count = try await $0.song?.verses.count() ?? -1 } }
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
    "CREATE TABLE stages (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE curtains (id INTEGER PRIMARY KEY, color TEXT NOT NULL, stage_id INTEGER)",
    "CREATE TABLE chefs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, workplace_id INTEGER, workplace_type TEXT)",
    "CREATE TABLE canteens (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE grills (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE artists (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT)",
    "CREATE TABLE masks (id INTEGER PRIMARY KEY, wearer_id INTEGER, wearer_type TEXT)",
    "CREATE TABLE mimes (id INTEGER PRIMARY KEY, motto TEXT NOT NULL, teacher_id INTEGER)",
    "CREATE TABLE trains (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT)",
    "CREATE TABLE wagons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, train_id INTEGER)",
    "CREATE TABLE wheels (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, wagon_id INTEGER)",
    "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT NOT NULL, updated_at DATETIME)",
    "CREATE TABLE performances (id INTEGER PRIMARY KEY, title TEXT NOT NULL, act TEXT NOT NULL, size INTEGER)",
    "CREATE TABLE tallies (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE offshoots (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER, trunk_id INTEGER, updated_at DATETIME)",
    "CREATE TABLE trunks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, updated_at DATETIME)",
    "CREATE TABLE verses (id INTEGER PRIMARY KEY, text TEXT NOT NULL, song_id INTEGER)",
  ]
}
