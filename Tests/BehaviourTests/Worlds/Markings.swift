import ActiveRecord

// A polymorphic join model, single table inheritance behind it, and a model that is joined to itself.

/// Is marked; its subclass is marked as the base class.
@Model(subclasses: LongClip.self) class Clip: Record {
  var title = ""
  @BelongsTo var reel: Reel?
  @HasMany var markings: Many<Marking> = .has(as: \.markable, dependent: .destroy)
  @HasOne var marking: Marking? = .has(as: \.markable)
  @HasMany var markers: Many<Marker> = .through(\.markings)
  @HasMany var links: Many<ClipLink> = .has(foreignKey: \.fromID, hasInverse: false)
  @HasMany var linked: Many<Clip> = .through(\.links, source: \.to)
}

/// A subclass in the table of clips.
@Model class LongClip: Clip {
  var minutes = 90
}

/// Holds clips.
@Model class Reel: Record {
  var name = ""
  @HasMany var clips: Many<Clip>
  @HasMany var longClips: Many<LongClip>
  @HasMany var markings: Many<Marking> = .through(\.clips)
  @HasMany var linked: Many<Clip> = .through(\.clips)
}

/// Marks what can be marked.
@Model class Marker: Record {
  var name = ""
  var weight = 0
  @HasMany var markings: Many<Marking>
}

/// The polymorphic join model.
@Model class Marking: Record {
  @BelongsTo var marker: Marker?
  @BelongsTo var markable: Record?
}

/// Another model of the table of clips: its markings are deleted by one statement.
@Model(table: "reels") class DeletingReel: Record {
  @HasMany var marks: Many<Marking> = .has(as: \.markable, dependent: .deleteAll)
  @HasOne var mark: Marking? = .has(as: \.markable)
}

/// Another model of the table of reels: its markings lose their key.
@Model(table: "reels") class NullifyingReel: Record {
  @HasMany var marks: Many<Marking> = .has(as: \.markable, dependent: .nullify)
}

/// Another model of the table of reels: its one marking goes with it.
@Model(table: "reels") class DestroyingReel: Record {
  @HasOne var mark: Marking? = .has(as: \.markable, dependent: .destroy)
}

/// Another model of the table of reels: its one marking loses its key.
@Model(table: "reels") class LettingReel: Record {
  @HasOne var mark: Marking? = .has(as: \.markable, dependent: .nullify)
}

/// Joins a clip to a clip.
@Model class ClipLink: Record {
  var fromID: Int?
  var toID: Int?
  @BelongsTo var from: Clip? = .belongs(foreignKey: \.fromID, hasInverse: false)
  @BelongsTo var to: Clip? = .belongs(foreignKey: \.toID, hasInverse: false)
}

/// Reaches its gem through the setting.
@Model class Ring: Record {
  @HasOne var setting: Setting? = .has(dependent: .destroy)
  @HasOne var gem: Gem? = .through(\.setting)
  @HasOne var box: RingBox?
}

/// The join model between a ring and its gem; reaches the box through the ring.
@Model class Setting: Record {
  @BelongsTo var ring: Ring?
  @BelongsTo var gem: Gem?
  @HasOne var box: RingBox? = .through(\.ring)
}

/// Reached through a setting.
@Model class Gem: Record {
  var name = ""
}

/// Where a ring is kept.
@Model class RingBox: Record {
  @BelongsTo var ring: Ring?
}

extension Worlds {
  static let markings = [
    "CREATE TABLE clips (id INTEGER PRIMARY KEY, title TEXT NOT NULL, type TEXT, minutes INTEGER, reel_id INTEGER)",
    "CREATE TABLE reels (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE markers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE markings (id INTEGER PRIMARY KEY, marker_id INTEGER, markable_id INTEGER, markable_type TEXT)",
    "CREATE TABLE rings (id INTEGER PRIMARY KEY)",
    "CREATE TABLE settings (id INTEGER PRIMARY KEY, ring_id INTEGER, gem_id INTEGER)",
    "CREATE TABLE gems (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE ring_boxes (id INTEGER PRIMARY KEY, ring_id INTEGER)",
    "CREATE TABLE clip_links (id INTEGER PRIMARY KEY, from_id INTEGER, to_id INTEGER)",
  ]
}
