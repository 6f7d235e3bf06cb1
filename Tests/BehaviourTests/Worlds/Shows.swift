import ActiveRecord
import Foundation

// What callbacks see of the targets that are saved with a record, and targets of any class.

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
  @Transient var cue = Cue()
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
  @Transient var cue = Cue()
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

extension Worlds {
  static let shows = [
    "CREATE TABLE stages (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE curtains (id INTEGER PRIMARY KEY, color TEXT NOT NULL, stage_id INTEGER)",
    "CREATE TABLE chefs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, workplace_id INTEGER, workplace_type TEXT)",
    "CREATE TABLE canteens (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE grills (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE artists (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT)",
    "CREATE TABLE masks (id INTEGER PRIMARY KEY, wearer_id INTEGER, wearer_type TEXT)",
    "CREATE TABLE mimes (id INTEGER PRIMARY KEY, motto TEXT NOT NULL, teacher_id INTEGER)",
    "CREATE TABLE performances (id INTEGER PRIMARY KEY, title TEXT NOT NULL, act TEXT NOT NULL, size INTEGER)",
    "CREATE TABLE tallies (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
  ]
}
