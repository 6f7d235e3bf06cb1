import ActiveRecord
import Foundation

// Records whose callbacks save, validate and destroy each other.

/// Saves its members before it has a row, where it is told to.
@Model class Hoop: Record {
  var name = ""
  @HasMany var links: Many<HoopLink> = .has(inverse: \.hoop)
  @HasMany var signs: Many<BoothSign> = .has(foreignKey: \.supplierID)
  @HasMany var plates: Many<HoopPlate> = .has(dependent: .destroy)
  @HasMany var beads: Many<HoopBead>
  @HasOne var clasp: HoopClasp?
  @HasOne var clamp: HoopClamp?
  @HasOne var charm: HoopCharm? = .has(dependent: .destroy)
  @Transient var savesMembersFirst = false

  static func rules(_ hoop: Rules<Hoop>) {
    hoop.beforeSave { hoop in
      guard hoop.savesMembersFirst, hoop.isNew else { return }
      for link in hoop.links.target { try await link.save() }
    }
    hoop.beforeAdd(\.beads) { hoop, _ in if hoop.name == "builds" { hoop.beads.build() } }
    hoop.afterAdd(\.beads) { hoop, _ async throws in if hoop.name == "appends" { try await hoop.beads.append(HoopBead()) } }
  }
}

/// Calls its owner, or itself, from a callback.
@Model class HoopLink: Record {
  /// Where it calls, and what.
  enum Call: String, CaseIterable, Sendable {
    case nothing
    case ownerBeforeValidation, ownerBeforeSave, ownerBeforeCreate, ownerAfterCreate, ownerAfterSave, ownerAfterCommit
    case ownerIsValid
    case itselfBeforeSave, itselfAfterSave, itselfAfterCommit, itselfIsValid, anotherAfterCreate
  }
  var name = ""
  @BelongsTo var hoop: Hoop? = .belongs(inverse: \.links)
  @Transient var call = Call.nothing
  @Transient var saves = 0

  private static func act(_ link: HoopLink, _ owner: Call, _ itself: Call? = nil) async throws {
    if link.call == owner { try await link.hoop?.save() }
    if let itself, link.call == itself { try await link.save() }
  }

  static func rules(_ link: Rules<HoopLink>) {
    link.beforeValidation { link in
      try await HoopLink.act(link, .ownerBeforeValidation)
      if link.call == .ownerIsValid { _ = try await link.hoop?.isValid() }
      if link.call == .itselfIsValid { _ = try await link.isValid() }
    }
    link.beforeSave { link in
      link.saves += 1
      try await HoopLink.act(link, .ownerBeforeSave, .itselfBeforeSave)
    }
    link.beforeCreate { try await HoopLink.act($0, .ownerBeforeCreate) }
    link.afterCreate { link in
      try await HoopLink.act(link, .ownerAfterCreate)
      if link.call == .anotherAfterCreate { try await HoopLink.create { $0.call = .anotherAfterCreate } }
    }
    link.afterSave { try await HoopLink.act($0, .ownerAfterSave, .itselfAfterSave) }
    link.afterCommit { try await HoopLink.act($0, .ownerAfterCommit, .itselfAfterCommit) }
    link.beforeDestroy { link in
      guard link.name == "twice" else { return }
      try await HoopLink.find(link.id!).destroy()
    }
  }
}

/// Goes with its hoop, one by one.
@Model class HoopPlate: Record {
  @BelongsTo var hoop: Hoop?
  @Transient var noted = false
  static func rules(_ plate: Rules<HoopPlate>) { plate.afterDestroy { $0.noted = true } }
}

/// Brings others along, where its hoop is so.
@Model class HoopBead: Record {
  var updatedAt: Date?
  @BelongsTo var hoop: Hoop?
  @Transient var touchesAgain = false
  static func rules(_ bead: Rules<HoopBead>) { bead.afterTouch { if $0.touchesAgain { try await $0.touch() } } }
}

/// Notes its owner's key when it is made.
@Model class HoopClasp: Record {
  var name = ""
  @BelongsTo var hoop: Hoop?
  @HasOne var pin: HoopPin? = .has(foreignKey: \.claspID)
  @Transient var keyWhenMade: Int?
  static func rules(_ clasp: Rules<HoopClasp>) {
    clasp.afterInitialize { $0.keyWhenMade = $0.hoopID }
    clasp.validates(\.name, .exclusion("bad"))
  }
}

@Model class HoopPin: Record { @BelongsTo var clasp: HoopClasp? }

/// Goes with its hoop only.
@Model class HoopCharm: Record {
  @BelongsTo var hoop: Hoop?
  @Transient var destroyer: String?
  static func rules(_ charm: Rules<HoopCharm>) {
    charm.beforeDestroy { if $0.destroyedByAssociation == nil { throw Halt() } }
    charm.afterCommit(on: .destroy) { $0.destroyer = $0.destroyedByAssociation?.name }
  }
}

/// A hierarchy in one table.
@Model(subclasses: SteelClamp.self) class HoopClamp: Record { @BelongsTo var hoop: Hoop? }
@Model class SteelClamp: HoopClamp {}

/// Belongs to one of its kind.
@Model class HoopPeer: Record {
  var name = ""
  @BelongsTo var next: HoopPeer?
}

/// Takes what it hangs on along; that lets it go.
@Model class HoopHolder: Record { @HasOne var clip: HoopClip? = .has(foreignKey: \.holderID, dependent: .nullify) }
@Model class HoopClip: Record {
  @BelongsTo var holder: HoopHolder? = .belongs(dependent: .destroy)
}

/// Two that go with what is between them, and that with both.
@Model class Lodger: Record {
  @HasOne var letRoom: Chamber? = .has(foreignKey: \.landlordID, dependent: .destroy)
  @HasOne var rentedRoom: Chamber? = .has(foreignKey: \.tenantID, dependent: .destroy)
}
@Model class Chamber: Record {
  @BelongsTo var landlord: Lodger? = .belongs(dependent: .destroy)
  @BelongsTo var tenant: Lodger? = .belongs(dependent: .destroy)
}

/// Goes through what has no one table.
@Model(table: "signet_cords") class LostCord: Record {
  @BelongsTo var bound: Record?
  @HasOne var wax: SignetWax? = .through(\.bound)
}

/// Says a key that its targets do not have.
@Model(table: "hoops") class LostHoop: Record {
  var name = ""
  @HasOne var clasp: HoopClasp? = .has(foreignKey: "nowhere_id", hasInverse: false)
}

extension Worlds {
  static let circles = [
    "CREATE TABLE hoops (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE hoop_links (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hoop_id INTEGER)",
    "CREATE TABLE hoop_beads (id INTEGER PRIMARY KEY, updated_at TIMESTAMP, hoop_id INTEGER)",
    "CREATE TABLE hoop_plates (id INTEGER PRIMARY KEY, hoop_id INTEGER)",
    "CREATE TABLE hoop_clasps (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hoop_id INTEGER)",
    "CREATE TABLE hoop_charms (id INTEGER PRIMARY KEY, hoop_id INTEGER)",
    "CREATE TABLE hoop_pins (id INTEGER PRIMARY KEY, clasp_id INTEGER)",
    "CREATE TABLE hoop_clamps (id INTEGER PRIMARY KEY, type TEXT, hoop_id INTEGER)",
    "CREATE TABLE hoop_peers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, next_id INTEGER)",
    "CREATE TABLE hoop_holders (id INTEGER PRIMARY KEY)",
    "CREATE TABLE hoop_clips (id INTEGER PRIMARY KEY, holder_id INTEGER)",
    "CREATE TABLE lodgers (id INTEGER PRIMARY KEY)",
    "CREATE TABLE chambers (id INTEGER PRIMARY KEY, landlord_id INTEGER, tenant_id INTEGER)",
  ]
}
