import ActiveRecord
import Foundation

// Nested attributes of members that have members, and records that touch each other.

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
@Model class Verse: Record {
  var text: String
  @Transient var count = 0
  @BelongsTo var song: Song? = .belongs(touch: true, inverse: \.verses)
  static func rules(_ verse: Rules<Verse>) { verse.afterSave { $0.count = try await $0.song?.verses.count() ?? -1 } }
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

extension Worlds {
  static let trains = [
    "CREATE TABLE trains (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT)",
    "CREATE TABLE wagons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, train_id INTEGER)",
    "CREATE TABLE wheels (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, wagon_id INTEGER)",
    "CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT NOT NULL, updated_at DATETIME)",
    "CREATE TABLE offshoots (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER, trunk_id INTEGER, updated_at DATETIME)",
    "CREATE TABLE trunks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, updated_at DATETIME)",
    "CREATE TABLE verses (id INTEGER PRIMARY KEY, text TEXT NOT NULL, song_id INTEGER)",
  ]
}
