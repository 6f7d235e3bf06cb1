import ActiveRecord
import Foundation

// Associations twice: as they are, and deprecated.

/// Has each kind of association twice.
@Model class Curator: Record {
  var name: String?
  var updatedAt: Date?
  @HasMany var relics: Many<Relic>
  @HasMany var oldRelics: Many<Relic> = .has(dependent: .nullify, deprecated: true)
  @HasOne var badge: CuratorBadge?
  @HasOne var oldBadge: CuratorBadge? = .has(deprecated: true)
  @HasAndBelongsToMany var halls: Many<ExhibitHall>
  @HasAndBelongsToMany var oldHalls: Many<ExhibitHall> = .has(joinTable: "curators_exhibit_halls", deprecated: true)
  @HasMany var scratches: Many<RelicScratch> = .through(\.relics)
  @HasMany var oldScratches: Many<RelicScratch> = .through(\.relics, source: \.scratches, deprecated: true)
  /// Leads over an association that is deprecated, and ends in another one.
  @HasMany var deepScratches: Many<RelicScratch> = .through(\.oldRelics, source: \.oldScratches)
  @HasMany var allOldScratches: Many<RelicScratch> = .through(\.oldRelics, source: \.oldScratches, deprecated: true)
  /// Goes through one that leads over others.
  @HasMany var scratchedRelics: Many<Relic> = .through(\.deepScratches, source: \.relic)
  @HasOne var pin: BadgePin? = .through(\.oldBadge)
  @HasOne var oldPin: BadgePin? = .through(\.badge, source: \.pin, deprecated: true)
  @HasOne var sourcePin: BadgePin? = .through(\.badge, source: \.oldPin)
  @HasOne var allOldPin: BadgePin? = .through(\.oldBadge, source: \.oldPin, deprecated: true)
  @HasOne var pinCase: BadgePinCase? = .through(\.pin)

  static func rules(_ curator: Rules<Curator>) {
    curator.acceptsNestedAttributes(for: \.oldRelics)
    curator.acceptsNestedAttributes(for: \.oldBadge)
  }
}

/// Touches the curator, by both associations.
@Model class Relic: Record {
  var label: String?
  @BelongsTo var curator: Curator? = .belongs(touch: true)
  @BelongsTo var oldCurator: Curator? = .belongs(foreignKey: \.curatorID, touch: true, deprecated: true)
  @HasMany var scratches: Many<RelicScratch>
  @HasMany var oldScratches: Many<RelicScratch> = .has(deprecated: true)
}

/// Takes what it was made of with it.
@Model class RelicCase: Record {
  @BelongsTo var relic: Relic? = .belongs(dependent: .destroy, deprecated: true)
}

@Model class RelicScratch: Record {
  var depth = 0
  @BelongsTo var relic: Relic?
}

@Model class CuratorBadge: Record {
  var number = 0
  @BelongsTo var curator: Curator?
  @HasOne var pin: BadgePin?
  @HasOne var oldPin: BadgePin? = .has(deprecated: true)
}

@Model class BadgePin: Record {
  var metal: String?
  @BelongsTo var curatorBadge: CuratorBadge?
  @HasOne var pinCase: BadgePinCase?
}

@Model class BadgePinCase: Record { @BelongsTo var badgePin: BadgePin? }

@Model class ExhibitHall: Record { var name: String? }

extension Worlds {
  static let museum = [
    "CREATE TABLE curators (id INTEGER PRIMARY KEY, name TEXT, updated_at DATETIME)",
    "CREATE TABLE relics (id INTEGER PRIMARY KEY, label TEXT, curator_id INTEGER)",
    "CREATE TABLE relic_cases (id INTEGER PRIMARY KEY, relic_id INTEGER)",
    "CREATE TABLE relic_scratches (id INTEGER PRIMARY KEY, depth INTEGER NOT NULL, relic_id INTEGER)",
    "CREATE TABLE curator_badges (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, curator_id INTEGER)",
    "CREATE TABLE badge_pins (id INTEGER PRIMARY KEY, metal TEXT, curator_badge_id INTEGER)",
    "CREATE TABLE badge_pin_cases (id INTEGER PRIMARY KEY, badge_pin_id INTEGER)",
    "CREATE TABLE exhibit_halls (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE curators_exhibit_halls (curator_id INTEGER NOT NULL, exhibit_hall_id INTEGER NOT NULL)",
  ]
}
