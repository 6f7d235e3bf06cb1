import ActiveRecord
import Foundation

// Associations twice, as they are and deprecated: what is touched, what goes with its owner, and what leads over them.

@Model class Beacon: Record {
  var name = ""
  var updatedAt: Date?
  @HasMany var panes: Many<BeaconPane> = .has(dependent: .destroy)
  @HasMany var oldPanes: Many<BeaconPane> = .has(dependent: .destroy, deprecated: true)
  @HasOne var lamp: BeaconLamp? = .has(dependent: .destroy)
  @HasOne var oldLamp: BeaconLamp? = .has(dependent: .destroy, deprecated: true)
  @HasOne var beaconKey: BeaconKey?
  @HasOne var flag: BeaconFlag?
  @HasOne var oldFlag: BeaconFlag? = .has(deprecated: true)
  @HasOne var wick: BeaconWick? = .through(\.lamp)
  @HasOne var oldWick: BeaconWick? = .through(\.lamp, source: \.wick, deprecated: true)
  @HasOne var wickOfOldLamp: BeaconWick? = .through(\.oldLamp, source: \.wick)
  @HasOne var oldWickOfLamp: BeaconWick? = .through(\.lamp, source: \.oldWick)
  @HasOne var oldWickOfOldLamp: BeaconWick? = .through(\.oldLamp, source: \.oldWick, deprecated: true)
  /// Ends in one that leads on to what is deprecated.
  @HasOne var flagOfLamp: BeaconFlag? = .through(\.lamp, source: \.flag)
  @HasMany var chips: Many<BeaconChip> = .through(\.panes)
  @HasMany var oldChipsOfPanes: Many<BeaconChip> = .through(\.panes, source: \.oldChips)

  static func rules(_ beacon: Rules<Beacon>) {
    beacon.acceptsNestedAttributes(for: \.panes)
    beacon.acceptsNestedAttributes(for: \.oldPanes)
    beacon.acceptsNestedAttributes(for: \.lamp)
    beacon.acceptsNestedAttributes(for: \.oldLamp)
  }
}

/// Touches its beacon and takes it along, by both associations.
@Model class BeaconKey: Record {
  var name = ""
  @BelongsTo var beacon: Beacon? = .belongs(dependent: .destroy, touch: true)
  @BelongsTo var oldBeacon: Beacon? = .belongs(foreignKey: \.beaconID, dependent: .destroy, touch: true, deprecated: true)
}

@Model class BeaconLamp: Record {
  var name = ""
  @BelongsTo var beacon: Beacon?
  @HasOne var wick: BeaconWick?
  @HasOne var oldWick: BeaconWick? = .has(deprecated: true)
  @HasOne var flag: BeaconFlag? = .through(\.beacon, source: \.oldFlag)
}

@Model class BeaconPane: Record {
  var label = ""
  @BelongsTo var beacon: Beacon?
  @HasMany var chips: Many<BeaconChip>
  @HasMany var oldChips: Many<BeaconChip> = .has(deprecated: true)
}

@Model class BeaconChip: Record {
  var depth = 0
  @BelongsTo var beaconPane: BeaconPane?
}

@Model class BeaconWick: Record {
  var name = ""
  @BelongsTo var beaconLamp: BeaconLamp?
}

@Model class BeaconFlag: Record {
  var name = ""
  @BelongsTo var beacon: Beacon?
}

extension Worlds {
  static let beacons = [
    "CREATE TABLE beacons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, updated_at DATETIME)",
    "CREATE TABLE beacon_keys (id INTEGER PRIMARY KEY, name TEXT NOT NULL, beacon_id INTEGER)",
    "CREATE TABLE beacon_lamps (id INTEGER PRIMARY KEY, name TEXT NOT NULL, beacon_id INTEGER)",
    "CREATE TABLE beacon_panes (id INTEGER PRIMARY KEY, label TEXT NOT NULL, beacon_id INTEGER)",
    "CREATE TABLE beacon_chips (id INTEGER PRIMARY KEY, depth INTEGER NOT NULL, beacon_pane_id INTEGER)",
    "CREATE TABLE beacon_wicks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, beacon_lamp_id INTEGER)",
    "CREATE TABLE beacon_flags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, beacon_id INTEGER)",
  ]
}
